using System.Reflection;

namespace StateFuzz.Changing;

/// <summary>Changes collections from code that is not woven: that of the platform, which finds the method by its name.</summary>
static class Foreign
{
    static readonly Dictionary<(Type, string, int), MethodInfo> methods = [];

    internal static void Call(object collection, string method, params object?[] arguments)
    {
        var key = (collection.GetType(), method, arguments.Length);
        if (!methods.TryGetValue(key, out var found))
        {
            methods[key] = found = collection.GetType().GetMethods(BindingFlags.Instance | BindingFlags.Public)
                .First(one => one.Name == method && one.GetParameters() is var parameters && parameters.Length == arguments.Length && !parameters.Any(parameter => parameter.ParameterType.IsByRef));
        }
        found.Invoke(collection, arguments);
    }
}
