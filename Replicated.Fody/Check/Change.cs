using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Replicated.Fody.Check;

/// <summary>What is to be done at one access to a replicated member.</summary>
internal abstract record Change(Instruction At, FieldReference Field);

/// <summary>The store becomes a call of the store helper.</summary>
internal sealed record SwapStore(Instruction At, FieldReference Field) : Change(At, Field);

/// <summary>The store to a readonly member of <c>this</c> stays and is followed by a mark.</summary>
internal sealed record MarkAfterReadonlyStore(Instruction At, FieldReference Field) : Change(At, Field);

/// <summary>
/// The address is written through: each of the <paramref name="Writes"/> is followed by a mark, each of the <paramref name="Calls"/> that
/// get the address becomes a call that marks on its way out, also when it throws.
/// </summary>
internal sealed record MarkAfterWrites(Instruction At, FieldReference Field, IReadOnlyList<Instruction> Writes, IReadOnlyList<Instruction> Calls)
    : Change(At, Field);
