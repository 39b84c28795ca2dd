using ProtoBuf;

namespace Benchmarks.Encoding;

/// <summary>The changes of a frame as a contract for protobuf-net, which makes the same bytes of it.</summary>
[ProtoContract]
sealed class SameBytes
{
    [ProtoMember(10)]
    public List<Change> Changes { get; } = [];

    [ProtoContract]
    public struct Change
    {
        /// <summary>As the difference to the one that follows the object before.</summary>
        [ProtoMember(1, DataFormat = DataFormat.ZigZag)]
        public long Id;

        [ProtoMember(2)]
        public Account Members;
    }

    [ProtoContract]
    public struct Account
    {
        [ProtoMember(1, DataFormat = DataFormat.ZigZag)]
        public long Balance;
    }
}
