using System.Globalization;

namespace Replicated.Protocol;

/// <summary>A connection as the cores name it. Never used twice in a process.</summary>
internal readonly record struct LinkId(int Value)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"link {Value}");
}
