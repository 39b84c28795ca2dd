using Mono.Cecil.Cil;
using Replicated.Fody.Check;

namespace Replicated.Fody.Watch;

/// <summary>What a method does with a reference to an item of a collection, or to a part of one.</summary>
internal sealed class ItemReference
{
    readonly StackFlow flow;
    readonly HashSet<Instruction> uses = [];
    readonly List<Instruction> writes = [];

    ItemReference(StackFlow flow) => this.flow = flow;

    /// <summary>The instructions that work with it.</summary>
    internal IReadOnlyCollection<Instruction> Uses => uses;

    /// <summary>Those of them that store through it.</summary>
    internal IReadOnlyList<Instruction> Writes => writes;

    /// <summary>Whether something is done with it of which it is not known what.</summary>
    internal bool Escapes { get; private set; }

    /// <param name="producer">Pushes the reference.</param>
    internal static ItemReference Of(Instruction producer, StackFlow flow)
    {
        var item = new ItemReference(flow);
        item.Follow(producer);
        return item;
    }

    void Follow(Instruction producer)
    {
        foreach (var use in flow.UsesOf(producer))
        {
            bool isNew = uses.Add(use.Consumer);
            switch (use.Consumer.OpCode.Code)
            {
                case Code.Ldfld or Code.Ldobj or (>= Code.Ldind_I1 and <= Code.Ldind_Ref):
                    break;
                case Code.Dup or Code.Ldflda:
                    if (isNew)
                        Follow(use.Consumer);
                    break;
                case Code.Stfld or Code.Stobj or Code.Initobj or Code.Stind_I or (>= Code.Stind_Ref and <= Code.Stind_R8) when use.Operand == 0:
                    writes.Add(use.Consumer);
                    break;
                default:
                    Escapes = true;
                    break;
            }
        }
    }
}
