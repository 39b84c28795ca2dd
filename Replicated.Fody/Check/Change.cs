using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Replicated.Fody.Check;

/// <summary>What is to be done at one instruction for the sake of one replicated member.</summary>
internal abstract record Change(Instruction At, FieldReference Field);

/// <summary>The store becomes a call of the store helper.</summary>
internal sealed record SwapStore(Instruction At, FieldReference Field) : Change(At, Field);

/// <summary>The store to a readonly member of <c>this</c> stays and is followed by a mark.</summary>
internal sealed record MarkAfterReadonlyStore(Instruction At, FieldReference Field) : Change(At, Field);

/// <summary>The store of a generic type's initialiser to a static stays and is followed by a mark, if its statics are known already.</summary>
internal sealed record MarkAfterInitialiserStore(Instruction At, FieldReference Field) : Change(At, Field);

/// <summary>The object whose member's address is taken is kept in a variable.</summary>
internal sealed record KeepOwner(Instruction At, FieldReference Field, OwnerSlot Slot) : Change(At, Field);

/// <summary>A variable got the address, so that its owner is noted for this variable.</summary>
internal sealed record CopyOwner(Instruction At, FieldReference Field, OwnerSlot From, OwnerSlot To) : Change(At, Field);

/// <summary>The instruction writes through the address and is followed by a mark.</summary>
/// <param name="Owner">Where the object is found; null for statics.</param>
internal sealed record MarkAfterWrite(Instruction At, FieldReference Field, OwnerSlot? Owner) : Change(At, Field);

/// <summary>The call gets the address and becomes a call that marks on its way out, also when it throws.</summary>
/// <param name="Owner">Where the object is found; null for statics.</param>
internal sealed record MarkAfterCall(Instruction At, FieldReference Field, OwnerSlot? Owner) : Change(At, Field);
