using Replicated.Values;
using Replicated.Woven;

namespace Replicated.Takeover;

/// <summary>
/// Lets one thread at a time capture. Who waited meanwhile joins the capture of another, if that began after its own call: then its
/// changes are in that frame.
/// </summary>
/// <param name="capture">Captures, and returns the sequence of the last frame.</param>
/// <param name="patience">
/// How long a commit within a type initialiser waits for the capture of another thread, which may wait for that initialiser; and how long a
/// commit waits for an initialiser that another thread runs, before it says so.
/// </param>
/// <param name="log">Told what may be waited for in vain. Called by any thread.</param>
internal sealed class CaptureLine(Func<long> capture, TimeSpan patience, TimeProvider time, Action<string> log)
{
    readonly Lock gate = new();

    /// <summary>Captures begun.</summary>
    long begun;

    /// <summary>The last capture that ended well, by the count of <see cref="begun"/>.</summary>
    long ended;

    /// <summary>The last frame after it.</summary>
    long sequence;

    /// <summary>Sequence of a frame, captured now or before, such that all frames up to it hold all changes made before the call.</summary>
    internal long Capture()
    {
        // The caller's stores come before its look at the count, so a capture that begins later sees them.
        Interlocked.MemoryBarrier();
        long seen = Volatile.Read(ref begun);
        return InTurn(runsInitialiser =>
        {
            // What an initialiser that still runs has stored no other thread can read.
            if (ended > seen && !runsInitialiser)
                return sequence;
            long number = begun + 1;
            Volatile.Write(ref begun, number);
            sequence = capture();
            ended = number;
            return sequence;
        });
    }

    /// <summary>Does something that no capture may overlap.</summary>
    internal T Exclusively<T>(Func<T> work) => InTurn(_ => work());

    /// <summary>Once nothing is read that an initialiser must end for: it may commit itself, and wait here.</summary>
    T InTurn<T>(Func<bool, T> work)
    {
        while (true)
        {
            bool runsInitialiser = AwaitInitialisers();
            Enter();
            try
            {
                if (Initialisers.AreAwaited)
                    return work(runsInitialiser);
            }
            finally
            {
                gate.Exit();
            }
        }
    }

    /// <summary>The platform has no way to wait for an initialiser for a while only; one that waits for this commit ends as little as this.</summary>
    bool AwaitInitialisers()
    {
        if (!Initialisers.AreOpen)
            return false;
        Type? awaited = null;
        using var late = time.CreateTimer(_ => SayLate(Volatile.Read(ref awaited)), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        return Initialisers.AwaitEach(type =>
        {
            Volatile.Write(ref awaited, type);
            late.Change(type == null ? Timeout.InfiniteTimeSpan : patience, Timeout.InfiniteTimeSpan);
        });
    }

    void SayLate(Type? awaited)
    {
        if (awaited == null)
            return;
        try
        {
            log($"a commit has waited for {patience.TotalSeconds} s for the type initialiser of {TypeNames.Of(awaited)}, which has not ended. Should that initialiser wait for a thread that commits, neither ends: start such threads when it has ended, or let it not wait for them.");
        }
        catch (Exception)
        {
            // Whatever the program's log throws would end the process here, on a thread of the pool.
        }
    }

    /// <summary>Code of the program that a capture calls can wait for any initialiser; where this is one that it may be, waiting has an end.</summary>
    void Enter()
    {
        if (gate.TryEnter(patience))
            return;
        if (Initialisers.RunByThisThread() is { } type)
            throw new ReplicationException($"the type initialiser of {type} commits, and has waited for {patience.TotalSeconds} s for the capture of another thread, which may wait for that initialiser: commit when it has ended, not within it");
        gate.Enter();
    }
}
