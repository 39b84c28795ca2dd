namespace LedgerDemo;

/// <summary>Runs the demo, prints its table and decides the exit code.</summary>
static class Verdict
{
    internal const int Sound = 0;
    internal const int Unsound = 1;
    internal const int NotCarriedOut = 3;
    internal const int Interrupted = 130;

    internal static async Task<int> RunAsync(DemoOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        IReadOnlyList<Round> rounds;
        try
        {
            rounds = await new Demo(options, output).RunAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            output.WriteLine("Interrupted; nothing is left running.");
            return Interrupted;
        }
        catch (Exception failure) when (failure is DemoException or HttpRequestException or IOException)
        {
            output.WriteLine($"The demo could not be carried out: {failure.Message} The nodes' logs in artifacts/demo say more.");
            return NotCarriedOut;
        }

        output.WriteLine();
        output.WriteLine(Report.Table(rounds));
        output.WriteLine();
        foreach (string example in Report.Examples(rounds[^1].Findings))
            output.WriteLine($"  {example}");
        output.WriteLine(Sentence(options, rounds));
        return ExitCode(options, rounds);
    }

    internal static int ExitCode(DemoOptions options, IReadOnlyList<Round> rounds)
    {
        bool asItShould = options.SelfTest ? rounds.Any(HasLosses) : rounds.All(round => round.Findings.AreSound);
        return asItShould ? Sound : Unsound;
    }

    static string Sentence(DemoOptions options, IReadOnlyList<Round> rounds)
        => (options.SelfTest, ExitCode(options, rounds)) switch
        {
            (true, Sound) => "Self-test passed: the bank acknowledged before it committed, and the losses were found.",
            (true, _) => "SELF-TEST FAILED: the bank acknowledged before it committed, and no loss was found.",
            (false, Sound) => "Nothing that was acknowledged was lost or booked twice, and the total is what it was.",
            (false, _) => "FAILED: something was lost, booked twice or wrong.",
        };

    static bool HasLosses(Round round) => round.Findings.Lost.Count > 0;
}
