using System.Runtime.CompilerServices;
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
    static readonly Promise kept = new(false, false);

    /// <summary>A body is asked once for each argument. Nothing is changed before everything is checked, so what it says holds.</summary>
    static readonly ConditionalWeakTable<MethodDefinition, Dictionary<int, Promise>> known = new();

    /// <param name="method">A method without a body, or of a reference assembly, is believed.</param>
    /// <param name="argument">Counted with <c>this</c>.</param>
    internal static Promise Of(MethodDefinition? method, int argument)
    {
        if (method is not { HasBody: true })
            return kept;
        var ofMethod = known.GetOrCreateValue(method);
        if (!ofMethod.TryGetValue(argument, out var promise))
        {
            // Where methods call each other in a circle, this is what the circle is entered with.
            ofMethod.Add(argument, kept);
            ofMethod[argument] = promise = Read(method, new Slot(IsArgument: true, argument));
        }
        return promise;
    }

    static Promise Read(MethodDefinition method, Slot argument)
    {
        var loads = method.Body.Instructions
            .Where(instruction => InstructionSlots.Loaded(instruction, method) == argument || InstructionSlots.AddressOf(instruction, method) == argument)
            .ToList();
        if (loads.Count == 0)
            return kept;
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
