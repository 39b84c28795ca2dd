using AssemblyToProcess;
using Replicated.Tests.Capture;

namespace Replicated.Tests.Weaving.RoundTrip;

/// <summary>Sorted sets of objects with a comparer of the program, dictionaries with a struct as key: as real programs keep them.</summary>
public class When_an_order_book_is_committed : RoundTripTest
{
    const int Commits = 60;

    [Test]
    public void the_standby_has_the_same_orders_at_the_same_places_and_finds_them()
    {
        int seed = Environment.TickCount;
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var pair = new Pair();
        var book = pair.Root(new Book());
        for (int commit = 0; commit < Commits; commit++)
        {
            for (int i = random.Next(5); i > 0; i--)
                Change(book, random, commit * 10 + i);
            pair.Commit();
            if (random.Next(10) == 0)
                pair.Snapshot(200);
            Same(book, pair.Copy<Book>(), $"seed {seed}, commit {commit}");
            if (random.Next(12) != 0)
                continue;
            pair = pair.TakeOver();
            book = (Book)pair.Active.Roots["root"];
            pair.Snapshot();
        }
    }

    static void Change(Book book, Random random, int id)
    {
        if (random.Next(3) == 0 && book.Asks.Count > 0)
            book.Cancel(book.Asks.ElementAt(random.Next(book.Asks.Count)).Id.Value);
        else if (random.Next(4) == 0 && book.Asks.Min is { } best)
            best.Open--;
        else
            book.Add(id, random.Next(10));
    }

    static void Same(Book book, Book copy, string when)
    {
        Assert.That(copy.Asks.Select(Text), Is.EqualTo(book.Asks.Select(Text)), when);
        Assert.That(copy.Levels.Select(level => $"{level.Key} {string.Join(' ', level.Value.Select(Text))}"), Is.EqualTo(book.Levels.Select(level => $"{level.Key} {string.Join(' ', level.Value.Select(Text))}")), when);
        Assert.That(copy.Asks.Comparer, Is.TypeOf<ByPrice>());
        foreach (var order in copy.Asks)
        {
            Assert.That(copy.Orders[order.Id], Is.SameAs(order), when);
            Assert.That(copy.Levels[order.Price].Contains(order), Is.True, when);
        }
    }

    static string Text(Order order) => $"{order.Id.Value}@{order.Price.Value}:{order.Open}";
}
