using System.Reflection;
using System.Runtime.Loader;
using Fuzz.Weave;

namespace Fuzz.Execute;

/// <summary>A batch that is loaded, with a runtime of its own. It stays until the process ends.</summary>
/// <remarks>
/// Where batches were unloaded, the heap was damaged once in some forty thousand methods: words of objects were zero that nothing writes to,
/// and the garbage collector ended the process. The same has been reported of programs that only compile, load and unload.
/// </remarks>
sealed class Loaded
{
    const string Holder = "<Replicated>Statics";
    const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    static readonly string[] ownersOfStatics = ["Z", "O", "Vis"];

    /// <summary>Has statics for each type that it is used with.</summary>
    const string GenericOwner = "Gen`1";

    readonly AssemblyLoadContext context = new("batch");
    readonly Dictionary<string, Lazy<(object, MemberTable)>> holders;
    readonly Type world;
    readonly Type generic;
    readonly Lazy<IReadOnlyList<(object, MemberTable)>> genericHolders;
    readonly Action begin;
    readonly Func<object?, object?[]> readStatics;

    /// <param name="libraries">What the batch refers to, the model first; empty where that is in the batch itself.</param>
    internal Loaded(Binary binary, IReadOnlyList<Binary> libraries)
    {
        var runtime = context.LoadFromAssemblyPath(typeof(Replicated.ReplicatedAttribute).Assembly.Location);
        Touch = runtime.GetType("Replicated.Replication", throwOnError: true)!.GetMethod("Touch")!.CreateDelegate<Action<object>>();
        var loaded = libraries.Select(Load).ToList();
        Assembly = Load(binary);
        var model = loaded.Count == 0 ? Assembly : loaded[0];
        generic = model.GetType(GenericOwner, throwOnError: true)!;
        Type[] genericOwners = [.. new[] { typeof(int), typeof(string), model.GetType("S", throwOnError: true)! }.Select(argument => generic.MakeGenericType(argument))];
        genericHolders = new(() => [.. genericOwners.Select(StaticsOf)]);
        world = model.GetType("World", throwOnError: true)!;
        var methods = model.GetType("M", throwOnError: true)!;
        begin = methods.GetMethod("Begin")!.CreateDelegate<Action>();
        OnCapture = methods.GetField("OnCapture")!;
        OnPublish = methods.GetField("OnPublish")!;
        OnWriteUnseen = methods.GetField("OnWriteUnseen")!;
        holders = Assembly.GetTypes().Union(model.GetTypes()).Where(type => !type.IsGenericType && type.GetNestedType(Holder, Everything) != null).ToDictionary(type => type.Name, type => new Lazy<(object, MemberTable)>(() => StaticsOf(type)));
        FieldsOfStatics = [.. ownersOfStatics.Select(type => model.GetType(type, throwOnError: true)!).Concat(genericOwners).SelectMany(type => type.GetFields(Everything & ~BindingFlags.Instance)).Where(field => !field.IsLiteral && field.Name[0] != '<').OrderBy(field => field.Name, StringComparer.Ordinal)];
        readStatics = FieldReader.Of(FieldsOfStatics);
    }

    internal Assembly Assembly { get; }

    internal FieldInfo OnCapture { get; }

    internal FieldInfo OnPublish { get; }

    internal FieldInfo OnWriteUnseen { get; }

    /// <summary>What the program calls after something wrote to an object unseen.</summary>
    internal Action<object> Touch { get; }

    /// <summary>Those that outcomes are compared by.</summary>
    internal IReadOnlyList<FieldInfo> FieldsOfStatics { get; }

    /// <summary>The replicated statics that a method knows, with the objects that have their headers: those of the model and its own.</summary>
    internal IEnumerable<(object Holder, MemberTable Members)> StaticsOf(int index) =>
        ownersOfStatics.Append($"Q{index}").Where(holders.ContainsKey).Select(owner => holders[owner].Value)
            .Concat(genericHolders.Value)
            .Concat(Assembly.GetType($"U{index}") is { } own ? [StaticsOf(generic.MakeGenericType(own))] : []);

    /// <summary>The values of <see cref="FieldsOfStatics"/>.</summary>
    internal object?[] ReadStatics() => readStatics(null);

    Assembly Load(Binary binary) => context.LoadFromStream(new MemoryStream(binary.Assembly), new MemoryStream(binary.Symbols));

    static (object Holder, MemberTable Members) StaticsOf(Type type)
    {
        var holder = type.GetNestedType(Holder, Everything)!;
        if (type.IsGenericType)
            holder = holder.MakeGenericType(type.GetGenericArguments());
        return (holder.GetField("Instance", Everything)!.GetValue(null)!, FieldTable.Statics(type));
    }

    /// <summary>Makes the objects that methods work on, the same ones for the same number.</summary>
    internal object NewWorld(int number)
    {
        begin();
        return Activator.CreateInstance(world, number)!;
    }

    internal MethodInfo EntryOf(int index) => Assembly.GetType($"Entry{index}", throwOnError: true)!.GetMethod("Run")!;
}
