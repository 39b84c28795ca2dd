using System.Collections.Immutable;
using System.Globalization;
using Replicated.Frames;
using Replicated.Tests.Capture;

namespace Replicated.Tests.Collections;

/// <summary>What depends on the culture or on ICU is the same on both nodes, or it is not applied.</summary>
[NonParallelizable]
public class When_collections_are_ordered_by_a_culture
{
    static readonly string[] words = ["z", "ä", "a", "Z", "ö", "o"];

    CultureInfo before = null!;

    [SetUp]
    public void Remember() => before = CultureInfo.CurrentCulture;

    [TearDown]
    public void Restore() => CultureInfo.CurrentCulture = before;

    static IEnumerable<TestCaseData> ByDefault()
    {
        yield return Case(new SortedSet<string>(words));
        yield return Case(new SortedSet<(int, string)>(words.Select(word => (1, word))));
        yield return Case(new SortedSet<object>(words));
        yield return Case(new SortedDictionary<string, int>(words.ToDictionary(word => word, word => word.Length)));
        yield return Case(new SortedList<string, int>(words.ToDictionary(word => word, word => word.Length)));
        yield return Case(new PriorityQueue<int, string>(words.Select(word => (1, word))));
        yield return Case(ImmutableSortedSet.CreateRange(words));
        yield return Case(ImmutableSortedDictionary.CreateRange(words.ToDictionary(word => word, word => word.Length)));
    }

    static IEnumerable<TestCaseData> ByCulture()
    {
        var swedish = StringComparer.Create(CultureInfo.GetCultureInfo("sv-SE"), ignoreCase: false);
        yield return Case(new SortedSet<string>(words, swedish));
        yield return Case(new SortedDictionary<string, int>(words.ToDictionary(word => word, word => word.Length), swedish));
        yield return Case(ImmutableSortedSet.CreateRange(swedish, words));
        yield return Case(new SortedSet<string>(words, CultureInfo.GetCultureInfo("sv-SE").CompareInfo.GetStringComparer(CompareOptions.IgnoreKanaType)));
        yield return Case(new Dictionary<string, int>(words.Take(3).ToDictionary(word => word, word => word.Length), StringComparer.InvariantCultureIgnoreCase));
    }

    [TestCaseSource(nameof(ByDefault))]
    public void the_default_order_of_texts_is_that_of_the_same_culture(object collection)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("sv-SE");
        var pair = new Pair();
        pair.Root(collection);
        pair.Commit();
        Assert.That(pair.Copy<object>().GetType(), Is.EqualTo(collection.GetType()));
        Assert.That(pair.Active.Orders.All.Single().Culture, Is.EqualTo("sv-SE"));
        GC.KeepAlive(collection);
    }

    [TestCaseSource(nameof(ByDefault))]
    public void one_in_the_default_order_of_another_culture_is_not_applied(object collection)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("sv-SE");
        var pair = new Pair();
        pair.Root(collection);
        var frame = pair.Capture()!;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        Assert.That(
            () => pair.Applier.Apply(frame),
            Throws.InstanceOf<ReplicationException>().With.Message.Contains("a collection in the default order of texts, that of sv-SE, and the culture of this node is de-DE"));
    }

    [TestCaseSource(nameof(ByCulture))]
    public void a_comparer_of_a_culture_is_the_same_whatever_the_culture_of_the_node(object collection)
    {
        var pair = new Pair();
        pair.Root(collection);
        var frame = pair.Capture()!;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        pair.Applier.Apply(frame);
        Assert.That(pair.Copy<System.Collections.IEnumerable>(), Is.EqualTo((System.Collections.IEnumerable)collection));
        Assert.That(pair.Active.Orders.All.Single().Options, Is.Not.Null);
    }

    [Test]
    public void the_comparer_of_the_current_culture_keeps_that_culture()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("sv-SE");
        var pair = new Pair();
        var root = pair.Root(new SortedSet<string>(words, StringComparer.CurrentCulture));
        var frame = pair.Capture()!;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        pair.Applier.Apply(frame);
        Assert.That(pair.Copy<SortedSet<string>>(), Is.EqualTo(root).And.EqualTo((string[])["a", "o", "z", "Z", "ä", "ö"]));
        pair.Copy<SortedSet<string>>().Add("å");
        Assert.That(pair.Copy<SortedSet<string>>(), Is.EqualTo((string[])["a", "o", "z", "Z", "å", "ä", "ö"]), "and so it orders what is added");
    }

    static IEnumerable<TestCaseData> WithoutCulture()
    {
        yield return Case(new SortedSet<int> { 1 });
        yield return Case(new SortedSet<string>(words, StringComparer.Ordinal));
        yield return Case(new SortedSet<(int, DateTime)> { (1, default) });
        yield return Case(new Dictionary<string, int> { ["a"] = 1 });
        yield return Case(new HashSet<string>(words, StringComparer.OrdinalIgnoreCase));
    }

    [TestCaseSource(nameof(WithoutCulture))]
    public void others_do_not_care(object collection)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("sv-SE");
        var pair = new Pair();
        pair.Root(collection);
        var frame = pair.Capture()!;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        pair.Applier.Apply(frame);
        Assert.That(pair.Active.Orders.All, Is.Empty);
        GC.KeepAlive(collection);
    }

    [Test]
    public void a_standby_that_takes_over_knows_the_orders_of_what_it_has()
    {
        var pair = new Pair();
        pair.Root(new SortedSet<string>(words));
        pair.Commit();
        var next = pair.TakeOver();
        Assert.That(next.Active.Orders.All.Single(), Is.EqualTo(new TextOrder(CultureInfo.CurrentCulture.Name, null, NodeEnvironment.CollationHere)));
        GC.KeepAlive(next);
    }

    [Test]
    public void another_version_of_what_orders_texts_is_not_applied()
    {
        Assert.That(new TextOrder("sv-SE", CompareOptions.None, "0000007f").FaultOn("right", NodeEnvironment.Here), Does.Contain("with the invariant mode of globalization, and right has ICU"));
        Assert.That(TextOrder.Parse("order:sv-SE:1:0000007f"), Is.EqualTo(new TextOrder("sv-SE", CompareOptions.IgnoreCase, "0000007f")));
        Assert.That(new[] { null, "Ordinal", "order:", "order:a:b:c", "order:a:1" }.Select(TextOrder.Parse), Is.All.Null);
    }

    static TestCaseData Case(object collection) => new TestCaseData(collection).SetArgDisplayNames(collection.GetType().ToString());
}
