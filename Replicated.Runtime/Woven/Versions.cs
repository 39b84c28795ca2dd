using System.Reflection;
using Replicated.Values;

namespace Replicated.Woven;

/// <summary>Refuses woven code that does not fit what is loaded beside it, by the names and versions of both.</summary>
internal static class Versions
{
    /// <summary>Asked before anything else of a woven assembly is called, by the assembly itself and, for those that do not ask, at the start.</summary>
    /// <param name="weaver">The version of the weaver; null where it did not say.</param>
    internal static void CheckContract(string module, int contract, string? weaver)
    {
        if (contract != Tracker.Contract)
        {
            throw new ReplicationException(
                $"{module} was woven by Replicated.Fody {weaver ?? "of another version"} for contract {contract}, and {Of(typeof(Versions).Assembly)} keeps contract {Tracker.Contract}: build the assembly again with the version of Replicated.Fody that belongs to this runtime");
        }
    }

    internal static void CheckContract(Assembly assembly)
    {
        if (assembly.GetCustomAttribute<WovenAttribute>() is { } woven)
            CheckContract(Of(assembly), woven.Contract, woven.Weaver);
    }

    internal static ReplicationException OtherBase(Type type, Type baseType, string wovenWith, int membersThere, int membersHere) => new(
        $"{TypeNames.Of(type)} of {Of(type.Assembly)} was woven with the {TypeNames.Of(baseType)} of {wovenWith}, which has {membersThere} replicated members; the one of {Of(baseType.Assembly)} that is loaded has {membersHere}: build {type.Assembly.GetName().Name} again with the {baseType.Assembly.GetName().Name} that it runs with");

    static string Of(Assembly assembly) => $"{assembly.GetName().Name} {assembly.GetName().Version}";
}
