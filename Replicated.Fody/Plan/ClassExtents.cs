using Mono.Cecil;
using Replicated.Fody.Find;

namespace Replicated.Fody.Plan;

/// <summary>
/// Decides which classes are replicated. A class derived from a replicated one is replicated too, as far as its base is, marked or not:
/// a member of the base's type can hold it.
/// </summary>
internal sealed class ClassExtents(ModuleDefinition module, MarkFinder marks, References references)
{
    readonly Dictionary<TypeDefinition, Extent> decided = [];

    /// <summary>Adds closures and iterators that members can hold.</summary>
    internal void AddHeld(IEnumerable<TypeDefinition> classes)
    {
        foreach (var type in classes)
            decided[type] = Extent.Whole;
    }

    internal Extent Of(TypeDefinition type)
    {
        if (!decided.TryGetValue(type, out var extent))
            decided.Add(type, extent = type.Module == module ? Decide(type) : OfForeign(type));
        return extent;
    }

    internal static bool IsStaticClass(TypeDefinition type) => type.IsClass && type.IsAbstract && type.IsSealed;

    internal static bool IsOrdinaryClass(TypeDefinition type) =>
        type.IsClass && !type.IsValueType && !type.IsInterface && !IsStaticClass(type) && !MemberTypes.IsDelegate(type) && !IsMadeByCompiler(type);

    /// <summary>A closure, a state machine and the like. The name of a class that only its file sees begins as theirs do: <c>&lt;Bank&gt;F0A...__Account</c>.</summary>
    internal static bool IsMadeByCompiler(TypeDefinition type) => type.Name[0] == '<' && !IsFileLocal(type.Name);

    /// <summary><c>&lt;file&gt;F</c>, 64 hexadecimal digits, <c>__</c>.</summary>
    static bool IsFileLocal(string name)
    {
        const int digits = 64;
        for (int at = name.IndexOf(">F", StringComparison.Ordinal); at >= 0; at = name.IndexOf(">F", at + 1, StringComparison.Ordinal))
        {
            int end = at + 2 + digits;
            if (end + 2 <= name.Length && name[end] == '_' && name[end + 1] == '_' && name.Skip(at + 2).Take(digits).All(letter => letter is (>= '0' and <= '9') or (>= 'A' and <= 'F')))
                return true;
        }
        return false;
    }

    Extent Decide(TypeDefinition type)
    {
        if (!IsOrdinaryClass(type))
            return Extent.Nothing;
        var mark = marks.Of(type);
        var inherited = type.BaseType == null || References.Resolve(type.BaseType) is not { } baseType ? Extent.Nothing : Of(baseType);
        if (mark == Mark.Replicated || (inherited == Extent.Whole && mark != Mark.NotReplicated))
            return Extent.Whole;
        return inherited != Extent.Nothing || type.Fields.Any(field => !field.IsStatic && marks.Of(field) == Mark.Replicated)
            ? Extent.MarkedMembers
            : Extent.Nothing;
    }

    Extent OfForeign(TypeDefinition type) =>
        !references.IsForeignReplicated(type) ? Extent.Nothing : WovenNames.IsWhole(type) ? Extent.Whole : Extent.MarkedMembers;
}
