using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Check;
using Replicated.Fody.Find;
using Replicated.Fody.Plan;

namespace Replicated.Fody.Watch;

/// <summary>Where the code of the module names fields and methods, and how values move in its methods.</summary>
/// <remarks>
/// What is of no generic type is named by its definition. The rest is found by its name first: to resolve every operand would cost more than
/// all that is asked here.
/// </remarks>
internal sealed class ModuleIndex
{
    readonly ModuleDefinition module;
    readonly Dictionary<IMemberDefinition, List<Mention>> defined = [];
    readonly Dictionary<string, List<Mention>> fields = [];
    readonly Dictionary<string, List<Mention>> methods = [];
    readonly Dictionary<MethodDefinition, StackFlow> flows = [];
    readonly Dictionary<FieldDefinition, IReadOnlyList<Mention>> ofField = [];
    readonly Dictionary<MethodDefinition, IReadOnlyList<Mention>> ofMethod = [];
    readonly HashSet<string> names = [];
    readonly HashSet<TypeDefinition> overlaid = [];
    readonly bool hasFriends;
    bool hasDynamic;

    internal ModuleIndex(ModuleDefinition module)
    {
        this.module = module;
        hasFriends = CustomAttributes.Has(module.Assembly, "System.Runtime.CompilerServices.InternalsVisibleToAttribute");
        foreach (var type in module.GetTypes().Where(type => type.IsExplicitLayout || MemberTypes.IsInlineArray(type)))
            AddOverlaid(type);
        foreach (var method in module.GetTypes().SelectMany(type => type.Methods))
        {
            if (UnsafeAccessor.NameOf(method) is { } accessed)
                names.Add(accessed);
            if (!method.HasBody)
                continue;
            foreach (var instruction in method.Body.Instructions)
            {
                if (instruction.Operand is IMemberDefinition definition and not TypeDefinition)
                    Add(defined, definition, new Mention(method, instruction));
                else if (instruction.Operand is FieldReference field)
                    Add(fields, field.Name, new Mention(method, instruction));
                else if (instruction.Operand is MethodReference called)
                {
                    Add(methods, called.Name, new Mention(method, instruction));
                    if (called.DeclaringType.Name == "Binder" && called.DeclaringType.FullName == "Microsoft.CSharp.RuntimeBinder.Binder")
                        AddTexts(method);
                }
            }
        }
    }

    /// <summary>A type whose fields can be reached by others, or by none, with the structs that lie within it.</summary>
    void AddOverlaid(TypeDefinition type)
    {
        if (!overlaid.Add(type))
            return;
        foreach (var field in type.Fields.Where(field => !field.IsStatic && field.FieldType.IsValueType && !field.FieldType.IsPrimitive))
        {
            if (References.Resolve(field.FieldType) is { IsEnum: false } inner && inner.Module == module)
                AddOverlaid(inner);
        }
    }

    /// <summary>Whether a field of the type may be read and written without being named.</summary>
    internal bool IsOverlaid(TypeDefinition type) => overlaid.Contains(type);

    /// <summary>What a method that uses <c>dynamic</c> can look for at run time.</summary>
    void AddTexts(MethodDefinition method)
    {
        hasDynamic = true;
        foreach (string text in method.Body.Instructions.Select(instruction => instruction.Operand).OfType<string>())
        {
            names.Add(text);
            names.Add("get_" + text);
            names.Add("set_" + text);
        }
    }

    /// <summary>Whether a member of this name can be reached by it, so that no instruction shows it.</summary>
    internal bool IsNamedInText(string name) => names.Contains(name);

    /// <summary>Whether a method can be called by its name, or by what <c>dynamic</c> needs no name for: constructors, indexers, operators.</summary>
    internal bool IsFoundByName(MethodDefinition method) =>
        IsNamedInText(method.Name)
        || (hasDynamic && method.IsSpecialName && (method.IsConstructor || method.Name.StartsWith("op_", StringComparison.Ordinal) || method.Parameters.Count > (method.IsSetter ? 1 : 0)));

    internal bool IsEntryPoint(MethodDefinition method) => module.EntryPoint == method;

    static void Add<TKey>(Dictionary<TKey, List<Mention>> index, TKey name, Mention mention)
    {
        if (!index.TryGetValue(name, out var list))
            index.Add(name, list = []);
        list.Add(mention);
    }

    /// <summary>All instructions that name a field of the module.</summary>
    internal IReadOnlyList<Mention> Of(FieldDefinition field)
    {
        if (!ofField.TryGetValue(field, out var found))
            ofField.Add(field, found = Of(field, fields, mention => Own((FieldReference)mention.At.Operand) == field));
        return found;
    }

    /// <summary>All instructions that name a method of the module.</summary>
    internal IReadOnlyList<Mention> Of(MethodDefinition method)
    {
        if (!ofMethod.TryGetValue(method, out var found))
            ofMethod.Add(method, found = Of(method, methods, mention => Own((MethodReference)mention.At.Operand) == method));
        return found;
    }

    IReadOnlyList<Mention> Of(IMemberDefinition member, Dictionary<string, List<Mention>> byName, Func<Mention, bool> isIt)
    {
        IReadOnlyList<Mention> exact = defined.TryGetValue(member, out var found) ? found : [];
        return byName.TryGetValue(member.Name, out var named) ? [.. exact, .. named.Where(isIt)] : exact;
    }

    /// <summary>The field that an operand names, if it is one of the module.</summary>
    internal FieldDefinition? Own(FieldReference field) => IsOwn(field) ? field.Resolve() : null;

    /// <summary>The method that an operand names, if it is one of the module.</summary>
    internal MethodDefinition? Own(MethodReference method) => IsOwn(method) ? References.Resolve(method) : null;

    /// <summary>Whether a type is one of the module.</summary>
    internal bool Owns(TypeDefinition type) => type.Module == module;

    /// <remarks>An array of more dimensions has members of its own, whatever it is of.</remarks>
    bool IsOwn(MemberReference member) => member.DeclaringType is not ArrayType && member.DeclaringType?.GetElementType().Scope == module;

    internal StackFlow FlowOf(MethodDefinition method)
    {
        if (!flows.TryGetValue(method, out var flow))
            flows.Add(method, flow = StackFlow.Of(method.Body));
        return flow;
    }

    /// <summary>Whether code of other assemblies can name a field.</summary>
    internal bool IsVisible(FieldDefinition field) =>
        IsVisible(field.DeclaringType) && (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly || (hasFriends && !field.IsPrivate));

    /// <summary>Whether code of other assemblies can name a method.</summary>
    internal bool IsVisible(MethodDefinition method) =>
        IsVisible(method.DeclaringType) && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly || (hasFriends && !method.IsPrivate));

    bool IsVisible(TypeDefinition type) =>
        type.IsNested
            ? IsVisible(type.DeclaringType) && (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamilyOrAssembly || (hasFriends && !type.IsNestedPrivate))
            : type.IsPublic || hasFriends;
}

/// <summary>An instruction of a method.</summary>
internal sealed record Mention(MethodDefinition Method, Instruction At);
