using Replicated;

namespace Reloaded;

[Replicated]
internal sealed class Account
{
    internal int Number;
    internal string Text = "";
    internal Account? Other;
}

internal static class Bank
{
    internal static Account ReplicatedAccount = new() { Other = new() };
    internal static int ReplicatedCount;

    /// <summary>The test puts another body in its place while the program runs.</summary>
    internal static void Change()
    {
        ReplicatedAccount.Number++;
        ReplicatedCount++;
    }
}
