using System.Diagnostics;

namespace Replicated.Collections;

/// <summary>Gives a <see cref="Lazy{T}"/> on a standby what comes from the active: the value, or what the function of the app makes when it is asked for here.</summary>
internal sealed class LazySource<T>
{
    T? value;
    bool hasValue;

    /// <summary>The function of the app; null until it was received, and once there is a value.</summary>
    internal Func<T>? Function { get; set; }

    internal void Receive(T received) => (value, hasValue, Function) = (received, true, null);

    internal T Make() => hasValue ? value! : (Function ?? throw new UnreachableException("a Lazy was asked for its value before its frame was applied"))();
}
