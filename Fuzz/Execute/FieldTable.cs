using System.Reflection;

namespace Fuzz.Execute;

/// <summary>The fields of a type and its bases, base first, without what the weaver added; and which of them are members with which bit.</summary>
sealed class FieldTable
{
    const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
    const int LastBit = 63;
    const string Prefix = "<Replicated>";

    static readonly System.Runtime.CompilerServices.ConditionalWeakTable<Type, FieldTable> known = [];

    FieldTable(Type type)
    {
        var hierarchy = new List<Type>();
        for (var next = type; next != null && next != typeof(object) && next != typeof(ValueType); next = next.BaseType)
            hierarchy.Insert(0, next);
        var members = new List<(FieldInfo, long)>();
        foreach (var one in hierarchy)
        {
            var helpers = one.GetMethods(Declared).Select(method => method.Name).Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).ToHashSet();
            foreach (var field in one.GetFields(Declared & ~BindingFlags.Static).OrderBy(field => field.MetadataToken))
            {
                if (field.Name == Prefix + "header")
                    Header = field;
                else if (HasHelper(helpers, field))
                    members.Add((field, 1L << Math.Min(members.Count, LastBit)));
            }
        }
        All = [.. hierarchy.SelectMany(one => one.GetFields(Declared & ~BindingFlags.Static)).Where(field => !field.Name.StartsWith(Prefix, StringComparison.Ordinal)).OrderBy(field => field.Name, StringComparer.Ordinal)];
        References = [.. All.Where(field => IsReference(field.FieldType))];
        Members = members;
    }

    /// <summary>Fields that objects of the model are found through.</summary>
    internal IReadOnlyList<FieldInfo> References { get; }

    /// <summary>In the order of their names: weaving may add others between them.</summary>
    internal IReadOnlyList<FieldInfo> All { get; }

    internal IReadOnlyList<(FieldInfo Field, long Bit)> Members { get; }

    /// <summary>Null where objects of the type are not replicated.</summary>
    internal FieldInfo? Header { get; }

    internal static FieldTable Of(Type type) => known.GetValue(type, made => new FieldTable(made));

    /// <summary>The replicated statics of a type, which have an object of their own for their header.</summary>
    internal static IReadOnlyList<(FieldInfo Field, long Bit)> Statics(Type type)
    {
        var helpers = type.GetMethods(Declared).Select(method => method.Name).ToHashSet();
        return [.. type.GetFields(Declared & ~BindingFlags.Instance).OrderBy(field => field.MetadataToken).Where(field => HasHelper(helpers, field)).Select((field, number) => (field, 1L << Math.Min(number, LastBit)))];
    }

    internal static bool IsReference(Type type) => type.IsClass && type.Namespace == null;

    static bool HasHelper(HashSet<string> helpers, FieldInfo field) => helpers.Contains(Prefix + "Store_" + field.Name) || helpers.Contains(Prefix + "Mark_" + field.Name);
}
