using System.Text.RegularExpressions;
using Mono.Cecil;
using Replicated.Fody.Find;

namespace Replicated.Fody.Diagnostics;

/// <summary>Names as a user writes them.</summary>
internal static class Display
{
    internal static string Of(FieldDefinition field) => Of(field.DeclaringType) + "." + FieldNames.MemberName(field);

    /// <summary>The items of a class that derives from a collection, as a member of it.</summary>
    internal static string OfItems(TypeDefinition derived) => Of(derived) + " (items)";

    /// <summary>Name and version.</summary>
    internal static string Of(AssemblyNameReference assembly) => $"{assembly.Name} {assembly.Version}";

    internal static string Of(MethodReference method) => Of(method.DeclaringType) + "." + method.Name;

    internal static string Of(TypeReference type) =>
        Regex.Replace(type.FullName, "`\\d+|modreq\\([^)]*\\)|0\\.\\.\\.(?=,)|(?<=,)0\\.\\.\\.", "").Replace('/', '.').Trim();
}
