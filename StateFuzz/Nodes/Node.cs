using System.Runtime.CompilerServices;
using Replicated;
using Replicated.Frames;
using Replicated.Marks;
using Replicated.Protocol;
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

    static readonly Guid lineage = new("6c1d3a90-0f6e-4c7e-8d1c-2f6a7b9e4d10");
    static readonly Guid reign = new("0b8f2f64-5a0f-4f0e-9c35-6a1e6d0c7f21");

    readonly Picture picture = new(text: null);
    readonly SortedDictionary<string, long> ways = new(StringComparer.Ordinal);
    ObjectState state = null!;
    Source source = new(0);
    long epoch;
    long sequence;

    public Node()
    {
        RuntimeHelpers.RunModuleConstructor(typeof(Node).Module.ModuleHandle);
        Registry.RunRootInitialisers();
        Become(0);
    }

    Root Root => (Root)state.FindRoot(RootName)!;

    Position Position => new(new Lineage(lineage), new Reign(reign), new Epoch(epoch), sequence);

    /// <summary>A node that has just started: what this process was before is forgotten.</summary>
    public void Become(long newEpoch)
    {
        (epoch, sequence) = (newEpoch, 0);
        Initialisers.Await();
        MarkList.Drain([]);
        foreach (var root in Registry.Statics)
            root.Holder.GetHeader() = default;
        Statics.Reset();
        foreach (var known in Known.All)
        {
            known.Reset();
            ((IReplicated)(object)known).GetHeader() = default;
        }
        state = new ObjectState(WriterMode.Racing);
    }

    /// <summary>A new node is the first active, with a state of its own.</summary>
    public void Begin(int seed, long newEpoch)
    {
        Become(newEpoch);
        source.CountInto(ways);
        source = new Source(seed);
        state.BecomeActive(new Epoch(epoch));
        state.AddRoot(RootName, new Root());
        source.Welcome(Root.Guests);
    }

    /// <summary>The standby goes on with what it has.</summary>
    public void TakeOver(int seed, long newEpoch)
    {
        source.CountInto(ways);
        source = new Source(seed);
        (epoch, sequence) = (newEpoch, 0);
        state.BecomeActive(new Epoch(epoch));
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

    public byte[]? Capture()
    {
        Initialisers.Await();
        var frame = state.Capture(Position with { Sequence = sequence + 1 }, evenIfEmpty: false);
        sequence += frame is null ? 0 : 1;
        return frame?.Bytes.ToArray();
    }

    public void Apply(byte[] frame)
    {
        sequence++;
        state.Apply(new Frame(Position, frame));
        if (state.Faults is [var fault, ..])
            throw new InvalidOperationException(fault);
    }

    public List<byte[]> Snapshot(int sliceBytes) => [.. state.Snapshot(Position, sliceBytes).Select(slice => slice.Bytes.ToArray())];

    public void Replace(long newEpoch, long newSequence, List<byte[]> slices)
    {
        (epoch, sequence) = (newEpoch, newSequence);
        state.Replace([.. slices.Select(slice => new Frame(Position, slice))]);
    }

    public long Sequence() => sequence;

    /// <summary>All that can be reached, as bytes: those of two nodes are the same if the state is.</summary>
    /// <param name="isActive">Remember what was reached, to change it.</param>
    /// <param name="mustFind">Whether keys are to be found where they are.</param>
    public ReadOnlyMemory<byte> Picture(bool isActive, bool mustFind)
    {
        picture.Take([state.FindRoot(RootName), .. Statics.All], mustFind);
        if (isActive)
            source.Reached(picture.Objects);
        return picture.Bytes;
    }

    /// <summary>The same for people.</summary>
    public string Text()
    {
        var shown = new Picture(new System.Text.StringBuilder());
        shown.Take([state.FindRoot(RootName), .. Statics.All], mustFind: false);
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
            state.Tracer!.Begin();
        else if (!state.Garbage!.IsPending)
            state.Garbage.BeginTrace();
        else
            return false;
        return true;
    }

    public ulong[]? Step(int objects)
        => state.Tracer is { HasWork: true } tracer && tracer.Step(objects) is var (found, _) ? Flat(found) : null;

    /// <returns>What is in use again; null if nobody looks any more.</returns>
    public ulong[]? Judge(ulong[] found)
    {
        var ids = new Replicated.Graph.IdSet();
        foreach (var run in Runs(found))
        {
            for (ulong id = run.First; id < run.End; id++)
                ids.Add(id);
        }
        return state.Garbage!.Judge(Runs(found), ids) is { } linked ? Flat(linked) : null;
    }

    public void GoOn(ulong[] linked)
    {
        if (linked.Length == 0)
            state.Tracer!.End();
        else
            state.Tracer!.GoOn(Runs(linked));
    }

    public void EndTrace()
    {
        state.Garbage!.EndTrace();
        state.Tracer!.End();
    }

    public int Objects() => state.Objects;

    static ulong[] Flat(List<IdRun> runs) => [.. runs.SelectMany(run => new[] { run.First, run.Count })];

    static List<IdRun> Runs(ulong[] flat) => [.. flat.Chunk(2).Select(pair => new IdRun(pair[0], pair[1]))];
}
