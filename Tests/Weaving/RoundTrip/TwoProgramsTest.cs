namespace Replicated.Tests.Weaving.RoundTrip;

/// <summary>A test with one program as active and as standby, each with a runtime of its own.</summary>
/// <param name="source">The program.</param>
public abstract class TwoProgramsTest(string source)
{
    private protected WovenProgram Active { get; set; } = null!;

    private protected WovenProgram Standby { get; set; } = null!;

    private protected ProgramState State { get; set; } = null!;

    private protected ProgramState Follower { get; set; } = null!;

    [SetUp]
    public void BeginPrograms()
    {
        (Active, Standby) = (WovenProgram.From(source), WovenProgram.From(source));
        State = new ProgramState(Active).Activate();
        Follower = new ProgramState(Standby);
    }
}
