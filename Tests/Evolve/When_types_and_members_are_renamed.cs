using System.Text.RegularExpressions;

namespace Replicated.Tests.Evolve;

/// <summary>Everything is called otherwise in the new build: classes, structs, nested types, statics, members, methods of delegates.</summary>
public partial class When_types_and_members_are_renamed : RolloutTest
{
    const string Old = """
        namespace Bank
        {
            public enum Art { Keine, Giro = 5 }
            [Replicated] public struct Ort { public int Laenge; public int Breite; }
            [Replicated] public class Seite<T> { public T Inhalt; }
            [Replicated] public class Konto
            {
                public int stand; public string Name { get; set; } = ""; public Konto naechstes; public List<Buchung> Buchungen = new(); public Ort Wo; public Seite<Konto> Blatt; public object Etwas; public Art Art; public Dictionary<int, Rest[]> Reste = new();
                public Func<int> Frage;
                public int Antwort() => stand * 2;
                [Replicated] public class Buchung { public int Betrag; }
                [Replicated] public class Rest { public int Cent; }
            }
            public static class Kasse { [Replicated] public static Konto Erstes; [Replicated] public static int Zahl { get; set; } }
        }
        public static class Run
        {
            public static void Open(string name, int amount)
            {
                var k = new Bank.Konto { Name = name, stand = amount, naechstes = Bank.Kasse.Erstes, Wo = new Bank.Ort { Laenge = amount, Breite = 2 }, Etwas = new Bank.Ort { Laenge = 8 }, Art = Bank.Art.Giro };
                k.Buchungen.Add(new Bank.Konto.Buchung { Betrag = amount }); k.Blatt = new Bank.Seite<Bank.Konto> { Inhalt = k }; k.Reste[5] = new[] { new Bank.Konto.Rest { Cent = 7 } }; k.Frage = k.Antwort;
                Bank.Kasse.Erstes = k; Bank.Kasse.Zahl++;
            }
            public static void Pay(int amount) { Bank.Kasse.Erstes.stand += amount; Bank.Kasse.Erstes.Buchungen.Add(new Bank.Konto.Buchung { Betrag = amount }); }
            static string Sum(List<Bank.Konto.Buchung> all) { string text = ""; foreach (var one in all) text += (text == "" ? "" : "+") + one.Betrag; return text; }
            public static string Show()
            {
                string text = Bank.Kasse.Zahl + ":";
                for (var k = Bank.Kasse.Erstes; k != null; k = k.naechstes)
                    text += $" {k.Name} {k.stand} {Sum(k.Buchungen)} {k.Wo.Laenge},{k.Wo.Breite} {k.Blatt.Inhalt == k} {((Bank.Ort)k.Etwas).Laenge} {(int)k.Art} {k.Reste[5][0].Cent} {k.Frage()}";
                return text;
            }
        }
        """;

    const string New = """
        namespace Money
        {
            public enum Kind { None, Giro = 5 }
            [Replicated(FormerName = "Bank.Ort")] public struct Place { [Replicated(FormerName = "Breite")] public int Latitude; [Replicated(FormerName = "Laenge")] public int Longitude; }
            [Replicated(FormerName = "Bank.Seite`1")] public class Page<T> { [Replicated(FormerName = "Inhalt")] public T Content; }
            [Replicated(FormerName = "Bank.Konto")] public class Account
            {
                [Replicated(FormerName = "naechstes")] public Account next; [Replicated(FormerName = "stand")] public int balance; [Replicated(FormerName = "Name")] public string Title { get; set; } = "";
                [Replicated(FormerName = "Buchungen")] public List<Booking> Bookings = new(); [Replicated(FormerName = "Wo")] public Place Where; [Replicated(FormerName = "Blatt")] public Page<Account> Sheet; [Replicated(FormerName = "Etwas")] public object Something;
                [Replicated(FormerName = "Art")] public Kind Kind; [Replicated(FormerName = "Frage")] public Func<int> Ask;
                [Replicated(FormerName = "Reste")] public Dictionary<int, Rest[]> Rests = new();
                public int Antwort() => balance * 2;
                [Replicated(FormerName = "Bank.Konto+Buchung")] public class Booking { [Replicated(FormerName = "Betrag")] public int Amount; }
                [Replicated] public class Rest { public int Cent; }
            }
            [Replicated(FormerName = "Bank.Kasse")] public static class Till { [Replicated(FormerName = "Erstes")] public static Account First; [Replicated(FormerName = "Zahl")] public static int Count { get; set; } }
        }
        public static class Run
        {
            public static void Open(string name, int amount)
            {
                var a = new Money.Account { Title = name, balance = amount, next = Money.Till.First, Where = new Money.Place { Longitude = amount, Latitude = 2 }, Something = new Money.Place { Longitude = 8 }, Kind = Money.Kind.Giro };
                a.Bookings.Add(new Money.Account.Booking { Amount = amount }); a.Sheet = new Money.Page<Money.Account> { Content = a }; a.Rests[5] = new[] { new Money.Account.Rest { Cent = 7 } }; a.Ask = a.Antwort;
                Money.Till.First = a; Money.Till.Count++;
            }
            public static void Pay(int amount) { Money.Till.First.balance += amount; Money.Till.First.Bookings.Add(new Money.Account.Booking { Amount = amount }); }
            static string Sum(List<Money.Account.Booking> all) { string text = ""; foreach (var one in all) text += (text == "" ? "" : "+") + one.Amount; return text; }
            public static string Show()
            {
                string text = Money.Till.Count + ":";
                for (var a = Money.Till.First; a != null; a = a.next)
                    text += $" {a.Title} {a.balance} {Sum(a.Bookings)} {a.Where.Longitude},{a.Where.Latitude} {a.Sheet.Content == a} {((Money.Place)a.Something).Longitude} {(int)a.Kind} {a.Rests[5][0].Cent} {a.Ask()}";
                return text;
            }
        }
        """;

    const string Both = "2: b 9 4+5 4,2 True 8 5 7 18 a 3 3 3,2 True 8 5 7 6";

    /// <summary>The new build without a word of the old names.</summary>
    static readonly string Forgetful = FormerName().Replace(New.Replace("[Replicated(FormerName = \"Breite\")] ", "", StringComparison.Ordinal).Replace("[Replicated(FormerName = \"Laenge\")] ", "", StringComparison.Ordinal).Replace("[Replicated(FormerName = \"Bank.Kasse\")] ", "", StringComparison.Ordinal), "[Replicated]");

    [TestCase(false)]
    [TestCase(true)]
    public void either_follows_the_other(bool newIsActive)
    {
        var (first, second) = newIsActive ? (New, Old) : (Old, New);
        var active = rollout.Lead(first);
        active.Run("Run.Open", "a", 3);
        rollout.Commit();
        var standby = rollout.Follow(second);
        active.Run("Run.Open", "b", 4);
        rollout.Commit(standby);
        active.Run("Run.Pay", 5);
        rollout.Commit(standby);
        Assert.That(standby.Run("Run.Show"), Is.EqualTo(Both).And.EqualTo(active.Run("Run.Show")));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void either_takes_over_and_is_followed_by_both(bool newIsActive)
    {
        var (first, second) = newIsActive ? (New, Old) : (Old, New);
        var active = rollout.Lead(first);
        active.Run("Run.Open", "a", 3);
        rollout.Commit();
        var next = rollout.Follow(second);
        var same = rollout.Follow(first);
        var other = rollout.Follow(second);

        rollout.TakeOver(next);
        next.Run("Run.Open", "b", 4);
        rollout.Commit(same, other);
        next.Run("Run.Pay", 5);
        rollout.Commit(same, other);
        foreach (var node in new[] { next, same, other, rollout.Follow(first), rollout.Follow(second) })
            Assert.That(node.Run("Run.Show"), Is.EqualTo(Both));

        rollout.TakeOver(same);
        Assert.That(rollout.Follow(second).Run("Run.Show"), Is.EqualTo(Both));
    }

    [Test]
    public void a_build_that_has_forgotten_the_former_names_follows_once_a_newer_one_was_active()
    {
        var active = rollout.Lead(Old);
        active.Run("Run.Open", "a", 3);
        rollout.Commit();
        rollout.TakeOver(rollout.Follow(New));
        rollout.Active.Run("Run.Open", "b", 4);
        rollout.Active.Run("Run.Pay", 5);
        rollout.Commit();
        Assert.That(rollout.Follow(Forgetful).Run("Run.Show"), Is.EqualTo(Both));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void a_class_derived_from_a_collection_is_called_otherwise_and_has_another_member(bool newIsActive)
    {
        const string before = """
            [Replicated] public class Order { public int Number; }
            [Replicated] public class Orders : List<Order> { public int Limit; }
            public static class Root { [Replicated] public static Orders It; }
            public static class Run
            {
                public static void Make() { Root.It = new Orders { Limit = 3 }; Root.It.Add(new Order { Number = 1 }); }
                public static void Add() { Root.It.Add(new Order { Number = 2 }); Root.It.Limit++; }
                public static string Show() => $"{Root.It.Limit} {string.Join(",", Root.It.ConvertAll(order => order.Number))}";
            }
            """;
        string after = before
            .Replace("[Replicated] public class Orders : List<Order> {", "[Replicated(FormerName = \"Orders\")] public class Book : List<Bill> { public string Added = \"new\";", StringComparison.Ordinal)
            .Replace("[Replicated] public class Order {", "[Replicated(FormerName = \"Order\")] public class Bill {", StringComparison.Ordinal)
            .Replace("Orders", "Book", StringComparison.Ordinal).Replace("new Order ", "new Bill ", StringComparison.Ordinal).Replace("FormerName = \"Book\"", "FormerName = \"Orders\"", StringComparison.Ordinal);
        var active = rollout.Lead(newIsActive ? after : before);
        active.Run("Run.Make");
        rollout.Commit();
        var standby = rollout.Follow(newIsActive ? before : after);
        active.Run("Run.Add");
        rollout.Commit(standby);
        Assert.That(standby.Run("Run.Show"), Is.EqualTo("4 1,2"));
        rollout.TakeOver(standby);
        standby.Run("Run.Add");
        rollout.Commit();
        Assert.That(rollout.Follow(newIsActive ? after : before).Run("Run.Show"), Is.EqualTo("5 1,2,2"));
    }

    /// <summary>Only the new build says both names: an old one has no way to find a type that it would call otherwise.</summary>
    [Test]
    public void a_type_that_a_member_holds_is_found_by_its_former_name()
    {
        const string before = """
            namespace Bank { [Replicated] public class Konto { public class Art<T> { } } }
            public static class Run
            {
                static List<Type> replicatedTypes = new() { typeof(Bank.Konto), typeof(Bank.Konto[]), typeof(Bank.Konto.Art<Bank.Konto>), typeof(Run) };
                public static string Show() => string.Join(' ', replicatedTypes);
            }
            """;
        string after = "namespace Money { [Replicated(FormerName = \"Bank.Konto\")] public class Account { public class Art<T> { } } }"
            + "public static class Run { static List<Type> replicatedTypes = new(); public static string Show() => string.Join(' ', replicatedTypes); }";
        rollout.Lead(before);
        rollout.Commit();
        Assert.That(rollout.Follow(after).Run("Run.Show"), Is.EqualTo("Money.Account Money.Account[] Money.Account+Art`1[Money.Account] Run"));
    }

    [GeneratedRegex("\\[Replicated\\(FormerName = \"[^\"]*\"\\)\\]")]
    private static partial Regex FormerName();
}
