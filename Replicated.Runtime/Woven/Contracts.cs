using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using Replicated.Values;

namespace Replicated.Woven;

/// <summary>
/// Names the classes that travel by a contract of protobuf-net, as <see cref="Kinds"/> names others. That class is kept whole in a trimmed
/// program; this one only where there is a contract, and protobuf-net with it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Contracts
{
    /// <summary>A class with a contract.</summary>
    public static void Contract<[DynamicallyAccessedMembers(Registry.Contract)] T>()
        where T : notnull
        => Codecs.Name(new ContractCodec<T>());
}
