using System.Buffers;
using ProtoBuf.Meta;
using Replicated.Protocol;

namespace Replicated.Frames;

/// <summary>Writes and reads the messages that are not frequent, with protobuf-net.</summary>
/// <remarks>A model of its own: the program's use of protobuf-net and ours do not meet.</remarks>
internal static class MessageContracts
{
    /// <summary>The version of the protocol that this build speaks.</summary>
    internal const uint ProtocolVersion = 1;

    static readonly RuntimeTypeModel model = CreateModel();

    internal static void Write<T>(IBufferWriter<byte> into, T message) => model.Serialize(into, message);

    /// <summary>Reads the body of a message.</summary>
    /// <exception cref="DamagedMessageException">It is not one.</exception>
    internal static T Read<T>(ReadOnlySpan<byte> body)
    {
        RefuseGroups(body, typeof(T).Name);
        try
        {
            return model.Deserialize<T>(body);
        }
        // Hostile bytes make protobuf-net throw many types; each means the same here.
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new DamagedMessageException($"{typeof(T).Name} of {body.Length} bytes: {exception.Message}", exception);
        }
    }

    internal static byte[]? ToBytes(Guid identity) => identity == Guid.Empty ? null : identity.ToByteArray();

    internal static Guid ToGuid(byte[]? bytes) => bytes switch
    {
        null or { Length: 0 } => Guid.Empty,
        { Length: 16 } => new Guid(bytes),
        _ => throw new DamagedMessageException($"an identity of {bytes.Length} bytes, 16 expected"),
    };

    /// <summary>Groups, which the schema has none of, are skipped by recursion in protobuf-net: enough of them would end the process.</summary>
    static void RefuseGroups(ReadOnlySpan<byte> body, string name)
    {
        try
        {
            var fields = new FieldReader(body);
            while (fields.Next())
            {
            }
        }
        catch (DamagedMessageException exception)
        {
            throw new DamagedMessageException($"{name}: {exception.Message}", exception);
        }
    }

    static RuntimeTypeModel CreateModel()
    {
        var created = RuntimeTypeModel.Create("Replicated");
        created.Add<Position>(applyDefaultBehaviour: false).SetSurrogate(typeof(PositionContract));
        return created;
    }
}
