using Replicated.Frames;

namespace Replicated.Links;

/// <summary>Puts a message together that came in parts.</summary>
/// <remarks>Memory grows with what has arrived, never with what was announced.</remarks>
internal sealed class PartAssembly
{
    const int FirstBytes = 1 << 20;

    byte[] bytes = [];
    int count;

    /// <summary>Length of the whole message; 0 while none is being put together.</summary>
    long size;

    /// <summary>Adds a part; true when the message is whole.</summary>
    internal bool Add(ReadOnlySpan<byte> part, out ReadOnlyMemory<byte> whole)
    {
        whole = default;
        long partSize = 0, offset = 0;
        ReadOnlySpan<byte> content = default;
        var fields = new FieldReader(part);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1: partSize = fields.Count; break;
                case 2: offset = fields.Count; break;
                case 3: content = fields.Content; break;
                default: throw new DamagedMessageException($"a part with field {fields.Field}");
            }
        }
        Check(partSize, offset, content.Length);
        size = partSize;
        Append(content);
        if (count < size)
            return false;
        whole = bytes.AsMemory(0, count);
        (bytes, count, size) = ([], 0, 0);
        return true;
    }

    void Check(long partSize, long offset, int length)
    {
        if (partSize > Array.MaxLength)
            throw new DamagedMessageException($"a message of {partSize} bytes in parts, the limit is {Array.MaxLength}");
        if (size != 0 && partSize != size)
            throw new DamagedMessageException($"a part of a message of {partSize} bytes within one of {size}");
        if (offset != count)
            throw new DamagedMessageException($"a part at {offset} where one at {count} must follow");
        if (length == 0 || length > partSize - count)
            throw new DamagedMessageException($"a part of {length} bytes at {offset} of {partSize}");
    }

    void Append(ReadOnlySpan<byte> content)
    {
        if (bytes.Length - count < content.Length)
        {
            long doubled = Math.Max(Math.Max(bytes.Length * 2L, FirstBytes), (long)count + content.Length);
            Array.Resize(ref bytes, (int)Math.Min(doubled, size));
        }
        content.CopyTo(bytes.AsSpan(count));
        count += content.Length;
    }
}
