using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Replicated.Values;

namespace Replicated.Woven;

/// <summary>A method that woven code makes delegates of.</summary>
/// <param name="Method">The method, of a closed type.</param>
/// <param name="Name">Type, name and parameters; of a method that the compiler named also the code of its module.</param>
internal sealed record DelegateMethod(MethodInfo Method, string Name)
{
    /// <summary>Stands between the type and the name of a method.</summary>
    internal const string Separator = "::";

    const string SharedInstance = "<>9";

    /// <summary>
    /// The object that the method is called on where each node has one of its own: lambdas that use nothing around them are methods of
    /// a class with one instance.
    /// </summary>
    internal object? Shared { get; } = Method.IsStatic ? null : SharedOf(Method);

    internal static DelegateMethod Of(MethodInfo method, string? code) => new(method, NameOf(method) + (IsNamedByCompiler(method) ? "@" + code : ""));

    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "The code that makes a delegate of such a method reads the field.")]
    static object? SharedOf(MethodInfo method) => method.DeclaringType!.GetField(SharedInstance, BindingFlags.Static | BindingFlags.Public)?.GetValue(null);

    static bool IsNamedByCompiler(MethodInfo method) => method.Name.Contains('<');

    static string NameOf(MethodInfo method)
    {
        string arguments = method.IsGenericMethod ? "{" + string.Join(", ", method.GetGenericArguments().Select(NameOf)) + "}" : "";
        return $"{NameOf(method.DeclaringType!)}{Separator}{method.Name}{arguments}({string.Join(", ", method.GetParameters().Select(parameter => NameOf(parameter.ParameterType)))})";
    }

    static string NameOf(Type type) => type.IsByRef ? NameOf(type.GetElementType()!) + "&" : TypeNames.Of(type);
}
