using Replicated.Frames;

namespace Replicated.Tests.Frames;

/// <summary>A frame whose bytes someone changed who knows how to make its CRC right.</summary>
static class HostileBytes
{
    /// <summary>Behind the position, which is compared first.</summary>
    const int First = 40;

    const int CrcBytes = 5;

    internal static byte[] In(byte[] frame, Random random)
    {
        for (int i = random.Next(1, 4); i > 0; i--)
            frame[random.Next(First, frame.Length - CrcBytes)] = (byte)random.Next(256);
        return WithCrc(frame[..^CrcBytes]);
    }

    internal static byte[] WithCrc(byte[] body)
    {
        var encoder = new Encoder();
        encoder.Raw(body);
        uint crc = Crc32C.Of(body);
        encoder.Tag(FrameField.Crc, WireType.Fixed32);
        encoder.Fixed32(crc);
        return encoder.Written.ToArray();
    }
}
