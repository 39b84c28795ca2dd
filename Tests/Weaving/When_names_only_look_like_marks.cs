namespace Replicated.Tests.Weaving;

public class When_names_only_look_like_marks
{
    /// <summary>The compiler names an explicit implementation after the whole name of the interface.</summary>
    [Test]
    public void an_explicit_implementation_is_judged_by_what_follows_the_interface()
    {
        const string Source = """
            namespace ReplicatedThings
            {
                public interface IThing<T> { void Open(); T Value { get; set; } int Count { get; } }
                public class Thing : IThing<List<int>>
                {
                    void IThing<List<int>>.Open() { }
                    List<int> IThing<List<int>>.Value { get; set; }
                    int IThing<List<int>>.Count => 3;
                }
            }
            """;
        var (result, _) = SampleWeaver.Weave(SampleCompiler.Compile(Source));
        Assert.That(result.Diagnostics, Is.Empty);
        Assert.That(result.Plan!.IsEmpty, Is.True);
    }

    [Test]
    public void an_explicitly_implemented_member_can_still_be_marked_by_its_name()
    {
        const string Source = """
            public interface IThing { int ReplicatedValue { get; set; } }
            public class Thing : IThing { int IThing.ReplicatedValue { get; set; } public static void Set(Thing thing) => ((IThing)thing).ReplicatedValue = 3; }
            """;
        var program = WovenProgram.From(Source);
        Assert.That(program.MarkedBy(program.New("Thing"), "Thing.Set"), Is.EqualTo(["IThing.ReplicatedValue"]));
    }
}
