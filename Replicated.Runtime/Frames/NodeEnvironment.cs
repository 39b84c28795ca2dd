using System.Globalization;

namespace Replicated.Frames;

/// <summary>What of a process's surroundings decides how texts are ordered and what a local time means.</summary>
internal sealed record NodeEnvironment : IMessage<NodeEnvironment>
{
    /// <summary>What the platform says of the order of texts where it knows no culture.</summary>
    const string Invariant = "0000007f";

    /// <summary>That of this process.</summary>
    internal static string CollationHere { get; } = CultureInfo.InvariantCulture.CompareInfo.Version.FullVersion.ToString("x8", CultureInfo.InvariantCulture);

    /// <summary>The name of the culture; empty: the invariant one.</summary>
    internal string Culture { get; init; } = "";

    /// <summary>The version of the library that orders texts; empty: not known.</summary>
    internal string Collation { get; init; } = "";

    /// <summary>The id of the local time zone; empty: not known.</summary>
    internal string TimeZone { get; init; } = "";

    /// <summary>That of this thread.</summary>
    internal static NodeEnvironment Here => new() { Culture = CultureInfo.CurrentCulture.Name, Collation = CollationHere, TimeZone = TimeZoneInfo.Local.Id };

    internal static string DescribeCulture(string culture) => culture.Length == 0 ? "the invariant culture" : culture;

    internal static string DescribeCollation(string version) => version == Invariant ? "the invariant mode of globalization" : $"ICU with collation version {version}";

    public void Write(Encoder encoder)
    {
        encoder.Text(1, Culture);
        encoder.Text(2, Collation);
        encoder.Text(3, TimeZone);
    }

    public static NodeEnvironment Read(ReadOnlySpan<byte> body)
    {
        var read = new NodeEnvironment();
        var fields = new FieldReader(body);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1: read = read with { Culture = fields.Text }; break;
                case 2: read = read with { Collation = fields.Text }; break;
                case 3: read = read with { TimeZone = fields.Text }; break;
            }
        }
        return read;
    }
}
