namespace Replicated.Frames;

/// <summary>Finds the members of one build among those of another.</summary>
internal static class MemberMatch
{
    internal const int None = -1;

    /// <summary>For each member of a type its place in another build of it: that with its name, else that which either of the two renamed.</summary>
    internal static int[] Of(List<MemberShape> members, List<MemberShape> others)
    {
        int[] found = new int[members.Count];
        Array.Fill(found, None);
        Match((member, other) => member.Name == other.Name);
        Match((member, other) => member.Name == other.FormerName);
        Match((member, other) => member.FormerName == other.Name);
        return found;

        void Match(Func<MemberShape, MemberShape, bool> isSame)
        {
            for (int at = 0; at < found.Length; at++)
            {
                for (int other = 0; other < others.Count && found[at] == None && members[at].Name.Length > 0; other++)
                {
                    if (others[other].Name.Length > 0 && isSame(members[at], others[other]) && !found.Contains(other))
                        found[at] = other;
                }
            }
        }
    }
}
