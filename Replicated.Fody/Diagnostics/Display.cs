using System.Text;
using System.Text.RegularExpressions;
using Mono.Cecil;
using Replicated.Fody.Find;

namespace Replicated.Fody.Diagnostics;

/// <summary>Names as a user writes them.</summary>
internal static class Display
{
    /// <summary>A member; a variable that lambdas use, or that an iterator or async method keeps, as one of the method around it.</summary>
    internal static string Of(FieldDefinition field)
    {
        var type = field.DeclaringType;
        if (!CompilerNames.IsClosure(type) && !CompilerNames.IsStateMachine(type))
            return Of(type) + "." + FieldNames.MemberName(field);
        string[] names = [.. NamesOf(type), type.Methods.Select(method => method.Name).FirstOrDefault(name => name[0] == '<') ?? ""];
        string method = WithoutArity(WrittenNames.OfMethod(names)).TrimEnd('.');
        return WrittenNames.Variable(field.Name) is { } variable ? $"{method}.{variable}" : method;
    }

    /// <summary>The items of a class that derives from a collection, as a member of it.</summary>
    internal static string OfItems(TypeDefinition derived) => Of(derived) + " (items)";

    /// <summary>Name and version.</summary>
    internal static string Of(AssemblyNameReference assembly) => $"{assembly.Name} {assembly.Version}";

    /// <summary>The method that somebody wrote, of which the compiler may have made this one.</summary>
    internal static string Of(MethodReference method)
    {
        string[] names = [.. NamesOf(method.DeclaringType.GetElementType()), method.Name];
        return WrittenNames.AreMade(names) ? WithoutArity(WrittenNames.OfMethod(names)) : Of(method.DeclaringType) + "." + method.Name;
    }

    /// <summary>A method that is called: of a local function its own name, not that of the method around it.</summary>
    internal static string OfCalled(MethodReference method) => WrittenNames.LocalFunction(method.Name) ?? Of(method);

    /// <summary>The names of a type and of those around it, outermost first and with its namespace.</summary>
    static IEnumerable<string> NamesOf(TypeReference type) => type.DeclaringType == null ? [type.FullName] : [.. NamesOf(type.DeclaringType), type.Name];

    internal static string Of(TypeReference type)
    {
        string name = WrittenNames.WithoutFile(type.FullName);
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
