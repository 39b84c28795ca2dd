using System.Reflection;
using System.Runtime.CompilerServices;

namespace Fuzz.Execute;

/// <summary>The fields of a type and its bases without what the weaver added, and which of them are members.</summary>
sealed class FieldTable
{
    const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
    const string Prefix = "<Replicated>";

    static readonly ConditionalWeakTable<Type, FieldTable> known = [];

    readonly Func<object?, object?[]> read;
    readonly Func<object?, object?[]> readReferences;

    FieldTable(Type type)
    {
        var hierarchy = new List<Type>();
        for (var next = type; next != null && next != typeof(object) && next != typeof(ValueType); next = next.BaseType)
            hierarchy.Insert(0, next);
        var fields = hierarchy.SelectMany(one => one.GetFields(Declared & ~BindingFlags.Static).OrderBy(field => field.MetadataToken)).ToList();
        All = [.. fields.Where(field => !field.Name.StartsWith(Prefix, StringComparison.Ordinal)).OrderBy(field => field.Name, StringComparer.Ordinal)];
        SpeaksForItself = type.GetInterface("IWhole") != null;
        Members = new MemberTable([.. fields.Where(HasHelper)], IsCompared);
        Header = fields.Find(field => field.Name == Prefix + "header") is { } header ? new Header(header) : null;
        read = FieldReader.Of(All);
        readReferences = FieldReader.Of([.. All.Where(field => IsReference(field.FieldType))]);
    }

    /// <summary>In the order of their names: weaving may add others between them.</summary>
    internal IReadOnlyList<FieldInfo> All { get; }

    /// <summary>Base first.</summary>
    internal MemberTable Members { get; }

    /// <summary>Null where objects of the type are not replicated.</summary>
    internal Header? Header { get; }

    /// <summary>Whether its text has what its fields do not show.</summary>
    internal bool SpeaksForItself { get; }

    internal static FieldTable Of(Type type) => known.GetValue(type, made => new FieldTable(made));

    /// <summary>The replicated statics of a type, which have an object of their own for their header.</summary>
    internal static MemberTable Statics(Type type) =>
        new([.. type.GetFields(Declared & ~BindingFlags.Instance).OrderBy(field => field.MetadataToken).Where(HasHelper)], IsCompared);

    /// <summary>The values of <see cref="All"/>.</summary>
    internal object?[] Read(object item) => read(item);

    /// <summary>What objects of the model can be found through.</summary>
    internal object?[] ReadReferences(object item) => readReferences(item);

    internal static bool IsReference(Type type) =>
        type == typeof(object) || (type.Namespace == null && (type.IsClass || type.IsInterface)) || typeof(Delegate).IsAssignableFrom(type);

    static bool HasHelper(FieldInfo field) =>
        field.DeclaringType!.GetMember($"{Prefix}Store_{field.Name}", Declared).Length + field.DeclaringType.GetMember($"{Prefix}Mark_{field.Name}", Declared).Length > 0;

    static bool IsCompared(FieldInfo field) => field.DeclaringType!.GetField($"{Prefix}Compared_{field.Name}", Declared) != null;
}
