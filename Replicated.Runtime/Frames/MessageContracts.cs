using System.Buffers;

namespace Replicated.Frames;

/// <summary>Writes and reads the messages that are not frequent.</summary>
internal static class MessageContracts
{
    /// <summary>The version of the protocol that this build speaks.</summary>
    internal const uint ProtocolVersion = 1;

    internal static void Write<T>(IBufferWriter<byte> into, T message)
        where T : IMessage<T>
    {
        var encoder = new Encoder();
        message.Write(encoder);
        into.Write(encoder.Written);
    }

    /// <summary>Reads the body of a message.</summary>
    /// <exception cref="DamagedMessageException">It is not one.</exception>
    internal static T Read<T>(ReadOnlySpan<byte> body)
        where T : IMessage<T>
    {
        try
        {
            return T.Read(body);
        }
        catch (DamagedMessageException exception)
        {
            throw new DamagedMessageException($"{typeof(T).Name} of {body.Length} bytes: {exception.Message}", exception);
        }
    }
}
