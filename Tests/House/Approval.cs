namespace Replicated.Tests.House;

/// <summary>Compares a text with its approved copy. A change shows up as a diff of the copy, for a person to look at.</summary>
static class Approval
{
    internal static void Check(string name, string text)
    {
        string approved = System.IO.Path.Combine("Tests", "House", "Approved", name);
        if (Environment.GetEnvironmentVariable("REPLICATED_APPROVE") == "1")
            File.WriteAllText(Repository.Path(approved), text);

        Assert.That(text, Is.EqualTo(Repository.Read(approved)), $"{approved} differs. If the change is meant: run the test with REPLICATED_APPROVE=1 and commit the copy.");
    }
}
