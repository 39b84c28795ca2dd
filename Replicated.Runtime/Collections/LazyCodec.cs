using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Replicated.Frames;
using Replicated.Values;

namespace Replicated.Collections;

/// <summary>
/// A <see cref="Lazy{T}"/> with its value, or with the function that will make it. It is tracked as collections are: that the value is
/// made is no store to a member.
/// </summary>
[UnconditionalSuppressMessage("Trimming", "IL2091", Justification = "Each Lazy here is made with a function, none with a constructor.")]
internal sealed class LazyCodec<T> : CollectionCodec<Lazy<T>>
{
    internal override IEnumerable<Codec> Parts => [Codec<T>.Instance, Codec<Func<T>>.Instance];

    public override TrackedCollection Track(object instance, ulong id)
    {
        var lazy = (Lazy<T>)instance;
        var mode = Mode(lazy) ?? LazyThreadSafetyMode.ExecutionAndPublication;
        var function = FunctionOf(lazy);
        // Once more, because the value may have come between the two.
        if (function is null && !lazy.IsValueCreated)
        {
            throw new ReplicationException(
                $"a {Name} that has neither its value nor a function cannot be replicated: it was made without a function, or that runs in this moment or has failed; give it a function, and commit when that has returned");
        }
        return new TrackedLazy<T>(id, lazy, this, mode, function);
    }

    public override TrackedCollection Create(ulong id, Construction construction)
    {
        var mode = (LazyThreadSafetyMode)construction.Length;
        return mode is >= LazyThreadSafetyMode.None and <= LazyThreadSafetyMode.ExecutionAndPublication
            ? new TrackedLazy<T>(id, new LazySource<T>(), this, mode)
            : throw new FrameDamagedException($"a {Name} of the mode {construction.Length}");
    }

    /// <summary>The function of the app; that of one which came from another node stands behind ours.</summary>
    static Func<T>? FunctionOf(Lazy<T> lazy) => Function(lazy) is { } function ? function.Target is LazySource<T> source ? source.Function : function : null;

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_factory")]
    static extern ref Func<T>? Function(Lazy<T> lazy);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Mode")]
    static extern LazyThreadSafetyMode? Mode(Lazy<T> lazy);
}
