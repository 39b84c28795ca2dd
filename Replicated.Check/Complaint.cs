using Replicated.Fody.Diagnostics;

namespace Replicated.Check;

/// <summary>What a check has found; the project has not said yet how bad that is.</summary>
/// <param name="Place">Null where there is none.</param>
/// <param name="Arguments">What the sentence of the rule names.</param>
internal sealed record Complaint(Rule Rule, Place? Place, object[] Arguments)
{
    internal static Complaint Of(Rule rule, params object[] arguments) => new(rule, null, arguments);

    internal static Complaint At(Place? place, Rule rule, params object[] arguments) => new(rule, place, arguments);
}
