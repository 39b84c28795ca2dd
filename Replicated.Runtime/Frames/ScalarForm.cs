namespace Replicated.Frames;

/// <summary>A number as it travels: which values it can have, and how it is written.</summary>
/// <param name="Kind">How it is written.</param>
/// <param name="Bits">Its size; of a character 16.</param>
/// <param name="IsNullable">It can be null, and travels as a message with field 1.</param>
internal readonly record struct ScalarForm(ScalarKind Kind, int Bits, bool IsNullable)
{
    const string Nullable = "System.Nullable`1<";

    /// <summary>The form of the type with this name; null where it is no number.</summary>
    internal static ScalarForm? Of(string type)
    {
        if (type.StartsWith(Nullable, StringComparison.Ordinal))
            return Of(type[Nullable.Length..^1]) is { } value ? value with { IsNullable = true } : null;
        return type switch
        {
            "System.SByte" => Signed(8),
            "System.Int16" => Signed(16),
            "System.Int32" => Signed(32),
            "System.Int64" => Signed(64),
            "System.Byte" => Unsigned(8),
            "System.UInt16" or "System.Char" => Unsigned(16),
            "System.UInt32" => Unsigned(32),
            "System.UInt64" => Unsigned(64),
            "System.Single" => Float(32),
            "System.Double" => Float(64),
            _ => null,
        };
    }

    /// <summary>How a value of this form goes into a member of another.</summary>
    internal MemberFit FitIn(ScalarForm other)
    {
        if (this == other)
            return MemberFit.Same;
        if (Kind == ScalarKind.Float != (other.Kind == ScalarKind.Float))
            return MemberFit.None;
        bool fits = (Kind, other.Kind) switch
        {
            (ScalarKind.Signed, ScalarKind.Unsigned) => false,
            (ScalarKind.Unsigned, ScalarKind.Signed) => Bits < other.Bits,
            _ => Bits <= other.Bits,
        };
        return fits && (other.IsNullable || !IsNullable) ? MemberFit.Widening : MemberFit.Narrowing;
    }

    static ScalarForm Signed(int bits) => new(ScalarKind.Signed, bits, false);

    static ScalarForm Unsigned(int bits) => new(ScalarKind.Unsigned, bits, false);

    static ScalarForm Float(int bits) => new(ScalarKind.Float, bits, false);
}

internal enum ScalarKind
{
    /// <summary>As <c>sint64</c>.</summary>
    Signed,

    /// <summary>As <c>uint64</c>.</summary>
    Unsigned,

    /// <summary>As its bits.</summary>
    Float,
}
