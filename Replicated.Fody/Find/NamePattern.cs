using System.Text.RegularExpressions;
using Mono.Cecil;
using Replicated.Fody.Diagnostics;

namespace Replicated.Fody.Find;

/// <summary>
/// A pattern of FodyWeavers.xml: <c>My.State.*</c> matches types by full name, <c>My.State.Bank::*</c> members. <c>*</c> stands for any
/// text, <c>?</c> for one character; nested types are written with a dot.
/// </summary>
internal sealed class NamePattern
{
    const string MemberSeparator = "::";

    readonly Regex regex;
    readonly bool matchesMembers;

    internal NamePattern(string text, Place? place)
    {
        Text = text;
        Place = place;
        matchesMembers = text.Contains(MemberSeparator);
        regex = new Regex("^" + Regex.Escape(text).Replace("\\*", ".*").Replace("\\?", ".") + "$", RegexOptions.CultureInvariant);
    }

    internal string Text { get; }

    /// <summary>Where it stands; null where that is not known.</summary>
    internal Place? Place { get; }

    /// <summary>Whether it names no one type, but any that are called alike.</summary>
    bool IsBroad => Text.IndexOfAny(['*', '?']) >= 0;

    internal bool Matches(TypeDefinition type) => !matchesMembers && regex.IsMatch(FullName(type));

    /// <summary>Whether it matches a type as one of many, and not by its name.</summary>
    internal bool MatchesAmongOthers(TypeDefinition type) => IsBroad && Matches(type);

    internal bool Matches(TypeDefinition type, string member) => matchesMembers && regex.IsMatch(FullName(type) + MemberSeparator + member);

    static string FullName(TypeDefinition type) => Regex.Replace(type.FullName, "`\\d+", "").Replace('/', '.');
}
