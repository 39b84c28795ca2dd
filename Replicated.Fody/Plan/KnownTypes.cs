namespace Replicated.Fody.Plan;

/// <summary>Types of the platform by full name.</summary>
internal static class KnownTypes
{
    /// <summary>Sent by value.</summary>
    internal static readonly HashSet<string> Values =
    [
        "System.Boolean", "System.Char", "System.SByte", "System.Byte", "System.Int16", "System.UInt16", "System.Int32", "System.UInt32",
        "System.Int64", "System.UInt64", "System.Int128", "System.UInt128", "System.Half", "System.Single", "System.Double", "System.Decimal",
        "System.Guid", "System.DateTime", "System.DateTimeOffset", "System.TimeSpan", "System.DateOnly", "System.TimeOnly",
        "System.Numerics.BigInteger", "System.String",
    ];

    /// <summary>Objects of the platform that never change, sent by value.</summary>
    internal static readonly HashSet<string> ImmutableObjects = ["System.Uri", "System.Version"];

    /// <summary>Values that hold what their arguments hold.</summary>
    internal static readonly HashSet<string> GenericValues =
    [
        "System.Nullable`1", "System.Collections.Generic.KeyValuePair`2",
        "System.ValueTuple`1", "System.ValueTuple`2", "System.ValueTuple`3", "System.ValueTuple`4",
        "System.ValueTuple`5", "System.ValueTuple`6", "System.ValueTuple`7", "System.ValueTuple`8",
    ];

    internal static readonly HashSet<string> Collections = ["System.Collections.Generic.List`1", "System.Collections.Generic.Dictionary`2"];

    /// <summary>Say nothing about what they hold.</summary>
    internal static readonly HashSet<string> AnyObjects = ["System.Object", "System.ValueType", "System.Enum", "System.Array"];

    /// <summary>Name spaces whose types are parts of a process, not state.</summary>
    internal static readonly string[] ResourceNamespaces = ["System.Threading", "System.IO", "System.Net", "System.Diagnostics", "Microsoft.Win32", "System.Timers"];

    internal const string CollectionNamespace = "System.Collections";
}
