using ProtoBuf;
using Replicated.Protocol;

namespace Replicated.Frames;

/// <summary>A <see cref="Position"/> as it is on the wire.</summary>
[ProtoContract]
internal sealed class PositionContract
{
    [ProtoMember(1)] byte[]? lineage;
    [ProtoMember(2)] byte[]? reign;
    [ProtoMember(3)] long epoch;
    [ProtoMember(4)] long sequence;

    public static implicit operator PositionContract(Position position) => new()
    {
        lineage = MessageContracts.ToBytes(position.Lineage.Value),
        reign = MessageContracts.ToBytes(position.Reign.Value),
        epoch = position.Epoch.Value,
        sequence = position.Sequence,
    };

    public static implicit operator Position(PositionContract? contract)
    {
        if (contract is null)
            return default;
        if (contract.epoch < 0 || contract.sequence < 0)
            throw new DamagedMessageException("a position below zero");
        return new(
            new(MessageContracts.ToGuid(contract.lineage)), new(MessageContracts.ToGuid(contract.reign)), new(contract.epoch), contract.sequence);
    }
}
