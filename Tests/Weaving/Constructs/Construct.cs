using System.Reflection;
using System.Text.RegularExpressions;

namespace Replicated.Tests.Weaving.Constructs;

/// <summary>A method of AssemblyToProcess that is named for a row of docs/coverage.md, as <c>Row005_store_as_a_branch_target</c>.</summary>
/// <remarks>It takes a number, or nothing; it is run on one object with each of the inputs in turn, or as a static method.</remarks>
sealed partial record Construct(string Type, string Name)
{
    const BindingFlags Methods = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    internal static readonly int[] Inputs = [0, 1, 2, 3];

    /// <summary>As the page has it: <c>5</c>, <c>91a</c>.</summary>
    internal string Row => RowName().Match(Name).Groups["row"].Value;

    internal static IReadOnlyList<Construct> Of(Assembly assembly) =>
    [
        .. from type in assembly.GetTypes()
           where !type.IsNested && !type.IsGenericTypeDefinition
           from method in type.GetMethods(Methods)
           where RowName().IsMatch(method.Name)
           orderby method.Name
           select new Construct(type.FullName!, method.Name),
    ];

    internal MethodInfo MethodOf(Assembly assembly) => assembly.GetType(Type, throwOnError: true)!.GetMethod(Name, Methods)!;

    /// <summary>What it returned or threw; a task has ended then.</summary>
    internal static object? Run(MethodInfo method, object? target, int n)
    {
        try
        {
            object? result = method.Invoke(target, BindingFlags.DoNotWrapExceptions, null, method.GetParameters().Length == 0 ? [] : [n], null);
            (result as Task)?.GetAwaiter().GetResult();
            return result is Task ? result.GetType().GetProperty("Result")?.GetValue(result)?.ToString() : result;
        }
        catch (Exception exception)
        {
            return $"{exception.GetType()}: {exception.Message}";
        }
    }

    public override string ToString() => Name;

    [GeneratedRegex("^Row0*(?<row>[0-9]+[a-d]?)_[a-z]")]
    private static partial Regex RowName();
}
