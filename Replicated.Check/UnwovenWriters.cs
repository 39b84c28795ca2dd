namespace Replicated.Check;

/// <summary>
/// Row 106: members that could be written from an assembly that is not woven, so that nobody would see it. Only a build that brings such an
/// assembly is wrong; who declares the member cannot know, and is told when it is packed for builds of others.
/// </summary>
internal static class UnwovenWriters
{
    /// <summary>One complaint for each assembly that is not woven and each woven one that it refers to.</summary>
    /// <param name="packaged">Files that come from packages, which the user cannot weave: whether they write is seen when they are published.</param>
    internal static IEnumerable<Complaint> Of(Brought assemblies, IReadOnlyCollection<string> packaged) =>
        from writer in assemblies.All
        where !writer.IsWoven
        from woven in assemblies.WovenReferencesOf(writer)
        let members = MembersOf(assemblies, woven, woven.Friends.Contains(writer.Name))
        where members.Count > 0
        select Complaint.Of(packaged.Contains(writer.File) ? Rules.UnwovenWriterFromPackage : Rules.UnwovenWriter, writer.Name, Display.Of(members), woven.Name);

    /// <summary>What a woven assembly that is packed leaves open to the builds of others.</summary>
    /// <param name="packed">The file of the assembly.</param>
    internal static IEnumerable<Complaint> InPackage(Brought assemblies, string packed) =>
        from woven in assemblies.All
        where woven.File == packed && woven.IsWoven
        let members = MembersOf(assemblies, woven, isFriend: false)
        where members.Count > 0
        select Complaint.Of(Rules.OpenInPackage, woven.Name, Display.Of(members));

    static IReadOnlyList<string> MembersOf(Brought assemblies, AssemblyFacts woven, bool isFriend) =>
        assemblies.Opened.Find(woven.Name) is { } opened ? WritableMembers.Of(opened, assemblies.Opened, isFriend) : [];
}
