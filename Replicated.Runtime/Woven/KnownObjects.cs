using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using Replicated.Values;

namespace Replicated.Woven;

/// <summary>
/// The objects that <c>static readonly</c> members of woven assemblies hold. Each node makes them by itself and the program compares with
/// <c>==</c> against them, so on a standby they stay the node's own: the name of the member stands for the identity. What they hold is
/// replicated like that of any object.
/// </summary>
internal static class KnownObjects
{
    /// <summary>Held while initialisers run. They may load assemblies, which announce theirs under the other lock.</summary>
    static readonly Lock making = new();

    static readonly Lock gate = new();
    static readonly List<Announced> waiting = [];
    static readonly Dictionary<string, Announced> byName = [];
    static readonly ConcurrentDictionary<object, string> names = new(ReferenceEqualityComparer.Instance);

    /// <summary>Whether there are any: most programs have none, and ask for each new object.</summary>
    static volatile bool any;

    /// <summary>Whether an initialiser has not ended yet.</summary>
    static volatile bool unmade;

    /// <summary>The name of an object that was sent without it, if there is one.</summary>
    static volatile string? unnamed;

    internal static void Register(RuntimeFieldHandle field, RuntimeTypeHandle declaringType, string member, string initialiser)
    {
        lock (gate)
        {
            var announced = new Announced(FieldInfo.GetFieldFromHandle(field, declaringType), member, initialiser);
            Initialisers.Announce(announced.DeclaringType);
            waiting.Add(announced);
            any = true;
            unmade = true;
        }
    }

    /// <summary>
    /// Finds the objects whose initialisers have been waited for, which it must not do while the lock is held. An initialiser that this thread
    /// runs may not have made its object yet: that one waits on.
    /// </summary>
    /// <returns>The types whose initialiser failed.</returns>
    internal static IReadOnlyList<(Type Type, Exception Failure)> Make()
    {
        lock (making)
        {
            var failures = new List<(Type, Exception)>();
            var tried = new HashSet<Announced>();
            while (Next(tried) is { } announced)
            {
                if (FailureOf(announced) is { } failure)
                    failures.Add((announced.DeclaringType, failure));
                tried.Add(announced);
            }
            return failures;
        }
    }

    static Announced? Next(HashSet<Announced> tried)
    {
        lock (gate)
        {
            unmade = waiting.Count > 0;
            return waiting.Find(announced => !tried.Contains(announced) && Initialisers.IsAwaited(announced.DeclaringType));
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2059", Justification = "The module names the field, so the initialiser that sets it is kept.")]
    static Exception? FailureOf(Announced announced)
    {
        bool hasEnded = Initialisers.HasEnded(announced.DeclaringType);
        try
        {
            RuntimeHelpers.RunClassConstructor(announced.DeclaringType.TypeHandle);
        }
        catch (TypeInitializationException exception)
        {
            Forget(announced);
            return exception.InnerException ?? exception;
        }
        if (announced.Field.GetValue(null) is IReplicated value)
        {
            Add(announced with { Value = value }, value);
        }
        else if (!hasEnded)
        {
            announced.WasUnset = true;
            return null;
        }
        Forget(announced);
        return null;
    }

    static void Add(Announced announced, IReplicated value)
    {
        if (announced.WasUnset && Header.IsAttached(value))
            unnamed = announced.Name;
        lock (gate)
        {
            byName[announced.Name] = announced;
            names.TryAdd(value, announced.Name);
        }
    }

    static void Forget(Announced announced)
    {
        lock (gate)
        {
            waiting.Remove(announced);
            unmade = waiting.Count > 0;
        }
    }

    /// <summary>
    /// Called where a capture begins. 1. An initialiser makes the object and lets replicated state refer to it. 2. It commits, so that the
    /// object goes to the standbys as one that they make. 3. It sets the member: on a standby that holds another object now.
    /// </summary>
    internal static void Check()
    {
        if (!any)
            return;
        MakeLate();
        if (unnamed is { } name)
        {
            throw new ReplicationException(
                $"the object {name} was sent before its type initialiser set the member, so that on a standby the member holds another object: set it before the initialiser commits, and start the nodes anew");
        }
    }

    /// <summary>By which name other nodes find an object that they have, too; null of others.</summary>
    internal static string? NameOf(IReplicated value)
    {
        if (!any)
            return null;
        MakeLate();
        return names.GetValueOrDefault(value);
    }

    /// <summary>This node's object with that name.</summary>
    internal static IReplicated? Find(string name)
    {
        AwaitLate();
        lock (gate)
            return byName.GetValueOrDefault(name)?.Value;
    }

    /// <summary>Of each its name, its type and what differs where its initialiser does.</summary>
    internal static IReadOnlyList<(string Name, string Type, string Initialiser)> All
    {
        get
        {
            AwaitLate();
            lock (gate)
                return [.. byName.Values.Select(known => (known.Name, TypeNames.Of(known.Value!.GetType()), known.Initialiser))];
        }
    }

    /// <summary>Where nothing is captured, so that no initialiser waits for this thread.</summary>
    static void AwaitLate()
    {
        if (unmade)
            Initialisers.Await();
        MakeLate();
    }

    /// <summary>Those of assemblies that were loaded after the start.</summary>
    static void MakeLate()
    {
        if (unmade && Make() is [var (type, failure), ..])
            throw new ReplicationException($"the type initialiser of {TypeNames.Of(type)} failed: {failure.GetType().Name}: {failure.Message}", failure);
    }

    /// <param name="Field">Holds the object.</param>
    /// <param name="Member">The name of the field or property.</param>
    /// <param name="Initialiser">Differs where its code does.</param>
    sealed record Announced(FieldInfo Field, string Member, string Initialiser)
    {
        internal Type DeclaringType => Field.DeclaringType!;

        internal string Name => $"{TypeNames.Of(DeclaringType)}.{Member}";

        internal IReplicated? Value { get; init; }

        /// <summary>Whether a commit within the initialiser found nothing in the member.</summary>
        internal bool WasUnset { get; set; }
    }
}
