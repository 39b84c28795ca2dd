using Replicated.Protocol;

namespace Replicated.Frames;

/// <summary>A <see cref="Position"/> as a message.</summary>
internal static class PositionFields
{
    internal static void Position(this Encoder encoder, int field, Position value)
    {
        encoder.Tag(field, WireType.LengthDelimited);
        int start = encoder.BeginMessage();
        encoder.Identity(1, value.Lineage.Value);
        encoder.Identity(2, value.Reign.Value);
        encoder.Number(3, value.Epoch.Value);
        encoder.Number(4, value.Sequence);
        encoder.EndMessage(start);
    }

    internal static Position Read(ReadOnlySpan<byte> body)
    {
        Guid lineage = default, reign = default;
        long epoch = 0, sequence = 0;
        var fields = new FieldReader(body);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1: lineage = fields.IdentityOrNone; break;
                case 2: reign = fields.IdentityOrNone; break;
                case 3: epoch = fields.Count; break;
                case 4: sequence = fields.Count; break;
            }
        }
        return new(new(lineage), new(reign), new(epoch), sequence);
    }
}
