using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Check;
using Replicated.Fody.Find;

namespace Replicated.Fody.Plan;

/// <summary>
/// Finds the structs that change where they are boxed: <c>ICounter c = new Counter(); c.Increment();</c> stores to no member. A member that
/// can hold such a box is compared at each capture.
/// </summary>
internal sealed class ChangingBoxes
{
    readonly IReadOnlyList<MadeDelegate> delegates;

    readonly IReadOnlyList<TypeDefinition> types;

    ChangingBoxes(IReadOnlyList<TypeDefinition> types, IReadOnlyList<MadeDelegate> delegates)
    {
        this.types = types;
        this.delegates = delegates;
    }

    /// <summary>
    /// The structs of the module that travel and can change in a box, so that the runtime looks for their boxes in collections, and in members
    /// of assemblies that were woven before this one. Whoever boxes them may be generic code, or another assembly.
    /// </summary>
    internal IReadOnlyList<TypeDefinition> Among(IEnumerable<ReplicatedValue> values) =>
        [.. values.Select(value => value.Type).Where(type => ChangesItself(type) || delegates.Any(made => References.Resolve(made.Called)?.DeclaringType == type))];

    internal static ChangingBoxes In(ModuleDefinition module, IReadOnlyList<MadeDelegate> delegates)
    {
        var boundToBoxes = delegates.Where(made => References.Resolve(made.Called) is { IsStatic: false, DeclaringType.IsValueType: true } called && Writes(called)).ToList();
        var boxed = module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody)
            .SelectMany(method => method.Body.Instructions)
            .Where(instruction => instruction.OpCode.Code == Code.Box)
            .Select(instruction => References.Resolve((TypeReference)instruction.Operand))
            .OfType<TypeDefinition>()
            .Distinct()
            .Where(type => type.Module == module && type.IsValueType);
        return new ChangingBoxes([.. boxed.Where(ChangesItself)], boundToBoxes);
    }

    /// <summary>Whether a member of the type can hold such a box, somewhere within.</summary>
    internal bool CanBeIn(TypeReference type)
    {
        if (types.Count + delegates.Count == 0)
            return false;
        var open = new OpenTypes();
        open.Add(type);
        return open.Count > 0 && (types.Any(open.CanHold) || delegates.Any(made => open.CanHoldDelegate(made.Type)));
    }

    static bool ChangesItself(TypeDefinition type) => type.Methods.Any(method => method.IsVirtual && Writes(method));

    static bool Writes(MethodDefinition method) => Promise.Of(method, argument: 0).Writes;
}
