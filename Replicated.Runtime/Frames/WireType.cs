namespace Replicated.Frames;

/// <summary>How the bytes of a protobuf field are laid out: the low three bits of its tag.</summary>
internal enum WireType
{
    Varint = 0,
    Fixed64 = 1,
    LengthDelimited = 2,
    Fixed32 = 5,
}
