using Mono.Cecil.Cil;

namespace Replicated.Tests.Weaving;

public class When_an_object_is_constructed
{
    const string Source = """
        [Replicated] public class Base
        {
            public static Action<Base> Published;
            public int a = 7;
            public Base() { Published?.Invoke(this); }
            public Base(int n) { }
        }
        [Replicated] public class Derived : Base
        {
            readonly int first; public int Second { get; } public int Third { get; init; } public readonly int? fourth; public int ordinary; public int initialised = 5;
            public Derived(int n) { first = n; Second = n; fourth = null; ordinary = 3; }
            public Derived() : this(2) { first = 4; }
        }
        [Replicated] public class Second(Base first) : Base(first.a = 3);
        public struct Pair { public int X; public Pair(int x) => X = x; }
        [Replicated] public class Third : Base { public int sum = new Pair(3) is var pair ? pair.X : 0; public int later = 4; readonly int last = 5; public Third() : base(1) { } }
        public record Person(string Name) { [Replicated] public int Age { get; set; } }
        [Replicated] public record Entry(string Text, int Amount);
        public static class Run
        {
            public static Derived Publish(Action<Base> publish) { Base.Published = publish; return new Derived(3); }
            public static Derived Chain(Action<Base> publish) { Base.Published = publish; return new Derived(); }
            public static Derived Init(Action<Base> publish) { Base.Published = publish; return new Derived(3) { Third = 3 }; }
            public static Second After(Base first) => new(first);
            public static Entry With(Entry e) => e with { Amount = 4 };
        }
        """;

    WovenProgram program = null!;

    [OneTimeSetUp]
    public void Weave() => program = WovenProgram.From(Source);

    /// <summary>
    /// X7: the base constructor publishes the object and a commit captures it; then the derived constructor sets readonly members.
    /// </summary>
    [Test]
    public void what_the_constructor_stores_after_the_base_published_it_is_marked()
    {
        Action<object> capture = program.Arm;
        object derived = program.Run("Run.Publish", capture)!;
        Assert.That(program.Marked(derived), Is.EquivalentTo(["first", "Second", "fourth", "ordinary"]));
    }

    [Test]
    public void what_a_chained_constructor_stores_is_marked()
    {
        Action<object> capture = program.Arm;
        object derived = program.Run("Run.Chain", capture)!;
        Assert.That(program.Marked(derived), Is.EquivalentTo(["first", "Second", "fourth", "ordinary"]));
    }

    [Test]
    public void what_is_stored_to_another_object_before_the_base_is_called_is_marked()
    {
        object first = program.New("Base");
        Assert.That(program.MarkedBy(first, "Run.After"), Is.EqualTo(["a"]));
    }

    [Test]
    public void an_init_accessor_marks()
    {
        Action<object> capture = program.Arm;
        object derived = program.Run("Run.Init", capture)!;
        Assert.That(program.Marked(derived), Does.Contain("Third"));
    }

    [Test]
    public void field_initialisers_stay_as_they_are() =>
        Assert.That(program.Marked(program.Run("Run.Publish", (Action<object>)program.Arm)!), Does.Not.Contain("initialised").And.Not.Contain("a"));

    /// <summary>The object is not complete, so nothing can be called with it, even where a struct was constructed before.</summary>
    [Test]
    public void so_they_do_after_the_constructor_of_a_struct_was_called()
    {
        using var resolver = new SampleWeaver.Resolver();
        using var module = SampleWeaver.Read(program.Samples[0], resolver);
        var code = module.GetType("Third").Methods.Single(method => method.Name == ".ctor").Body.Instructions;
        var calls = code.TakeWhile(instruction => !instruction.ToString().Contains("Base::.ctor", StringComparison.Ordinal)).Where(instruction => instruction.OpCode.Code == Code.Call);
        Assert.That(calls.Select(call => call.Operand.ToString()), Is.EqualTo(["System.Void Pair::.ctor(System.Int32)"]));
    }

    [Test]
    public void a_copy_of_a_record_has_an_identity_of_its_own()
    {
        object entry = program.New("Entry", "text", 3);
        program.Arm(entry);
        object copy = program.Run("Run.With", entry)!;
        Assert.That(program.Clean(copy), Is.Zero);
        Assert.That(program.Marked(entry), Is.Empty);
        Assert.That(copy, Is.Not.EqualTo(entry));
    }
}
