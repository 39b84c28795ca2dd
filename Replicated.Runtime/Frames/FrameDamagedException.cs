namespace Replicated.Frames;

/// <summary>Bytes that are not what the schema says. The message says where.</summary>
internal sealed class FrameDamagedException(string message) : ReplicationException(message);
