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
    internal static readonly HashSet<string> ImmutableObjects = ["System.Uri", "System.Version", "System.Type", "System.StringComparer", "System.Collections.Generic.ReferenceEqualityComparer"];

    /// <summary>Values that hold what their arguments hold.</summary>
    internal static readonly HashSet<string> GenericValues =
    [
        "System.Nullable`1", "System.Collections.Generic.KeyValuePair`2",
        "System.ValueTuple`1", "System.ValueTuple`2", "System.ValueTuple`3", "System.ValueTuple`4",
        "System.ValueTuple`5", "System.ValueTuple`6", "System.ValueTuple`7", "System.ValueTuple`8",
    ];

    /// <summary>Structs of the platform that refer to an array of their argument.</summary>
    internal static readonly HashSet<string> ArrayValues =
        ["System.Collections.Immutable.ImmutableArray`1", "System.ArraySegment`1", "System.Memory`1", "System.ReadOnlyMemory`1"];

    /// <summary>Collections of the platform, which hold what their arguments hold.</summary>
    internal static readonly HashSet<string> Collections =
    [
        "System.Collections.Generic.List`1", "System.Collections.Generic.Dictionary`2", "System.Collections.Generic.HashSet`1",
        "System.Collections.Generic.SortedSet`1", "System.Collections.Generic.Queue`1", "System.Collections.Generic.Stack`1",
        "System.Collections.Generic.LinkedList`1", "System.Collections.Generic.LinkedListNode`1", "System.Collections.Generic.PriorityQueue`2", "System.Collections.Generic.SortedDictionary`2",
        "System.Collections.Generic.SortedList`2", "System.Collections.Generic.OrderedDictionary`2",
        "System.Collections.Concurrent.ConcurrentDictionary`2", "System.Collections.Concurrent.ConcurrentQueue`1",
        "System.Collections.Concurrent.ConcurrentStack`1", "System.Collections.Concurrent.ConcurrentBag`1",
        "System.Collections.ObjectModel.Collection`1", "System.Collections.ObjectModel.ObservableCollection`1",
        "System.Collections.ObjectModel.KeyedCollection`2", "System.Collections.ObjectModel.ReadOnlyCollection`1", "System.Collections.ObjectModel.ReadOnlyDictionary`2",
        "System.Collections.Immutable.ImmutableList`1", "System.Collections.Immutable.ImmutableQueue`1", "System.Collections.Immutable.ImmutableStack`1",
        "System.Collections.Immutable.ImmutableHashSet`1", "System.Collections.Immutable.ImmutableSortedSet`1",
        "System.Collections.Immutable.ImmutableDictionary`2", "System.Collections.Immutable.ImmutableSortedDictionary`2",
        "System.Collections.Frozen.FrozenSet`1", "System.Collections.Frozen.FrozenDictionary`2",
        "System.Collections.BitArray", "System.Text.StringBuilder", "System.Random",
        "System.Lazy`1",
    ];

    /// <summary>Hold nothing of their arguments.</summary>
    internal static readonly HashSet<string> Comparers = ["System.Collections.Generic.Comparer`1", "System.Collections.Generic.EqualityComparer`1"];

    /// <summary>Say nothing about what they hold.</summary>
    internal static readonly HashSet<string> AnyObjects = ["System.Object", "System.ValueType", "System.Enum", "System.Array"];

    /// <summary>Say nothing about what they call.</summary>
    internal static readonly HashSet<string> AnyDelegates = ["System.Delegate", "System.MulticastDelegate"];

    /// <summary>Name spaces whose types are parts of a process, not state.</summary>
    internal static readonly string[] ResourceNamespaces = ["System.Threading", "System.IO", "System.Net", "System.Diagnostics", "Microsoft.Win32", "System.Timers"];

    /// <summary>Types in these name spaces that say something, and are no part of a process.</summary>
    internal static readonly HashSet<string> Data =
    [
        "System.Net.EndPoint", "System.Net.IPEndPoint", "System.Net.DnsEndPoint", "System.Net.IPAddress", "System.Net.IPNetwork",
        "System.Net.NetworkInformation.PhysicalAddress", "System.Net.NetworkCredential", "System.Net.Cookie", "System.Net.Mail.MailAddress",
        "System.Net.Http.HttpMethod",
    ];

    /// <summary>Hold something that changes, or comes to be, without a store to the member that holds them.</summary>
    internal static readonly HashSet<string> HiddenContent = ["System.Threading.ThreadLocal`1", "System.Threading.AsyncLocal`1"];

    /// <summary>Interfaces of collections that none of the platform's implements which are replicated.</summary>
    internal static readonly HashSet<string> InterfacesOfOthers =
    [
        "System.Collections.Specialized.IOrderedDictionary", "System.Linq.ILookup`2", "System.Linq.IGrouping`2", "System.Linq.IOrderedEnumerable`1",
        "System.Linq.IQueryable", "System.Linq.IQueryable`1", "System.Linq.IOrderedQueryable", "System.Linq.IOrderedQueryable`1",
    ];

    internal const string CollectionNamespace = "System.Collections";

    /// <summary>Classes of the platform that hold nothing, so that a class derived from them loses nothing; their reference assemblies do not show it.</summary>
    internal static readonly HashSet<string> EmptyBases =
        ["System.Object", "System.EventArgs", "System.Attribute", "System.MarshalByRefObject", .. Comparers];
}
