using Replicated.Links;
using Replicated.Protocol;

namespace Replicated.Takeover;

/// <summary>All connections of a node, made and accepted. Any thread may use it.</summary>
internal sealed class LinkTable(Node node)
{
    /// <summary>Guards what writers replace.</summary>
    readonly Lock gate = new();

    /// <summary>Replaced, never changed: readers take no lock.</summary>
    volatile NodeLink[] links = [];
    int last;

    internal IReadOnlyList<NodeLink> Links => links;

    /// <summary>Numbers a connection and begins to read from it.</summary>
    internal NodeLink Add(ILink link)
    {
        NodeLink added;
        lock (gate)
        {
            added = new(node, new(++last), link);
            links = [.. links, added];
        }
        link.Start(added);
        return added;
    }

    internal void Remove(NodeLink link)
    {
        lock (gate)
            links = [.. links.Where(other => other != link)];
    }

    internal NodeLink? Find(LinkId id)
    {
        foreach (var link in links)
        {
            if (link.Id == id)
                return link;
        }
        return null;
    }

    /// <summary>Sends what was posted.</summary>
    internal void Flush()
    {
        foreach (var link in links)
            link.Link.Flush();
    }

    /// <summary>Counts a tick for who has not said what it wants, and closes its connection when that took too long.</summary>
    internal void CloseUnknown(int ticksMax)
    {
        foreach (var link in links)
        {
            if (!link.IsKnown && ++link.TicksUnknown > ticksMax)
                link.Link.Close(null, "the other side did not say what it wants");
        }
    }

    internal void Close(Frames.Refusal refusal, string why)
    {
        foreach (var link in links)
            link.Link.Close(refusal, why);
    }
}
