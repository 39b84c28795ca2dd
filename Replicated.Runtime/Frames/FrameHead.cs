using Replicated.Protocol;

namespace Replicated.Frames;

/// <summary>All of a frame but its changes.</summary>
internal sealed class FrameHead
{
    internal Position Position { get; set; }

    /// <summary>The number of a slice of a snapshot; null for a commit.</summary>
    internal int? Slice { get; set; }

    internal bool LastSlice { get; set; }

    internal List<TypeShape> Types { get; } = [];

    internal List<CreatedObject> Created { get; } = [];

    internal List<(string Name, ulong Id)> Roots { get; } = [];

    /// <summary>Objects that nothing refers to any more.</summary>
    internal List<IdRun> Removed { get; } = [];
}

/// <summary>A new object.</summary>
internal readonly record struct CreatedObject(ulong Id, ulong Type, Making? Making);
