using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Check;
using Replicated.Fody.Find;

namespace Replicated.Fody.Plan;

/// <summary>
/// Finds the structs that change where they are boxed: <c>ICounter c = new Counter(); c.Increment();</c> stores to no member, nor does
/// <c>Unsafe.Unbox&lt;Counter&gt;(o).N = 3;</c>. A member that can hold such a box is compared at each capture.
/// </summary>
internal sealed class ChangingBoxes
{
    readonly IReadOnlyList<MadeDelegate> delegates;

    readonly IReadOnlyList<TypeDefinition> types;

    /// <summary>Those among them that change by no method of their own.</summary>
    readonly IReadOnlyList<TypeDefinition> opened;

    ChangingBoxes(IReadOnlyList<TypeDefinition> changing, IReadOnlyList<TypeDefinition> opened, IReadOnlyList<MadeDelegate> delegates)
    {
        types = [.. changing, .. opened];
        this.opened = opened;
        this.delegates = delegates;
    }

    /// <summary>
    /// The structs of the module that travel and can change in a box, so that the runtime looks for their boxes in collections, and in members
    /// of assemblies that were woven before this one. Whoever boxes them may be generic code, or another assembly.
    /// </summary>
    internal IReadOnlyList<TypeDefinition> Among(IEnumerable<ReplicatedValue> values) =>
        [.. values.Select(value => value.Type).Where(type => ChangesItself(type) || opened.Contains(type) || delegates.Any(made => References.Resolve(made.Called)?.DeclaringType == type))];

    internal static ChangingBoxes In(ModuleDefinition module, IReadOnlyList<MadeDelegate> delegates)
    {
        var boundToBoxes = delegates.Where(made => References.Resolve(made.Called) is { IsStatic: false, DeclaringType.IsValueType: true } called && Writes(called)).ToList();
        var boxed = new HashSet<TypeDefinition>();
        var opened = new HashSet<TypeDefinition>();
        foreach (var method in module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody))
        {
            foreach (var instruction in method.Body.Instructions)
                Look(instruction);
        }
        return new ChangingBoxes([.. boxed.Where(ChangesItself)], [.. opened], boundToBoxes);

        void Look(Instruction instruction)
        {
            if (instruction.OpCode.Code == Code.Box && References.Resolve((TypeReference)instruction.Operand) is { IsValueType: true } type && type.Module == module)
                boxed.Add(type);
            else if (Opened(instruction) is { } inside && References.Resolve(inside) is { } outside)
                opened.Add(outside);
        }
    }

    /// <summary>The type whose box an instruction gives out the inside of.</summary>
    static TypeReference? Opened(Instruction instruction) => instruction switch
    {
        { OpCode.Code: Code.Unbox } => (TypeReference)instruction.Operand,
        { Operand: GenericInstanceMethod { Name: "Unbox", DeclaringType.FullName: CallEffects.Unsafe } unbox } => unbox.GenericArguments[0],
        _ => null,
    };

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
