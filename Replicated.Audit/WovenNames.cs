namespace Replicated.Audit;

/// <summary>The names of what the weaver adds.</summary>
static class WovenNames
{
    internal const string Prefix = "<Replicated>";
    internal const string Store = Prefix + "Store_";
    internal const string Mark = Prefix + "Mark_";
    internal const string Lend = Prefix + "Lend_";
    internal const string Call = Prefix + "Call_";
    internal const string Compared = Prefix + "Compared_";
    internal const string Runtime = "Replicated.Runtime";
    internal const string Tracker = "Replicated.Woven.Tracker";
    internal const string Watched = "Replicated.Woven.Watched";
    internal const string WovenAttribute = "Replicated.Woven.WovenAttribute";
}
