using System.Text;
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

    internal static string Of(TypeReference type)
    {
        string name = type.FullName;
        if (name.IndexOf('`') >= 0)
            name = WithoutArity(name);
        // Modifiers, and arrays of several dimensions.
        if (name.IndexOf('(') >= 0 || name.IndexOf("0...", StringComparison.Ordinal) >= 0)
            name = Regex.Replace(name, "modreq\\([^)]*\\)|0\\.\\.\\.(?=,)|(?<=,)0\\.\\.\\.", "");
        return name.Replace('/', '.').Trim();
    }

    /// <summary><c>List`1&lt;Order&gt;</c> is <c>List&lt;Order&gt;</c>.</summary>
    static string WithoutArity(string name)
    {
        var text = new StringBuilder(name.Length);
        for (int i = 0; i < name.Length; i++)
        {
            if (name[i] != '`' || i + 1 == name.Length || !char.IsDigit(name[i + 1]))
                text.Append(name[i]);
            else
            {
                while (i + 1 < name.Length && char.IsDigit(name[i + 1]))
                    i++;
            }
        }
        return text.ToString();
    }
}
