using System.Reflection;
using System.Runtime.CompilerServices;

namespace Fuzz.Verify;

/// <summary>Has the JIT compiler take every method, generic ones over a number and over a text where their constraints allow it.</summary>
public static class JitCheck
{
    const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    static readonly Type[] arguments = [typeof(int), typeof(string), typeof(object), typeof(DayOfWeek)];

    /// <summary>The methods that the compiler does not take, with the reason, and how many it took.</summary>
    public static (IReadOnlyList<string> Failed, int Prepared) Of(Assembly assembly)
    {
        int prepared = 0;
        var failed = new List<string>();
        foreach (var (method, instantiation) in assembly.GetTypes().SelectMany(Methods))
        {
            try
            {
                RuntimeHelpers.PrepareMethod(method.MethodHandle, instantiation);
                prepared++;
            }
            catch (Exception exception) when (exception is InvalidProgramException or TypeLoadException or BadImageFormatException or MemberAccessException)
            {
                failed.Add($"{method.DeclaringType}.{method.Name}: {exception.Message}");
            }
        }
        return (failed, prepared);
    }

    static IEnumerable<(MethodBase Method, RuntimeTypeHandle[]? Arguments)> Methods(Type type)
    {
        foreach (var method in type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared)).Where(HasBody))
        {
            var open = type.GetGenericArguments().Concat(method.IsGenericMethod ? method.GetGenericArguments() : []).ToArray();
            if (open.Length == 0)
                yield return (method, null);
            else
            {
                foreach (var choice in arguments.Take(2).Select(first => Fill(type, open, first)).OfType<RuntimeTypeHandle[]>())
                    yield return (method, choice);
            }
        }
    }

    /// <summary>The methods of delegates are the platform's, and it has no code for some.</summary>
    static bool HasBody(MethodBase method) => !method.IsAbstract && (method.MethodImplementationFlags & MethodImplAttributes.Runtime) == 0;

    /// <summary>For each type parameter the preferred argument, else one that fits its constraints; null if none does.</summary>
    static RuntimeTypeHandle[]? Fill(Type owner, Type[] open, Type preferred)
    {
        var own = owner.Assembly.GetTypes().Where(type => !type.IsGenericTypeDefinition && !type.IsAbstract && !type.IsByRefLike);
        var filled = open.Select(parameter => new[] { preferred }.Concat(arguments).Concat(own).FirstOrDefault(candidate => Fits(parameter, candidate))).ToArray();
        return filled.Any(type => type == null) ? null : [.. filled.Select(type => type!.TypeHandle)];
    }

    static bool Fits(Type parameter, Type candidate)
    {
        var special = parameter.GenericParameterAttributes & GenericParameterAttributes.SpecialConstraintMask;
        if (special.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint) && !candidate.IsValueType)
            return false;
        if (special.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) && candidate.IsValueType)
            return false;
        if (special.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !candidate.IsValueType && candidate.GetConstructor(Type.EmptyTypes) == null)
            return false;
        return parameter.GetGenericParameterConstraints().All(constraint => IsMet(constraint, candidate));
    }

    /// <summary>A constraint that names type parameters is taken to name the parameter itself: <c>T : IEquatable&lt;T&gt;</c>.</summary>
    static bool IsMet(Type constraint, Type candidate) => !constraint.ContainsGenericParameters
        ? constraint.IsAssignableFrom(candidate)
        : constraint.IsGenericType && candidate.GetInterfaces().Any(one =>
            one.IsGenericType && one.GetGenericTypeDefinition() == constraint.GetGenericTypeDefinition() && one.GetGenericArguments().All(argument => argument == candidate));
}
