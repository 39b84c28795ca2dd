namespace Replicated.Check;

/// <summary>
/// Row 106: members that could be written from an assembly that is not woven, so that nobody would see it. Only a build that brings such an
/// assembly is wrong; who declares the member cannot know, and is told when it is packed for builds of others.
/// </summary>
internal static class UnwovenWriters
{
    internal const string Code = "RPL4001";

    const string WaysOut = "make each private or a property, or leave it out with [NotReplicated(\"how it is rebuilt\")]";

    /// <summary>One complaint for each assembly that is not woven and each woven one that it refers to.</summary>
    /// <param name="packaged">Files that come from packages, which the user cannot weave: whether they write is seen when they are published.</param>
    internal static IEnumerable<Complaint> Of(Brought assemblies, IReadOnlyCollection<string> packaged) =>
        from writer in assemblies.All
        where !writer.IsWoven
        from woven in assemblies.WovenReferencesOf(writer)
        let members = MembersOf(assemblies, woven, woven.Friends.Contains(writer.Name))
        where members.Count > 0
        let could = $"The assembly '{writer.Name}' is not woven and could write {Display.Of(members)} of '{woven.Name}' without its being seen"
        select packaged.Contains(writer.File)
            ? Complaint.Warning(Code, $"{could}; it is from a package, so the check of what is published decides whether it does. To be safe, {WaysOut}.")
            : Complaint.Error(Code, $"{could}; weave '{writer.Name}' too, by Replicated.Fody in its project, or {WaysOut}.");

    /// <summary>What a woven assembly that is packed leaves open to the builds of others.</summary>
    internal static IEnumerable<Complaint> InPackage(Brought assemblies, string name) =>
        assemblies.Find(name) is { IsWoven: true } woven && MembersOf(assemblies, woven, isFriend: false) is { Count: > 0 } members
            ? [Complaint.Warning(Code, $"Whoever uses '{name}' without weaving could write {Display.Of(members)} without its being seen, which only the check of what is published finds; {WaysOut}.")]
            : [];

    static IReadOnlyList<string> MembersOf(Brought assemblies, AssemblyFacts woven, bool isFriend) =>
        assemblies.Opened.Find(woven.Name) is { } opened ? WritableMembers.Of(opened, assemblies.Opened, isFriend) : [];
}
