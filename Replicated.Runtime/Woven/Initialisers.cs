using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Replicated.Woven;

/// <summary>The initialisers that may still run of types whose statics a capture reads.</summary>
/// <remarks>
/// Who reads a static waits for the initialiser of its type, with all locks that it holds, and an initialiser may commit:
/// 1. A runs the initialiser of T. 2. B captures, reads a static of T and waits for A. 3. A commits and waits for the capture of B.
/// So a capture waits for initialisers before it takes its place in the line, and reads the statics only of types that it has waited for.
/// </remarks>
internal static class Initialisers
{
    static readonly Lock gate = new();

    /// <summary>Announced, and nobody has waited for the end.</summary>
    static readonly HashSet<Type> open = [];

    /// <summary>Whether there is one. A type is announced before its statics are.</summary>
    static volatile bool any;

    /// <summary>What this thread has waited for while it ran an initialiser itself, which it cannot wait for.</summary>
    [ThreadStatic]
    static HashSet<Type>? lookedAt;

    internal static void Announce(Type type)
    {
        lock (gate)
        {
            open.Add(type);
            any = true;
        }
    }

    /// <summary>Waits for all that are announced. Holds no lock meanwhile, and the caller must not hold one that a commit takes.</summary>
    /// <returns>Whether this thread runs one itself: what that stored so far may be read, and by no other thread.</returns>
    internal static bool Await() => AwaitEach(_ => { });

    /// <inheritdoc cref="Await()"/>
    /// <param name="waits">Told whose initialiser is waited for now; null once it has ended.</param>
    internal static bool AwaitEach(Action<Type?> waits)
    {
        if (!any)
            return false;
        Type[] announced;
        lock (gate)
            announced = [.. open];
        foreach (var type in announced)
        {
            waits(type);
            Run(type);
            waits(null);
        }
        // Then the platform may have returned at once, so the end is for others to see.
        if (RunByThisThread() != null)
        {
            lookedAt = [.. announced];
            return true;
        }
        lock (gate)
        {
            open.ExceptWith(announced);
            any = open.Count > 0;
        }
        return false;
    }

    /// <summary>Whether there are any to wait for.</summary>
    internal static bool AreOpen => any;

    /// <summary>Whether none was announced since this thread waited.</summary>
    internal static bool AreAwaited
    {
        get
        {
            if (!any)
                return true;
            lock (gate)
                return open.Count == 0 || (lookedAt != null && open.IsSubsetOf(lookedAt));
        }
    }

    /// <summary>Whether this thread reads statics of the type without waiting for another thread.</summary>
    internal static bool IsAwaited(Type type)
    {
        if (!any)
            return true;
        lock (gate)
            return !open.Contains(type) || lookedAt?.Contains(type) == true;
    }

    /// <summary>Whether all have seen that the initialiser of the type has ended.</summary>
    internal static bool HasEnded(Type type)
    {
        lock (gate)
            return !open.Contains(type);
    }

    /// <summary>The type whose initialiser this thread runs; null where it runs none.</summary>
    internal static string? RunByThisThread() => new StackTrace().GetFrames()
        .Select(frame => DiagnosticMethodInfo.Create(frame))
        .FirstOrDefault(method => method is { Name: ".cctor", DeclaringTypeName: not "<Module>" })?.DeclaringTypeName;

    [UnconditionalSuppressMessage("Trimming", "IL2059", Justification = "What is announced has members that woven code reads, so its initialiser is kept.")]
    static void Run(Type type)
    {
        try
        {
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        }
        catch (TypeInitializationException)
        {
            // It has ended, and whoever reads the statics is told.
        }
    }
}
