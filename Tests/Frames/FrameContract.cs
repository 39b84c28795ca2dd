using ProtoBuf;

namespace Replicated.Tests.Frames;

/// <summary>The Frame message of replicated.proto as protobuf-net sees it: an independent reader and writer of the same bytes.</summary>
[ProtoContract]
internal sealed class FrameContract
{
    [ProtoMember(1)]
    public byte[]? Lineage { get; set; }

    [ProtoMember(2)]
    public ulong Epoch { get; set; }

    [ProtoMember(3)]
    public ulong Sequence { get; set; }

    [ProtoMember(4)]
    public byte[]? Reign { get; set; }

    [ProtoMember(5)]
    public SliceContract? Snapshot { get; set; }

    [ProtoMember(6)]
    public List<TypeContract> Types { get; } = [];

    [ProtoMember(7)]
    public List<CreatedContract> Created { get; } = [];

    [ProtoMember(8)]
    public List<RootContract> Roots { get; } = [];

    [ProtoMember(9)]
    public List<IdRunContract> Removed { get; } = [];

    [ProtoMember(10)]
    public List<ChangeContract> Changes { get; } = [];

    [ProtoMember(15, DataFormat = DataFormat.FixedSize)]
    public uint Crc { get; set; }

    [ProtoContract]
    internal sealed class SliceContract
    {
        [ProtoMember(1, IsRequired = true)]
        public uint Slice { get; set; }

        [ProtoMember(2)]
        public bool Last { get; set; }
    }

    [ProtoContract]
    internal sealed class TypeContract
    {
        [ProtoMember(1)]
        public uint Number { get; set; }

        [ProtoMember(2)]
        public string Name { get; set; } = "";

        [ProtoMember(3)]
        public List<MemberContract> Members { get; } = [];

        [ProtoMember(4)]
        public bool Statics { get; set; }

        [ProtoMember(5)]
        public List<RenamedContract> Renamed { get; } = [];

        [ProtoMember(6)]
        public List<string> Bases { get; } = [];

        [ProtoMember(7)]
        public bool IsValue { get; set; }
    }

    [ProtoContract]
    internal sealed class RenamedContract
    {
        [ProtoMember(1)]
        public string Name { get; set; } = "";

        [ProtoMember(2)]
        public string FormerName { get; set; } = "";
    }

    [ProtoContract]
    internal sealed class MemberContract
    {
        [ProtoMember(1)]
        public string Name { get; set; } = "";

        [ProtoMember(2)]
        public string Type { get; set; } = "";

        [ProtoMember(3)]
        public string? Form { get; set; }

        [ProtoMember(4)]
        public string? FormerName { get; set; }

        [ProtoMember(5)]
        public bool Narrows { get; set; }
    }

    [ProtoContract]
    internal sealed class CreatedContract
    {
        [ProtoMember(1)]
        public ulong First { get; set; }

        [ProtoMember(2, IsPacked = true)]
        public List<uint> Types { get; } = [];

        [ProtoMember(3)]
        public List<ConstructionContract> Constructions { get; } = [];
    }

    [ProtoContract]
    internal sealed class ConstructionContract
    {
        [ProtoMember(1)]
        public uint Index { get; set; }

        [ProtoMember(2)]
        public ulong Length { get; set; }

        [ProtoMember(3)]
        public string? Comparer { get; set; }
    }

    [ProtoContract]
    internal sealed class RootContract
    {
        [ProtoMember(1)]
        public string Name { get; set; } = "";

        [ProtoMember(2)]
        public ulong Object { get; set; }
    }

    [ProtoContract]
    internal sealed class IdRunContract
    {
        [ProtoMember(1)]
        public ulong First { get; set; }

        [ProtoMember(2)]
        public ulong Count { get; set; }
    }

    [ProtoContract]
    internal sealed class ChangeContract
    {
        [ProtoMember(1, DataFormat = DataFormat.ZigZag)]
        public long Object { get; set; }

        [ProtoMember(2)]
        public byte[] Members { get; set; } = [];
    }
}
