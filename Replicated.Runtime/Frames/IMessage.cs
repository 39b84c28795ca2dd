namespace Replicated.Frames;

/// <summary>A message that is not frequent, written as protobuf-net writes it; a test holds that.</summary>
/// <remarks>By hand, because protobuf-net makes its code while the program runs, and a native program cannot.</remarks>
internal interface IMessage<TSelf>
    where TSelf : IMessage<TSelf>
{
    void Write(Encoder encoder);

    /// <summary>Reads the body of a message. Fields that this build does not know are left out.</summary>
    static abstract TSelf Read(ReadOnlySpan<byte> body);
}
