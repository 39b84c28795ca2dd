using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Replicated.Frames;

/// <summary>
/// UTF-8 that also carries halves of surrogate pairs, which a .NET string may hold alone: each as the three bytes that its number
/// would have (WTF-8, simonsapin.github.io/wtf-8). Well-formed text is plain UTF-8.
/// </summary>
internal static class Wtf8
{
    /// <summary>As many characters never have more bytes than a number of 32 bits can count.</summary>
    const int PieceCharsMax = 1 << 29;

    /// <summary>Writes length and bytes of a text.</summary>
    internal static void Write(Encoder encoder, string text)
    {
        long size = CountBytes(text);
        encoder.CheckValue("a text", size);
        encoder.Varint((uint)size);
        Transcode(text, encoder.Take((int)size));
    }

    /// <summary>A lone half counts as U+FFFD here, which has three bytes like the half itself.</summary>
    static long CountBytes(ReadOnlySpan<char> text)
    {
        long bytes = 0;
        while (text.Length > PieceCharsMax)
        {
            int piece = char.IsHighSurrogate(text[PieceCharsMax - 1]) ? PieceCharsMax - 1 : PieceCharsMax;
            bytes += Encoding.UTF8.GetByteCount(text[..piece]);
            text = text[piece..];
        }
        return bytes + Encoding.UTF8.GetByteCount(text);
    }

    internal static string Read(Decoder decoder)
    {
        var bytes = decoder.Bytes();
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : ReadIllFormed(decoder, bytes);
    }

    static void Transcode(ReadOnlySpan<char> text, Span<byte> into)
    {
        while (Utf8.FromUtf16(text, into, out int read, out int written, replaceInvalidSequences: false) != OperationStatus.Done)
        {
            char half = text[read];
            into[written] = (byte)(0xE0 | half >> 12);
            into[written + 1] = (byte)(0x80 | half >> 6 & 0x3F);
            into[written + 2] = (byte)(0x80 | half & 0x3F);
            into = into[(written + 3)..];
            text = text[(read + 1)..];
        }
    }

    static string ReadIllFormed(Decoder decoder, ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out int used) == OperationStatus.Done)
                text.Append(rune.ToString());
            else if (bytes.Length >= 3 && bytes[0] == 0xED && bytes[1] is >= 0xA0 and <= 0xBF && bytes[2] is >= 0x80 and <= 0xBF)
            {
                text.Append((char)(0xD000 | (bytes[1] & 0x3F) << 6 | bytes[2] & 0x3F));
                used = 3;
            }
            else
                throw decoder.Damaged("not a text");
            bytes = bytes[used..];
        }
        return text.ToString();
    }
}
