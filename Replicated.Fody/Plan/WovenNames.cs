using Mono.Cecil;

namespace Replicated.Fody.Plan;

/// <summary>
/// The names of what the weaver adds: no language can write them. Other woven assemblies find helpers and counts by them, so they are part
/// of the contract.
/// </summary>
internal static class WovenNames
{
    const string Prefix = "<Replicated>";

    internal const string Header = Prefix + "header";
    internal const string Statics = Prefix + "Statics";
    internal const string Registration = Prefix + "Registration";
    internal const string Instance = "Instance";
    internal const string MemberCount = Prefix + "members";
    internal const string Whole = Prefix + "whole";
    internal const string Held = Prefix + "Held";
    internal const string Running = Prefix + "running";

    internal static string Store(string field) => Prefix + "Store_" + field;

    internal static string Mark(string field) => Prefix + "Mark_" + field;

    internal static string Lend(string field) => Prefix + "Lend_" + field;

    /// <summary>Recorded beside a field that is compared at each capture, so that whoever takes its address knows.</summary>
    internal static string Compared(string field) => Prefix + "Compared_" + field;

    internal static string Implementation(string method) => Prefix + method;

    internal static string Body(string method) => Prefix + "body_" + method;

    internal static string Call(int ordinal, string method) => $"{Prefix}Call_{ordinal}_{method}";

    /// <summary>How many members a woven class and its bases have, as recorded in its metadata; null if it is not woven.</summary>
    internal static int? MemberCountOf(TypeDefinition type) => type.Fields.FirstOrDefault(field => field.Name == MemberCount)?.Constant as int?;

    /// <summary>Whether a woven class replicates all its fields, so that derived classes do so too.</summary>
    internal static bool IsWhole(TypeDefinition type) => type.Fields.Any(field => field.Name == Whole);
}
