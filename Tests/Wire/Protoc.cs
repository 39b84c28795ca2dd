using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Replicated.Tests.House;

namespace Replicated.Tests.Wire;

/// <summary>The schema compiler, which knows nothing of this project but the schema file.</summary>
static partial class Protoc
{
    /// <summary>What <c>protoc --decode=replicated.Stream</c> makes of a file.</summary>
    internal static (int ExitCode, string Text, string Errors) Decode(string file)
    {
        SkipWhereAbsent();
        string schema = Repository.Path("Replicated.Runtime/Frames/replicated.proto");
        using var protoc = Process.Start(new ProcessStartInfo("protoc", [$"--proto_path={Path.GetDirectoryName(schema)}", "--decode=replicated.Stream", schema])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var text = protoc.StandardOutput.ReadToEndAsync();
        var errors = protoc.StandardError.ReadToEndAsync();
        using (var captured = File.OpenRead(file))
        using (var input = protoc.StandardInput)
            captured.CopyTo(input.BaseStream);
        protoc.WaitForExit();
        return (protoc.ExitCode, text.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
    }

    /// <summary>The lines of fields that the schema does not have: protoc shows them by number.</summary>
    internal static IEnumerable<string> UnknownFields(string text) => UnknownField().Matches(text).Select(match => match.Value.Trim());

    static void SkipWhereAbsent()
    {
        try
        {
            using var version = Process.Start(new ProcessStartInfo("protoc", "--version") { RedirectStandardOutput = true })!;
            version.WaitForExit();
        }
        catch (Win32Exception)
        {
            const string reason = "there is no 'protoc' on the PATH (Debian: apt-get install protobuf-compiler)";
            if (Environment.GetEnvironmentVariable("CI") is "true" or "1")
                Assert.Fail(reason);
            Assert.Ignore(reason);
        }
    }

    [GeneratedRegex(@"^\s*\d+(:| \{).*$", RegexOptions.Multiline)]
    private static partial Regex UnknownField();
}
