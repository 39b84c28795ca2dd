namespace LedgerDemo;

/// <summary>One kill and what came of it.</summary>
/// <param name="Victim">What was killed.</param>
/// <param name="InFlight">Requests without an answer at the moment of the kill.</param>
/// <param name="FirstReply">From the kill to the first reply of the other node that says 200.</param>
/// <param name="AppEnded">From the kill to the end of the bank's process.</param>
/// <param name="LocalOnly">Replies so far that only an active without a standby answers for.</param>
/// <param name="Findings">Everything since the start of the demo, compared after this takeover.</param>
sealed record Round(Victim Victim, int InFlight, TimeSpan FirstReply, TimeSpan AppEnded, int LocalOnly, Findings Findings);
