using Mono.Cecil;

namespace Replicated.Fody.Watch;

/// <summary>What methods of the platform do with a collection that they get as an argument.</summary>
internal static class PlatformCalls
{
    const string Generic = "System.Collections.Generic.";

    /// <summary>Read it while they run, and keep nothing of it but its items. None of them is virtual, or calls code of the program with it.</summary>
    static readonly Dictionary<string, HashSet<string>> readers = new()
    {
        [Generic + "List`1"] = [".ctor", "AddRange", "InsertRange"],
        [Generic + "HashSet`1"] = [".ctor", "UnionWith", "IntersectWith", "ExceptWith", "SymmetricExceptWith", "IsSubsetOf", "IsProperSubsetOf", "IsSupersetOf", "IsProperSupersetOf", "Overlaps", "SetEquals"],
        [Generic + "SortedSet`1"] = [".ctor"],
        [Generic + "Dictionary`2"] = [".ctor"],
        [Generic + "SortedDictionary`2"] = [".ctor"],
        [Generic + "SortedList`2"] = [".ctor"],
        [Generic + "Queue`1"] = [".ctor"],
        [Generic + "Stack`1"] = [".ctor"],
        [Generic + "LinkedList`1"] = [".ctor"],
        ["System.Collections.ObjectModel.ObservableCollection`1"] = [".ctor"],
        ["System.Collections.BitArray"] = [".ctor", "And", "Or", "Xor"],
        [Generic + "CollectionExtensions"] = ["GetValueOrDefault", "CopyTo"],
        ["System.Object"] = ["ReferenceEquals"],
        ["System.String"] = ["Join", "Concat"],
        ["System.Text.StringBuilder"] = ["Append", "AppendJoin"],
        ["System.Threading.Monitor"] = ["Enter", "Exit", "TryEnter", "Wait", "Pulse", "PulseAll"],
        ["System.ArgumentNullException"] = ["ThrowIfNull"],
        ["System.GC"] = ["KeepAlive"],
        // Of an array that was just made: what compilers make of an initialiser.
        ["System.Runtime.CompilerServices.RuntimeHelpers"] = ["InitializeArray"],
        ["System.Array"] = ["IndexOf", "LastIndexOf", "BinarySearch", "Exists", "Find", "FindAll", "FindIndex", "FindLast", "FindLastIndex", "TrueForAll", "ForEach", "ConvertAll"],
        ["System.Collections.Immutable.ImmutableArray"] = ["CreateRange", "ToImmutableArray"],
        ["System.Collections.Immutable.ImmutableList"] = ["CreateRange", "ToImmutableList"],
        ["System.Collections.Immutable.ImmutableHashSet"] = ["CreateRange", "ToImmutableHashSet"],
        ["System.Collections.Immutable.ImmutableDictionary"] = ["CreateRange", "ToImmutableDictionary"],
    };

    /// <summary>Change it while they run.</summary>
    static readonly Dictionary<string, HashSet<string>> writers = new()
    {
        ["System.Array"] = ["Clear", "Fill", "Copy", "ConstrainedCopy", "Sort", "Reverse"],
        ["System.Buffer"] = ["BlockCopy"],
        [Generic + "CollectionExtensions"] = ["AddRange", "InsertRange", "TryAdd", "Remove"],
        ["System.Random"] = ["Shuffle"],
        ["System.Runtime.InteropServices.CollectionsMarshal"] = ["SetCount"],
    };

    const string Enumerable = "System.Linq.Enumerable";

    /// <summary>Make a new collection that nobody else has.</summary>
    static readonly HashSet<string> makers = ["ToList", "ToArray", "ToDictionary", "ToHashSet"];

    internal static PlatformEffect Of(MethodReference method, ParameterDefinition parameter)
    {
        // Of a type that the caller chooses, it is a value for the method: kept, returned, or handed to code of the program.
        if (parameter.ParameterType is GenericParameter)
            return PlatformEffect.Unknown;
        string type = method.DeclaringType.GetElementType().FullName;
        // An item that is looked for is asked, by code of the program, whether it is one of them.
        if (type == "System.Array" && parameter.ParameterType.MetadataType == MetadataType.Object)
            return PlatformEffect.Unknown;
        // What is no sequence for LINQ, such as the seed of Aggregate, it may hand to the program. What it returns may be what it was given,
        // under another type, or read it whenever it is enumerated.
        if (type == Enumerable)
        {
            return !IsSequence(parameter.ParameterType) ? PlatformEffect.Unknown
                : makers.Contains(method.Name) || !IsSequence(method.ReturnType) ? PlatformEffect.Reads
                : PlatformEffect.HandsOn;
        }
        return Has(readers) ? PlatformEffect.Reads : Has(writers) ? PlatformEffect.Writes : PlatformEffect.Unknown;

        bool Has(Dictionary<string, HashSet<string>> known) => known.TryGetValue(type, out var names) && names.Contains(method.Name);
    }

    /// <summary>Return a collection that nobody else has, or one without items, which nobody can change.</summary>
    static readonly Dictionary<string, HashSet<string>> newly = new()
    {
        [Enumerable] = makers,
        ["System.Array"] = ["Empty", "ConvertAll", "FindAll"],
        [Generic + "List`1"] = ["GetRange", "FindAll", "ConvertAll", "Slice", "ToArray"],
        [Generic + "Queue`1"] = ["ToArray"],
        [Generic + "Stack`1"] = ["ToArray"],
        ["System.Span`1"] = ["ToArray"],
        ["System.ReadOnlySpan`1"] = ["ToArray"],
        ["System.String"] = ["Split", "ToCharArray"],
        ["System.Convert"] = ["FromBase64String", "FromHexString"],
        ["System.BitConverter"] = ["GetBytes"],
        ["System.Guid"] = ["ToByteArray"],
    };

    /// <summary>Whether what a method returns is nobody else's to change.</summary>
    internal static bool MakesNew(MethodReference method) =>
        newly.TryGetValue(method.DeclaringType.GetElementType().FullName, out var names) && names.Contains(method.Name);

    /// <summary>The keys that the platform's assemblies are signed with.</summary>
    static readonly HashSet<string> keys = ["7cec85d7bea7798e", "b03f5f7f11d50a3a", "b77a5c561934e089", "cc7b13ffcd2ddd51", "adb9793829ddae60"];

    /// <summary>Whether a type is one of the platform's, whose code is no part of any program.</summary>
    internal static bool IsPlatform(TypeDefinition type) =>
        (type.Namespace == "System" || type.Namespace.StartsWith("System.", StringComparison.Ordinal))
        && type.Module.Assembly.Name.PublicKeyToken is { Length: > 0 } token && keys.Contains(string.Concat(token.Select(part => $"{part:x2}")));

    /// <summary>
    /// Whether a method of the platform may write where the address that it gets is not of, or keep it: <c>Unsafe</c>, <c>MemoryMarshal</c>, vectors
    /// that are stored over several items.
    /// </summary>
    internal static bool IsUnsafe(MethodDefinition method) =>
        method.DeclaringType.Namespace.StartsWith("System.Runtime.", StringComparison.Ordinal) || method.Name.IndexOf("Unsafe", StringComparison.Ordinal) >= 0;

    static bool IsSequence(TypeReference type) => type.GetElementType().FullName is
        "System.Collections.IEnumerable" or Generic + "IEnumerable`1" or "System.Linq.IOrderedEnumerable`1" or "System.Linq.ILookup`2";
}

/// <summary>What a method does with an argument.</summary>
internal enum PlatformEffect
{
    /// <summary>Whatever it likes.</summary>
    Unknown,

    /// <summary>Reads it while it runs.</summary>
    Reads,

    /// <summary>Its result may be the argument, or read it later.</summary>
    HandsOn,

    /// <summary>Changes it while it runs.</summary>
    Writes,
}
