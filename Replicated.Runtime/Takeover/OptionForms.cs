using System.Globalization;

namespace Replicated.Takeover;

/// <summary>How values of options are written, and the reading of each form. A reader says no, never guesses.</summary>
internal static class OptionForms
{
    internal const string Name = "1 to 64 letters, digits, '.', '_' and '-', beginning with a letter or digit";
    internal const string Flag = "true or false";
    internal const string Address = "HOST:PORT or [IPV6]:PORT, with a port from 0 to 65535";
    internal const string PeerAddress = "HOST:PORT or [IPV6]:PORT, with a port from 1 to 65535";
    internal const string Time = "a number with its unit (100ms, 5s, 2m) or hh:mm:ss";

    /// <summary>Names become parts of file names and log lines.</summary>
    internal static bool IsName(string text) =>
        text.Length is > 0 and <= 64 && char.IsAsciiLetterOrDigit(text[0])
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-');

    internal static bool IsAddress(string text, int portMin)
    {
        try
        {
            return Links.Address.Parse(text).Port >= portMin;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    internal static bool TryTime(string text, out TimeSpan time)
    {
        // A bare number would be days to TimeSpan.Parse, which nobody means.
        if (text.Contains(':'))
            return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out time);
        time = default;
        var unit = text.TrimStart("0123456789".AsSpan());
        if (!uint.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return false;
        TimeSpan? found = unit switch
        {
            "ms" => TimeSpan.FromMilliseconds(count),
            "s" => TimeSpan.FromSeconds(count),
            "m" => TimeSpan.FromMinutes(count),
            _ => null,
        };
        time = found.GetValueOrDefault();
        return found is not null;
    }

    internal static string Write(TimeSpan time) => time.ToString("c", CultureInfo.InvariantCulture);

    internal static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    internal static string Write(long number) => number.ToString(CultureInfo.InvariantCulture);
}
