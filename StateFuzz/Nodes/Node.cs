using System.Runtime.CompilerServices;
using Fuzz.Nodes;
using Replicated.Frames;
using Replicated.Takeover;
using Replicated.Woven;
using StateFuzz.Changing;
using StateFuzz.Model;
using StateFuzz.Compare;

namespace StateFuzz.Nodes;

/// <summary>The replicated state of one node, and what changes it while the node is active. One caller at a time.</summary>
public sealed class Node
{
    const string RootName = "root";

    readonly Picture picture = new(text: null);
    readonly SortedDictionary<string, long> ways = new(StringComparer.Ordinal);
    readonly NodeState own;
    Source source = new(0);

    public Node()
    {
        RuntimeHelpers.RunModuleConstructor(typeof(Node).Module.ModuleHandle);
        Registry.RunRootInitialisers();
        own = new NodeState(0, Forget);
    }

    Root Root => (Root)State.FindRoot(RootName)!;

    ObjectState State => own.State;

    /// <summary>A node that has just started: what this process was before is forgotten.</summary>
    public void Become(long epoch) => own.Begin(epoch, Forget);

    static void Forget()
    {
        foreach (var root in Registry.Statics)
            root.Holder.GetHeader() = default;
        Statics.Reset();
        foreach (var known in Known.All)
        {
            known.Reset();
            ((IReplicated)(object)known).GetHeader() = default;
        }
    }

    /// <summary>A new node is the first active, with a state of its own.</summary>
    public void Begin(int seed, long epoch)
    {
        Become(epoch);
        source.CountInto(ways);
        source = new Source(seed);
        own.BecomeActive(epoch);
        State.AddRoot(RootName, new Root());
        source.Welcome(Root.Guests);
    }

    /// <summary>The standby goes on with what it has.</summary>
    public void TakeOver(int seed, long epoch)
    {
        source.CountInto(ways);
        source = new Source(seed);
        own.BecomeActive(epoch);
        Picture(isActive: true, mustFind: true);
        source.Welcome(Root.Guests);
        // What the state does not lead to was left here by frames long ago, whole or not.
        foreach (var known in Known.All.Where(known => !picture.Has(known)))
            known.Reset();
    }

    public void Change(int count)
    {
        foreach (var guest in source.Guests.Where(_ => source.OneIn(4)))
            Root.ComeOrGo(guest);
        for (; count > 0; count--)
        {
            var piece = source.Changed() ?? Root;
            int way = source.Next(piece.Ways);
            source.Note(piece, way);
            piece.Change(way, source);
        }
    }

    /// <summary>Puts something into the state that no other node can have, or takes it out.</summary>
    public void Spoil(bool isSpoilt) => Root.Spoil(isSpoilt);

    public byte[]? Capture() => own.Capture();

    public void Apply(byte[] frame) => own.Apply(frame);

    public List<byte[]> Snapshot(int sliceBytes) => own.Snapshot(sliceBytes);

    public void Replace(long epoch, long sequence, List<byte[]> slices) => own.Replace(epoch, sequence, slices);

    public long Sequence() => own.Sequence;

    /// <summary>All that can be reached, as bytes: those of two nodes are the same if the state is.</summary>
    /// <param name="isActive">Remember what was reached, to change it.</param>
    /// <param name="mustFind">Whether keys are to be found where they are.</param>
    public ReadOnlyMemory<byte> Picture(bool isActive, bool mustFind)
    {
        picture.Take([State.FindRoot(RootName), .. Statics.All], mustFind);
        if (isActive)
            source.Reached(picture.Objects);
        return picture.Bytes;
    }

    /// <summary>The same for people.</summary>
    public string Text()
    {
        var shown = new Picture(new System.Text.StringBuilder());
        shown.Take([State.FindRoot(RootName), .. Statics.All], mustFind: false);
        return shown.Text;
    }

    public string Recent() => source.Recent;

    public void CountInto(SortedDictionary<string, long> counts)
    {
        source.CountInto(ways);
        foreach (var (way, count) in ways)
            counts[way] = counts.GetValueOrDefault(way) + count;
    }

    /// <returns>Whether this node may look, or let others look.</returns>
    public bool BeginTrace(bool isActive)
    {
        if (!isActive)
            State.Tracer!.Begin();
        else if (!State.Garbage!.IsPending)
            State.Garbage.BeginTrace();
        else
            return false;
        return true;
    }

    public ulong[]? Step(int objects)
        => State.Tracer is { HasWork: true } tracer && tracer.Step(objects) is var (found, _) ? Flat(found) : null;

    /// <returns>What is in use again; null if nobody looks any more.</returns>
    public ulong[]? Judge(ulong[] found)
    {
        var ids = new Replicated.Graph.IdSet();
        foreach (var run in Runs(found))
        {
            for (ulong id = run.First; id < run.End; id++)
                ids.Add(id);
        }
        return State.Garbage!.Judge(Runs(found), ids) is { } linked ? Flat(linked) : null;
    }

    public void GoOn(ulong[] linked)
    {
        if (linked.Length == 0)
            State.Tracer!.End();
        else
            State.Tracer!.GoOn(Runs(linked));
    }

    public void EndTrace()
    {
        State.Garbage!.EndTrace();
        State.Tracer!.End();
    }

    public int Objects() => State.Objects;

    static ulong[] Flat(List<IdRun> runs) => [.. runs.SelectMany(run => new[] { run.First, run.Count })];

    static List<IdRun> Runs(ulong[] flat) => [.. flat.Chunk(2).Select(pair => new IdRun(pair[0], pair[1]))];
}
