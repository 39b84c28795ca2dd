namespace Replicated.Takeover;

/// <summary>One option of <see cref="ReplicationOptions"/>, in all its spellings.</summary>
/// <param name="Key">The name in configuration: <c>Replicated:Key</c>, as environment variable <c>Replicated__Key</c>.</param>
/// <param name="Switch">The name on the command line.</param>
/// <param name="Form">What values are accepted, as half a sentence.</param>
/// <param name="Help">What it is for, one sentence.</param>
/// <param name="Set">Reads a value into the options; false: not of the form.</param>
/// <param name="Get">The value, or the values, as <paramref name="Set"/> reads them.</param>
internal sealed record OptionEntry(
    string Key,
    string Switch,
    string Form,
    string Help,
    Func<ReplicationOptions, string, bool> Set,
    Func<ReplicationOptions, IEnumerable<string>> Get)
{
    /// <summary>May be given several times; the environment variables are then <c>Replicated__Key__0</c> and so on.</summary>
    internal bool IsList { get; init; }

    /// <summary>True or false; on the command line the switch alone says true.</summary>
    internal bool IsFlag { get; init; }

    internal string Variable => OptionsReader.VariablePrefix + Key;

    public override string ToString() => $"{Key} ({Switch}, {Variable}{(IsList ? "__0" : "")})";
}
