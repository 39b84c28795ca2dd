using Mono.Cecil;
using Replicated.Fody.Diagnostics;

namespace Replicated.Fody.Plan;

/// <summary>Why members cannot hold a type.</summary>
/// <param name="Part">The part of the type that breaks the rule: itself, an element, a type argument.</param>
internal sealed record Objection(Rule Rule, TypeReference Part)
{
    /// <summary>The name of a type, with that of the part which breaks the rule where that is another one: within the quotes of a message.</summary>
    internal string Within(TypeReference type)
    {
        string whole = Display.Of(MemberTypes.StripModifiers(type));
        string part = Display.Of(Part);
        return whole == part ? whole : $"{whole}' that holds '{part}";
    }
}
