using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;

namespace Fuzz.Collections;

/// <summary>What a run has done and found.</summary>
[JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
public sealed class CollectionReport : IFuzzReport<CollectionReport>
{
    public required int Seed { get; init; }

    /// <summary>Classes that ran woven and unwoven.</summary>
    [JsonInclude]
    public int Classes { get; internal set; }

    /// <summary>The number of the class after the last.</summary>
    [JsonInclude]
    public int Next { get; internal set; }

    [JsonInclude]
    public int Commits { get; internal set; }

    /// <summary>Texts that were no C#; they count as nothing.</summary>
    [JsonInclude]
    public int NotCompiled { get; internal set; }

    public List<string> Findings { get; } = [];

    /// <summary>How often each code of the weaver was the reason to refuse a class.</summary>
    public SortedDictionary<string, int> Refused { get; } = new(StringComparer.Ordinal);

    /// <summary>How many members of each type the weaver watches.</summary>
    public SortedDictionary<string, int> Watched { get; } = new(StringComparer.Ordinal);

    /// <summary>How many members of each type are compared.</summary>
    public SortedDictionary<string, int> Compared { get; } = new(StringComparer.Ordinal);

    int IFuzzReport<CollectionReport>.Ran => Classes;

    static CollectionReport IFuzzReport<CollectionReport>.From(FuzzOptions options) => new() { Seed = options.Seed, Next = options.First };

    void IFuzzReport<CollectionReport>.Add(CollectionReport part)
    {
        Classes += part.Classes;
        Next = Math.Max(Next, part.Next);
        Commits += part.Commits;
        NotCompiled += part.NotCompiled;
        Findings.AddRange(part.Findings);
        FuzzReport.Sum(Refused, part.Refused);
        FuzzReport.Sum(Watched, part.Watched);
        FuzzReport.Sum(Compared, part.Compared);
    }

    public string Summary()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"seed {Seed}: {Classes} classes ran, {Commits} commits, {Refused.Values.Sum()} classes refused by the weaver, {NotCompiled} not compiled");
        text.AppendLine("refused: " + string.Join(" ", Refused.Select(count => $"{count.Key}={count.Value}")));
        text.AppendLine("members watched of all: " + string.Join(", ", Compared.Keys.Union(Watched.Keys).Order(StringComparer.Ordinal).Select(type => $"{type} {Watched.GetValueOrDefault(type)} of {Watched.GetValueOrDefault(type) + Compared.GetValueOrDefault(type)}")));
        text.AppendLine(Findings.Count == 0 ? "nothing was found" : $"{Findings.Count} findings");
        return text.ToString();
    }
}
