using System.Buffers;
using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Reflection;
using System.Text;
using Replicated.Collections;
using Replicated.Frames;
using Replicated.Values;
using Replicated.Woven;

namespace Replicated.Graph;

/// <summary>
/// Finds the type of this build that a name on the wire stands for. Only replicated types of woven assemblies, what their members are
/// declared to hold, and collections and values of these are ever found.
/// </summary>
internal sealed class TypeResolver
{
    /// <summary>Type arguments nested deeper than this are not read.</summary>
    const int DepthMax = 16;

    /// <summary>No name without arguments has more brackets and commas in it.</summary>
    const int BracketsMax = 32;

    const string MethodSeparator = "::";

    static readonly SearchValues<char> delimiters = SearchValues.Create("<>,[{}");

    /// <summary>Why a native program can make a type that it does not name: the active, which is the same program, has it.</summary>
    const string SameProgram = "The code of what the active has is in this program, too; what is not is not found.";

    const string MakesTypes = "It makes generic types.";

    /// <summary>The most dimensions that an array can have.</summary>
    const int RankMax = 32;

    static readonly Type[] known =
    [
        typeof(bool), typeof(char), typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong),
        typeof(float), typeof(double), typeof(decimal), typeof(Half), typeof(Int128), typeof(UInt128), typeof(BigInteger), typeof(string), typeof(Guid),
        typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly), typeof(TimeOnly), typeof(Uri), typeof(Version), typeof(Type), typeof(StringComparer), typeof(ReferenceEqualityComparer),
        typeof(object), typeof(BitArray), typeof(StringBuilder), typeof(Random), .. UnnamedKinds.Definitions,
    ];

    readonly Dictionary<string, Type> types = [];
    readonly HashSet<Codec> visited = [];

    /// <summary>Types that have statics and need have no objects.</summary>
    readonly HashSet<string> withStatics = [];

    /// <summary>From names in announcements to names of this build.</summary>
    readonly Renames renames = new();

    /// <summary>The arguments that are read are those of a generic type whose statics are meant. They can be any type: no object is made of them.</summary>
    bool anyArgument;
    int version = -1;

    /// <summary>What objects of the announced type are here.</summary>
    /// <param name="announced">The announcement.</param>
    /// <param name="layout">How its members stand in messages; null: as those of this build.</param>
    /// <exception cref="ReplicationException">This build has no such type, or one that does not fit; the message says how they differ.</exception>
    internal ObjectType Resolve(TypeShape announced, out Layout? layout)
    {
        Refresh();
        layout = null;
        LearnRenames(announced);
        if (announced.Name.Contains(MethodSeparator, StringComparison.Ordinal))
        {
            return new ObjectType.Method(FindMethod(renames.Translate(announced.Name)) ?? throw new ReplicationException(
                $"this build has no method {announced.Name} that delegates call, or another code of it: deploy the build of the active on this node too"));
        }
        var type = Find(renames.Translate(announced.Name)) ?? throw new ReplicationException(
            $"this build has no replicated type {announced.Name}: deploy the build of the active on this node too");
        if (type.IsGenericType && Registry.GenericHolders.Contains(type.GetGenericTypeDefinition()))
            Registry.HolderOf(type);
        var found = Classify(type) ?? throw new ReplicationException($"the type {announced.Name} is not replicated in this build");
        var shape = found is ObjectType.Class(var shapeOfClass) ? shapeOfClass : found is ObjectType.Value(var shapeOfValue) ? shapeOfValue : null;
        if (announced.Statics != (shape?.IsStatics ?? false) || announced.IsValue != found is ObjectType.Value)
            throw new ReplicationException($"{announced.Name} is static, a struct or a class on one side only: deploy the build of the active on this node too");
        if (!IsSame(announced.Items, shape?.Description.Items))
        {
            throw new ReplicationException(
                $"{announced.Name} derives from {announced.Items?.Type ?? "no collection"} on the active and from {shape?.Description.Items?.Type ?? "none"} in this build: deploy the build of the active on this node too");
        }
        if (shape is not null)
            layout = Layout.Learn(announced, shape, renames, name => Find(name) is { ContainsGenericParameters: false } known ? Codecs.Of(known) : null);
        return found;
    }

    bool IsName(string name) => types.ContainsKey(name) || withStatics.Contains(name);

    /// <summary>What another build calls otherwise is known here by one of the two names.</summary>
    void LearnRenames(TypeShape announced)
    {
        foreach (var renamed in announced.Renamed)
        {
            if (!IsName(renamed.Name))
                renames.Add(renamed.Name, renamed.FormerName);
        }
    }

    bool IsSame(MemberShape? announced, MemberShape? here)
        => announced is null || here is null ? announced == here : announced.FitIn(here, renames) == MemberFit.Same;

    static ObjectType? Classify(Type type)
    {
        if (type.ContainsGenericParameters)
            return null;
        if (type == typeof(object))
            return new ObjectType.Collection(PlainObjectCodec.Single);
        var codec = Codecs.Of(type);
        if (codec is ICollectionCodec collection)
            return new ObjectType.Collection(collection);
        if (type.IsAbstract && codec is not { IsClosed: true })
            return null;
        if (typeof(IReplicated).IsAssignableFrom(type))
            return new ObjectType.Class(Registry.ShapeOf(type));
        if (typeof(IReplicatedValue).IsAssignableFrom(type))
            return new ObjectType.Value(Registry.ShapeOf(type));
        return codec is { IsExact: true } ? new ObjectType.Plain(codec) : null;
    }

    /// <summary>Whether another node of this build finds a type by its name.</summary>
    internal bool Knows(Type type)
    {
        Refresh();
        return Find(TypeNames.Of(type)) == type;
    }

    /// <summary>The names of all types that are found, those without arguments; of generic types their definitions.</summary>
    internal IReadOnlyList<string> Names
    {
        get
        {
            Refresh();
            return [.. types.Where(type => type.Value is { IsConstructedGenericType: false, IsArray: false }).Select(type => type.Key), .. withStatics, .. DelegateMethods.Names];
        }
    }

    /// <summary>The shapes of the instances of generic types that members are declared to hold.</summary>
    internal IReadOnlyList<Shape> Instances
    {
        get
        {
            Refresh();
            return [.. visited.Select(codec => codec.Type).Where(IsInstance).Select(Registry.ShapeOf)];
        }
    }

    static bool IsInstance(Type type)
        => type is { IsConstructedGenericType: true, IsAbstract: false, ContainsGenericParameters: false } && (typeof(IReplicated).IsAssignableFrom(type) || typeof(IReplicatedValue).IsAssignableFrom(type));

    DelegateMethod? FindMethod(string name)
    {
        int at = name.IndexOf(MethodSeparator, StringComparison.Ordinal);
        if (Find(name[..at]) is not { ContainsGenericParameters: false } type)
            return null;
        int start = at + MethodSeparator.Length;
        int end = name.AsSpan(start).IndexOfAny('{', '(') is >= 0 and var length ? start + length : name.Length;
        return DelegateMethods.On(type, name[start..end])
            .Select(method => method.IsGenericMethodDefinition ? Close(method, name, end) : method)
            .OfType<MethodInfo>()
            .Select(DelegateMethods.Describe)
            .FirstOrDefault(method => method.Name == name);
    }

    /// <summary>Reads the type arguments of a generic method, e.g. <c>{A, B}</c>.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2060", Justification = "The program makes delegates of the method itself.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = SameProgram)]
    MethodInfo? Close(MethodInfo definition, string name, int at)
        => ParseArguments(definition.GetGenericArguments().Length, "{", "}", name, ref at, 0) is { } arguments ? Made(() => definition.MakeGenericMethod(arguments)) : null;

    void Refresh()
    {
        if (version == Registry.Version)
            return;
        version = Registry.Version;
        Registry.NameHeld();
        foreach (var type in known)
            types.TryAdd(type.FullName!, type);
        foreach (var type in Registry.Types)
        {
            types.TryAdd(type.IsGenericTypeDefinition ? type.FullName! : TypeNames.Of(type), type);
            if (!type.ContainsGenericParameters && !type.IsAbstract)
                Visit(Registry.ShapeOf(type));
        }
        foreach (var type in DelegateMethods.Types)
            types.TryAdd(type.IsGenericTypeDefinition ? type.FullName! : TypeNames.Of(type), type);
        foreach (var holder in Registry.GenericHolders)
        {
            types.TryAdd(holder.FullName!, holder);
            withStatics.Add(holder.DeclaringType!.FullName!);
        }
        foreach (var root in Registry.Statics)
        {
            types.TryAdd(TypeNames.Of(root.Holder.GetType()), root.Holder.GetType());
            withStatics.Add(root.DeclaringType.FullName!);
            Visit(root.Holder.GetShape());
        }
        VisitNamed();
        foreach (var (type, former) in Registry.FormerNames)
        {
            if (!IsName(former))
                renames.Add(former, type.FullName!);
        }
    }

    /// <summary>What is named may have members whose types are named when they are asked for, and so on.</summary>
    void VisitNamed()
    {
        for (int before = -1; before != visited.Count;)
        {
            before = visited.Count;
            foreach (var codec in Codecs.NamedCodecs)
                Visit(codec);
        }
    }

    void Visit(Shape shape)
    {
        foreach (var part in shape.Parts)
            Visit(part);
    }

    void Visit(Codec codec)
    {
        if (!visited.Add(codec))
            return;
        types.TryAdd(codec.Name, codec.Type);
        foreach (var part in codec.Parts)
            Visit(part);
        if (typeof(IReplicated).IsAssignableFrom(codec.Type) && !codec.Type.IsAbstract)
            Visit(Registry.ShapeOf(codec.Type));
    }

    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = SameProgram)]
    Type? Find(string name)
    {
        if (types.TryGetValue(name, out var type))
            return type;
        int at = 0;
        anyArgument = false;
        type = Parse(name, ref at, 0);
        return at == name.Length ? type : null;
    }

    /// <summary>Reads a type with arguments, e.g. <c>A`2&lt;B, C[]&gt;</c>.</summary>
    [RequiresDynamicCode(MakesTypes)]
    Type? Parse(string name, ref int at, int depth)
    {
        if (depth > DepthMax || ParseDefinition(name, ref at) is not { } type)
            return null;
        if (type.IsGenericTypeDefinition)
        {
            anyArgument |= Registry.GenericHolders.Contains(type);
            type = ParseArguments(type, name, ref at, depth);
            if (type is null)
                return null;
        }
        while (name.AsSpan(at).StartsWith("["))
        {
            if (ParseArray(type, name, ref at) is not { } array)
                return null;
            type = array;
        }
        return type;
    }

    /// <summary>Reads the brackets of an array with one or more dimensions.</summary>
    [RequiresDynamicCode(MakesTypes)]
    static Type? ParseArray(Type element, string name, ref int at)
    {
        int commas = name.AsSpan(at + 1).IndexOfAnyExcept(',');
        if (commas is < 0 or >= RankMax || name[at + 1 + commas] != ']')
            return null;
        at += commas + 2;
        return commas == 0 ? element.MakeArrayType() : element.MakeArrayType(commas + 1);
    }

    /// <summary>Reads a name without arguments. What the compiler and the weaver name has brackets of its own, so the first one need not end it.</summary>
    Type? ParseDefinition(string name, ref int at)
    {
        int end = at;
        for (int brackets = 0; brackets <= BracketsMax && end < name.Length; brackets++)
        {
            end = name.AsSpan(end + 1).IndexOfAny(delimiters) is >= 0 and var length ? end + 1 + length : name.Length;
            if ((types.GetValueOrDefault(name[at..end]) ?? (anyArgument ? ReferencedTypes.Find(name[at..end]) : null)) is { } type)
            {
                at = end;
                return type;
            }
        }
        return null;
    }

    [RequiresDynamicCode(MakesTypes)]
    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "The definition is replicated or of the platform, and none of these asks for members of its arguments.")]
    Type? ParseArguments(Type definition, string name, ref int at, int depth)
        => ParseArguments(definition.GetGenericArguments().Length, "<", ">", name, ref at, depth) is { } arguments ? Made(() => definition.MakeGenericType(arguments)) : null;

    [RequiresDynamicCode(MakesTypes)]
    Type[]? ParseArguments(int count, string open, string close, string name, ref int at, int depth)
    {
        var arguments = new Type[count];
        for (int i = 0; i < arguments.Length; i++)
        {
            string before = i == 0 ? open : ", ";
            if (!name.AsSpan(at).StartsWith(before))
                return null;
            at += before.Length;
            if (Parse(name, ref at, depth + 1) is not { } argument)
                return null;
            arguments[i] = argument;
        }
        if (!name.AsSpan(at).StartsWith(close))
            return null;
        at += close.Length;
        return arguments;
    }

    static T? Made<T>(Func<T> make)
        where T : class
    {
        try
        {
            return make();
        }
        catch (Exception failure) when (failure is ArgumentException or NotSupportedException)
        {
            // The arguments do not satisfy the constraints of the type, or a native program has no such instance: this build cannot have the name.
            return null;
        }
    }
}
