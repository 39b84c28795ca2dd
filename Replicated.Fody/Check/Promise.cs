using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Replicated.Fody.Check;

/// <summary>
/// What a method does with an address that it gets, where its signature says that it does not: with <c>Unsafe</c>, <c>MemoryMarshal</c> or
/// a pointer it can write through an <c>in</c> parameter, a <c>ReadOnlySpan</c> or a readonly <c>this</c>, and return what is
/// <c>scoped</c>.
/// </summary>
/// <param name="Writes">It writes through the address.</param>
/// <param name="Returns">What it returns is, or holds, the address.</param>
internal sealed record Promise(bool Writes, bool Returns)
{
    internal static Promise Kept { get; } = new(false, false);

    /// <summary>Of a body that nobody sees: that it would hand an address back is not believed, as it is not of any code that is not woven.</summary>
    internal static Promise ByAnybody { get; } = new(Writes: true, Returns: false);

    /// <param name="method">A method without a body, or of a reference assembly, is believed.</param>
    /// <param name="argument">Counted with <c>this</c>.</param>
    internal static Promise Of(MethodDefinition? method, int argument) => method is { HasBody: true } ? Promises.Of(method, argument) : Kept;

    internal static Promise Read(MethodDefinition method, int argument)
    {
        var slot = new Slot(IsArgument: true, argument);
        var loads = method.Body.Instructions
            .Where(instruction => InstructionSlots.Loaded(instruction, method) == slot || InstructionSlots.AddressOf(instruction, method) == slot)
            .ToList();
        if (loads.Count == 0)
            return Kept;
        var carriers = new AddressCarriers(method, StackFlow.Of(method.Body), loads);
        return new Promise(Any(IsWrite), Any((instruction, _, _) => instruction.OpCode.Code == Code.Ret));

        bool Any(Func<Instruction, int, AddressCarriers, bool> does) => method.Body.Instructions.Any(instruction =>
            Enumerable.Range(0, StackEffect.Pops(instruction, method)).Any(operand => does(instruction, operand, carriers) && carriers.Of(instruction, operand).Count > 0));
    }

    static bool IsWrite(Instruction instruction, int operand, AddressCarriers carriers) =>
        AddressFlow.IsWrite(instruction, operand)
        || (instruction.Operand is IMethodSignature
            && carriers.SignatureOf(instruction) is var signature
            && operand < signature.Count
            && CallEffects.Of(instruction, operand, signature) is CallEffect.Writes or CallEffect.WritesAndReturns);
}
