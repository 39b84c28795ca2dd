using Replicated.Fody.Diagnostics;

namespace Replicated.Check;

/// <summary>Every complaint of the checks.</summary>
internal static class Rules
{
    const string WaysOut = "make each private or a property, or leave it out with [NotReplicated(\"how it is rebuilt\")]";

    internal static readonly Rule UnwovenWriter = Error("RPL4001",
        "The assembly '{0}' is not woven and could write {1} of '{2}' without its being seen; weave '{0}' too, by Replicated.Fody in its project, or " + WaysOut + ".");

    internal static readonly Rule UnwovenWriterFromPackage = Warning("RPL4001",
        "The assembly '{0}' is not woven and could write {1} of '{2}' without its being seen; it is from a package, so the check of what is published decides whether it does. To be safe, " + WaysOut + ".");

    internal static readonly Rule OpenInPackage = Warning("RPL4001",
        "Whoever uses '{0}' without weaving could write {1} without its being seen, which only the check of what is published finds; " + WaysOut + ".");

    internal static readonly Rule RawAccess = Error("RPL4011",
        "'{0}' of the assembly '{1}' accesses '{2}' so that a change would not be seen ({3}); {4}.");

    internal static readonly Rule NotWoven = Error("RPL4012",
        "The assembly '{0}' was compiled to be woven and is not, so the changes to its replicated members would be lost; build it again with Fody not disabled.");

    internal static readonly Rule OtherContract = Error("RPL4013",
        "The assembly '{0}' was woven for contract {1} and the published Replicated.Runtime keeps contract {2}; build both with the same version of Replicated.");

    internal static readonly Rule OtherConfiguration = Error("RPL4014",
        "The assembly '{0}' was compiled with another FodyWeavers.xml than it was woven with; build it again from scratch.");

    internal static readonly Rule Unreadable = Error("RPL4015",
        "The assembly '{0}' cannot be checked for stores to replicated members: {1}. Build it again, or take it from its package anew.");

    internal static readonly Rule MissingHelper = Error("RPL4016",
        "The assembly '{0}' was woven against another build of '{1}', whose '{2}' is not replicated as it was ({3} is missing); build '{0}' again with it.");

    internal static readonly Rule IdleMarks = Error("RPL4018",
        "The assembly '{0}' marks {1} with [Replicated] and is not woven, so nothing of it would be replicated; add the package Replicated.Fody to its project, or remove the marks.");

    internal static readonly Rule TrimmedContract = Error("RPL4019",
        "'{0}' sends objects of '{1}' by their contract of protobuf-net, which does not work in a trimmed or native program; mark '{1}' with [Replicated], write a surrogate for it, or leave out what holds it with [NotReplicated(\"how it is rebuilt\")].");

    internal static IEnumerable<Rule> All =>
        typeof(Rules).GetFields(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)
            .Select(candidate => candidate.GetValue(null))
            .OfType<Rule>();

    static Rule Error(string id, string sentence) => new(id, Severity.Error, sentence);

    static Rule Warning(string id, string sentence) => new(id, Severity.Warning, sentence);
}
