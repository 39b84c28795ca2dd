using Fuzz.Nodes;

namespace StateFuzz.Nodes;

/// <summary>One seed: what the two nodes do, one after the other.</summary>
sealed class History(int seed, bool each, NodeContext active, NodeContext standby, StateFuzzReport report)
{
    /// <summary>Changes made before a commit, at most: of few commits many, of most a few.</summary>
    const int ManyMax = 300;
    const int FewMax = 40;

    /// <summary>
    /// Of so many commits one is followed by a comparison of all that can be reached, which costs as much as all else. What differs by then
    /// is still so, but for what the changes since then have put right.
    /// </summary>
    const int ComparedOneIn = 4;

    /// <summary>Of so many commits two are followed by a takeover, and two by a snapshot.</summary>
    const int SnapshotOneIn = 100;

    readonly Random random = new(seed);
    readonly Queue<(int Due, ulong[] Ids)> found = [];
    long epoch = 1;
    int commit;
    bool looks;

    /// <summary>The last changes, for a finding.</summary>
    internal string Recent => active.Recent();

    internal void Run(long operations)
    {
        active.Begin(seed, epoch);
        standby.Become(epoch);
        while (report.Operations < operations)
        {
            Change();
            if (random.Next(50) == 0)
                Spoil();
            Commit();
            Look();
            switch (random.Next(SnapshotOneIn))
            {
                case 0:
                case 1: TakeOver(); break;
                case 2: Snapshot(isNew: true); break;
                case 3: Snapshot(isNew: false); break;
            }
            if (random.Next(ComparedOneIn) == 0)
                Compare();
            else if (each)
                Compare(remembers: false);
        }
        Finish();
    }

    void Change()
    {
        int count = random.Next(1, random.Next(4) == 0 ? ManyMax : FewMax);
        active.Change(count);
        report.Operations += count;
    }

    void Commit()
    {
        commit++;
        report.Commits++;
        if (active.Capture() is { } frame)
            standby.Apply(frame);
    }

    /// <summary>A commit that fails changes nothing; mended, it brings all.</summary>
    void Spoil()
    {
        active.Spoil(true);
        try
        {
            active.Capture();
        }
        catch (Exception refusal) when (refusal.GetType().Name == "ReplicationException" && refusal.Message.Contains("Thread", StringComparison.Ordinal))
        {
            report.Failed++;
            active.Spoil(false);
            return;
        }
        throw new InvalidOperationException("a commit of a Thread did not fail");
    }

    void Look()
    {
        if (!looks && random.Next(3) == 0 && active.BeginTrace(true))
            looks = standby.BeginTrace(false);
        if (standby.Step(random.Next(1, 200)) is { } ids)
            found.Enqueue((commit + random.Next(4), ids));
        if (found.TryPeek(out var next) && next.Due <= commit)
            Judge(found.Dequeue().Ids);
    }

    void Judge(ulong[] ids)
    {
        if (active.Judge(ids) is not { } linked)
            return;
        standby.GoOn(linked);
        looks = linked.Length > 0;
        report.Traces += looks ? 0 : 1;
    }

    /// <summary>A standby starts late, or has missed frames; the program goes on before the first frame after.</summary>
    void Snapshot(bool isNew)
    {
        report.Snapshots++;
        EndLook();
        if (isNew)
            standby.Become(epoch);
        else
        {
            Change();
            active.Capture();
        }
        Change();
        Replace(random.Next(10, 5000));
        Change();
        Commit();
        Compare();
    }

    void Replace(int sliceBytes) => standby.Replace(epoch, active.Sequence(), active.Snapshot(sliceBytes));

    void EndLook()
    {
        found.Clear();
        looks = false;
        active.EndTrace();
        standby.EndTrace();
    }

    void TakeOver()
    {
        report.Takeovers++;
        Compare();
        EndLook();
        epoch++;
        (active, standby) = (standby, active);
        active.TakeOver(random.Next(), epoch);
        standby.Become(epoch);
        Replace(random.Next(10, 5000));
        // A node may be asked for its state before the first frame after.
        Compare();
    }

    /// <summary>What is not in the state is gone, once nobody links it again.</summary>
    void Finish()
    {
        Snapshot(isNew: true);
        TakeOver();
        if (!active.BeginTrace(true))
            throw new InvalidOperationException("objects are taken away after a snapshot");
        standby.BeginTrace(false);
        Judge(standby.Step(int.MaxValue)!);
        while (active.Capture() is { } frame)
            standby.Apply(frame);
        int before = standby.Objects();
        Compare();
        standby.Become(epoch);
        Replace(1 << 20);
        if (standby.Objects() != before)
            throw new InvalidOperationException($"a standby that began with the state has {standby.Objects()} objects, one that followed has {before}");
    }

    /// <param name="remembers">Draw from now on from what is in the state. Only where each run does, for what is drawn depends on it.</param>
    void Compare(bool remembers = true)
    {
        if (active.Picture(remembers, false).Span.SequenceEqual(standby.Picture(false, false).Span))
            return;
        throw new InvalidOperationException($"commit {commit}: {Difference(active.Text(), standby.Text())}");
    }

    static string Difference(string left, string right)
    {
        string[] lefts = left.Split('\n');
        string[] rights = right.Split('\n');
        int at = Texts.FirstDifference(lefts, rights);
        int from = Math.Max(0, Array.FindLastIndex(lefts, Math.Min(at, lefts.Length - 1), line => line.StartsWith('#')));
        return $"the active has\n{string.Join('\n', lefts[from..Math.Min(at + 3, lefts.Length)])}\nand the standby\n{string.Join('\n', rights[Math.Min(from, rights.Length)..Math.Min(at + 3, rights.Length)])}";
    }
}
