using System.Reflection;

namespace Fuzz.Execute;

/// <summary>The replicated members of a type with their bits, in the order in which the weaver numbers them.</summary>
sealed class MemberTable(IReadOnlyList<FieldInfo> fields)
{
    const int LastBit = 63;

    // Statics by reflection: made code that runs the initialiser of a type that can be unloaded has been seen to end the process.
    readonly Func<object?, object?[]> read = fields.Any(field => field.IsStatic) ? _ => [.. fields.Select(field => field.GetValue(null))] : FieldReader.Of(fields);

    internal IReadOnlyList<FieldInfo> Fields => fields;

    internal IReadOnlyList<long> Bits { get; } = [.. fields.Select((_, number) => 1L << Math.Min(number, LastBit))];

    /// <summary>The values of an object's members.</summary>
    internal object?[] Read(object? target) => read(target);
}
