using System.Text.RegularExpressions;
using Mono.Cecil;

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

    internal NamePattern(string text)
    {
        Text = text;
        matchesMembers = text.Contains(MemberSeparator);
        regex = new Regex("^" + Regex.Escape(text).Replace("\\*", ".*").Replace("\\?", ".") + "$", RegexOptions.CultureInvariant);
    }

    internal string Text { get; }

    internal bool Matches(TypeDefinition type) => !matchesMembers && regex.IsMatch(FullName(type));

    internal bool Matches(TypeDefinition type, string member) => matchesMembers && regex.IsMatch(FullName(type) + MemberSeparator + member);

    static string FullName(TypeDefinition type) => Regex.Replace(type.FullName, "`\\d+", "").Replace('/', '.');
}
