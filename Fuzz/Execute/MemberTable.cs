using System.Reflection;

namespace Fuzz.Execute;

/// <summary>The replicated members of a type with their bits, in the order in which the weaver numbers them.</summary>
/// <param name="isCompared">Whether a capture compares a field, so that it need not be marked.</param>
sealed class MemberTable(IReadOnlyList<FieldInfo> fields, Func<FieldInfo, bool> isCompared)
{
    const int LastBit = 63;

    readonly Func<object?, object?[]> read = FieldReader.Of(fields);

    internal IReadOnlyList<FieldInfo> Fields => fields;

    /// <summary>Whether each may change without a mark.</summary>
    internal IReadOnlyList<bool> AreCompared { get; } = [.. fields.Select(isCompared)];

    internal IReadOnlyList<long> Bits { get; } = [.. fields.Select((_, number) => 1L << Math.Min(number, LastBit))];

    /// <summary>The values of an object's members.</summary>
    internal object?[] Read(object? target) => read(target);
}
