using Replicated.Frames;
using Replicated.Woven;

namespace Replicated.Values;

/// <summary>A text as <c>string</c>; null as the number 0 under the same field.</summary>
internal sealed class StringCodec : Codec<string?>
{
    internal override void Write(MemberWriter writer, int field, string? value)
    {
        if (value is null)
        {
            writer.Null(field);
            return;
        }
        writer.Encoder.Tag(field, WireType.LengthDelimited);
        Wtf8.Write(writer.Encoder, value);
    }

    internal override string? Read(MemberReader reader, WireType type)
    {
        if (reader.IsNull(type))
            return null;
        return Wtf8.Read(reader.Decoder);
    }
}

/// <summary>
/// A URI as it was written, relative or absolute. Text with a slash at its begin is relative: an absolute URI that was written as the path
/// of a file travels with its scheme.
/// </summary>
internal sealed class UriCodec : Codec<Uri?>
{
    internal override void Write(MemberWriter writer, int field, Uri? value) => Codec<string?>.Instance.Write(writer, field, TextOf(value));

    static string? TextOf(Uri? value) => value is { IsAbsoluteUri: true } && value.OriginalString.StartsWith('/') ? value.AbsoluteUri : value?.OriginalString;

    internal override Uri? Read(MemberReader reader, WireType type)
    {
        string? text = Codec<string?>.Instance.Read(reader, type);
        if (text is null)
            return null;
        return Uri.TryCreate(text, text.StartsWith('/') ? UriKind.Relative : UriKind.RelativeOrAbsolute, out var uri) ? uri : throw reader.Decoder.Damaged("not a URI");
    }
}

/// <summary>A version as its text.</summary>
internal sealed class VersionCodec : Codec<Version?>
{
    internal override void Write(MemberWriter writer, int field, Version? value) => Codec<string?>.Instance.Write(writer, field, value?.ToString());

    internal override Version? Read(MemberReader reader, WireType type)
    {
        string? text = Codec<string?>.Instance.Read(reader, type);
        if (text is null)
            return null;
        return Version.TryParse(text, out var version) ? version : throw reader.Decoder.Damaged("not a version");
    }
}

/// <summary>A GUID as 16 bytes in the order of <see cref="Guid.ToByteArray()"/>.</summary>
internal sealed class GuidCodec : Codec<Guid>
{
    internal override void Write(MemberWriter writer, int field, Guid value)
    {
        writer.Encoder.Tag(field, WireType.LengthDelimited);
        writer.Encoder.Varint(16);
        value.TryWriteBytes(writer.Encoder.Take(16));
    }

    internal override Guid Read(MemberReader reader, WireType type) => new(reader.BytesOf(type, 16));
}
