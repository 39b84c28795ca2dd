using Replicated.Fody.Diagnostics;
using Replicated.Fody.Plan;

namespace Replicated.Tests.Weaving;

/// <summary>Name, attribute and configuration are three spellings of one thing.</summary>
public class When_state_is_marked
{
    const string Named = """
        public class Bank
        {
            static int ReplicatedOne, replicatedTwo, _replicatedThree, __ReplicatedFour, REPLICATEDno, Replicateno, countReplicated;
            public static int ReplicatedFive { get; set; }
            static event Action ReplicatedSix;
        }
        public class ReplicatedAccount { int n; public int Number { get; set; } const int Max = 3; static int shared; }
        public class Account { int n; int replicatedBalance; }
        """;

    const string Attributed = """
        public class Bank
        {
            [Replicated] static int one;
            [Replicated] public static int Two { get; set; }
            [Replicated] static event Action Three;
            [NotReplicated("why")] static int ReplicatedNot;
            [NotReplicated("why")] public static int ReplicatedNotEither { get; set; }
        }
        [Replicated] public class Account { int n; [NotReplicated("why")] int m; [NotReplicated("why")] public int Number { get; set; } [NotReplicated("why")] event Action Changed; }
        [NotReplicated("why")] public class ReplicatedNever { int n; }
        [Replicated] public class Opened { int n; }
        public class Derived : Opened { int own; }
        [NotReplicated("why")] public class LeftOut : Opened { int own; }
        """;

    const string Plain = """
        namespace My.State
        {
            public class Account { int n; public int Number { get; set; } public class Entry { int n; } }
            public class Accounts { int n; static int total; }
            public class Page<T> { int n; }
            public struct Point { public int X; }
            public class Plot { Point at; int no; }
        }
        """;

    [Test]
    public void a_name_may_begin_with_underscores_and_a_small_letter() => Assert.That(
        MembersOf(Named),
        Is.EquivalentTo(
        [
            "Bank.ReplicatedOne", "Bank.replicatedTwo", "Bank._replicatedThree", "Bank.__ReplicatedFour", "Bank.ReplicatedFive", "Bank.ReplicatedSix",
            "ReplicatedAccount.n", "ReplicatedAccount.Number", "Account.replicatedBalance",
        ]));

    [TestCase("Kept", "Bank.KeptOne", "Bank.kept")]
    [TestCase("", "Bank.byAttribute")]
    public void the_configuration_may_give_the_names_another_beginning_or_none(string prefix, params string[] expected) => Assert.That(
        MembersOf("public class Bank { static int KeptOne, kept, ReplicatedNot; " + (prefix.Length == 0 ? "[Replicated] static int byAttribute; " : "") + "}", $"<Replicated Prefix=\"{prefix}\" />"),
        Is.EquivalentTo(expected));

    [Test]
    public void an_attribute_is_stronger_than_a_name_and_holds_for_what_is_behind_a_property_or_event() => Assert.That(
        MembersOf(Attributed), Is.EquivalentTo(["Bank.one", "Bank.Two", "Bank.Three", "Account.n", "Opened.n", "Derived.own"]));

    [TestCase("Include=\"My.State.Account\"", "Account.n", "Account.Number")]
    [TestCase("Include=\"My.State.Account?\"", "Accounts.n")]
    [TestCase("Include=\"My.State.Account.*\"", "Entry.n")]
    [TestCase("Include=\"*.Page\"", "Page`1.n")]
    [TestCase("Include=\"My.State.Acc*s::t*\"", "Accounts.total")]
    [TestCase("Include=\"My.State.Account::Number\"", "Account.Number")]
    [TestCase("Include=\"My.State.Account, My.State.Page; My.State.Plot::at | My.State.Accounts::n\"", "Account.n", "Account.Number", "Page`1.n", "Plot.at", "Accounts.n")]
    [TestCase("Include=\"My.State.*\" Exclude=\"My.State.Account, *::Number, *.Page, My.State.Plot::no\"", "Entry.n", "Accounts.n", "Plot.at")]
    public void patterns_of_the_configuration_say_so(string settings, params string[] expected) =>
        Assert.That(MembersOf(Plain, $"<Replicated {settings} />"), Is.EquivalentTo(expected));

    static IEnumerable<string> MembersOf(string source, string configuration = "<Replicated />")
    {
        var (result, _) = SampleWeaver.Weave(SampleCompiler.Compile(source), configuration);
        Assert.That(result.Diagnostics.Where(diagnostic => diagnostic.Rule != Rules.NotRebuilt), Is.Empty);
        return [.. result.Plan!.Classes.SelectMany(type => type.Members).Concat(result.Plan.Statics.SelectMany(type => type.Members)).Select(Name)];
    }

    static string Name(ReplicatedMember member) => member.Field.DeclaringType.Name + "." + member.Name;
}
