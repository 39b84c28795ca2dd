using Replicated.Frames;

namespace Replicated.Tests.Capture;

/// <summary>A standby looks at a wide collection in parts, and frames that come between two of them change it.</summary>
[NonParallelizable]
public class When_wide_collections_are_traced
{
    const int Wide = 2000;
    const int Part = 50;

    static readonly Dictionary<string, Kind> kinds = new()
    {
        ["List"] = new Kind<List<Node?>>(items => [.. items], list => list, (list, node) => list.Add(node), list => list.RemoveAt(list.Count / 3), (list, at) => (list[0], list[at]) = (list[at], list[0])),
        ["array"] = new Kind<Node?[]>(items => [.. items], array => array, (array, node) => array[node.Number % array.Length] = node, array => array[array.Length / 2] = null, (array, at) => (array[0], array[at]) = (array[at], array[0])),
        ["array of two dimensions"] = new Kind<Node?[,]>(Grid, grid => grid.Cast<Node?>(), (grid, node) => grid[0, node.Number % 1000] = node, grid => grid[1, 7] = null, (grid, at) => (grid[0, 0], grid[1, at % 1000]) = (grid[1, at % 1000], grid[0, 0])),
        ["Dictionary"] = new Kind<Dictionary<int, Node>>(items => items.ToDictionary(item => item.Number), map => map.Values, (map, node) => map[node.Number] = node, map => map.Remove(map.Keys.ElementAt(map.Count / 3)), Swap),
        ["keys of a Dictionary"] = new Kind<Dictionary<Node, int>>(items => items.ToDictionary(item => item, _ => 1), map => map.Keys, (map, node) => map[node] = 2, map => map.Remove(map.Keys.ElementAt(map.Count / 3)), (map, at) => map[map.Keys.ElementAt(at)]++),
        ["HashSet"] = new Kind<HashSet<Node>>(items => [.. items], set => set, (set, node) => set.Add(node), set => set.Remove(set.ElementAt(set.Count / 3)), (set, at) => Again(set, set.ElementAt(at))),
    };

    static IEnumerable<string> Kinds => kinds.Keys;

    /// <summary>Looked at as a whole, it would be one step, and each of its nodes another.</summary>
    [TestCaseSource(nameof(Kinds))]
    public void no_step_looks_at_more_than_it_is_told_to(string kind)
    {
        var pair = Begin(kinds[kind], out _);
        int steps = 1;
        while (pair.Applier.Tracer.Step(Part) is null)
            steps++;
        Assert.That(steps, Is.GreaterThanOrEqualTo(2 * Wide / Part));
    }

    /// <summary>All that is linked stays, and what is not goes, wherever the look is when a frame adds, removes or moves something.</summary>
    [TestCaseSource(nameof(Kinds))]
    public void what_frames_change_meanwhile_is_neither_lost_nor_kept_for_ever(string kind)
    {
        for (int seed = 1; seed <= 6; seed++)
        {
            var random = new Random(seed);
            var pair = Begin(kinds[kind], out object wide);
            (List<IdRun> Unreachable, long Live)? found;
            while ((found = pair.Applier.Tracer.Step(random.Next(1, 4 * Part))) is null)
            {
                kinds[kind].Change(wide, random);
                pair.Commit();
            }
            AnswerAll(pair, found.Value.Unreachable);
            Assert.That(kinds[kind].Numbers(pair.Standby.Roots["wide"]), Is.EqualTo(kinds[kind].Numbers(wide)), $"seed {seed}");
            // Whatever was dropped and still is linked would be missed now.
            foreach (var node in kinds[kind].Items(wide))
                node.Number++;
            pair.Commit();
            Assert.That(kinds[kind].Numbers(pair.Standby.Roots["wide"]), Is.EqualTo(kinds[kind].Numbers(wide)), $"members, seed {seed}");

            pair.Capturer.Garbage.BeginTrace();
            pair.Applier.Tracer.Begin();
            AnswerAll(pair, pair.Applier.Tracer.Step(int.MaxValue)!.Value.Unreachable);
            Assert.That(pair.Standby.Objects.Count, Is.EqualTo(1 + kinds[kind].Items(wide).Distinct().Count()), $"what is left, seed {seed}");
        }
    }

    /// <summary>A dictionary is filled again where a new key takes the place of one that was removed, so that the others move up.</summary>
    [Test]
    public void what_moves_to_where_the_look_has_passed_is_not_lost()
    {
        var pair = new Pair();
        var map = Enumerable.Range(0, Wide).ToDictionary(number => number, number => new Node { Number = number });
        pair.Active.AddRoot("wide", map);
        pair.Commit();
        foreach (int number in Enumerable.Range(0, 100))
            map.Remove(number);
        pair.Commit();
        pair.Capturer.Garbage.BeginTrace();
        pair.Applier.Tracer.Begin();
        for (int i = 0; i < Wide / Part / 2; i++)
            Assert.That(pair.Applier.Tracer.Step(Part), Is.Null);
        map.Add(-1, new Node { Number = -1 });
        pair.Commit();
        (List<IdRun> Unreachable, long Live)? found;
        do
            found = pair.Applier.Tracer.Step(Part);
        while (found is null);
        Assert.That(found.Value.Unreachable.Sum(run => (long)run.Count), Is.EqualTo(100), "those that were removed");
    }

    static Pair Begin(Kind kind, out object wide)
    {
        var pair = new Pair();
        wide = kind.Make(Enumerable.Range(0, Wide).Select(number => new Node { Number = number }));
        pair.Active.AddRoot("wide", wide);
        pair.Commit();
        pair.Capturer.Garbage.BeginTrace();
        pair.Applier.Tracer.Begin();
        return pair;
    }

    static void AnswerAll(Pair pair, List<IdRun> found)
    {
        while (When_nothing_refers_to_objects.Judge(pair, found) is { Count: > 0 } linked)
        {
            pair.Applier.Tracer.GoOn(linked);
            found = pair.Applier.Tracer.Step(int.MaxValue)!.Value.Unreachable;
        }
        pair.Applier.Tracer.End();
        while (pair.Commit() is not null)
        {
        }
    }

    static Node?[,] Grid(IEnumerable<Node> items)
    {
        var grid = new Node?[2, Wide / 2];
        foreach (var item in items)
            grid[item.Number / (Wide / 2), item.Number % (Wide / 2)] = item;
        return grid;
    }

    static void Swap(Dictionary<int, Node> map, int at)
    {
        int first = map.Keys.First();
        int other = map.Keys.ElementAt(at);
        (map[first], map[other]) = (map[other], map[first]);
    }

    static void Again(HashSet<Node> set, Node node)
    {
        set.Remove(node);
        set.Add(node);
    }

    abstract class Kind
    {
        internal abstract object Make(IEnumerable<Node> nodes);

        internal abstract IEnumerable<Node> Items(object wide);

        internal abstract void Change(object wide, Random random);

        internal List<int> Numbers(object wide) => [.. Items(wide).Select(node => node.Number)];
    }

    sealed class Kind<T>(Func<IEnumerable<Node>, T> make, Func<T, IEnumerable<Node?>> items, Action<T, Node> add, Action<T> remove, Action<T, int> move) : Kind
        where T : class
    {
        readonly List<Node> aside = [];

        internal override object Make(IEnumerable<Node> nodes)
        {
            aside.Clear();
            return make(nodes);
        }

        internal override IEnumerable<Node> Items(object wide) => items((T)wide).OfType<Node>();

        /// <summary>What is removed may come back.</summary>
        internal override void Change(object wide, Random random)
        {
            var all = Items(wide).ToHashSet();
            switch (random.Next(4))
            {
                case 0:
                    add((T)wide, new Node { Number = Wide + random.Next(Wide) });
                    break;
                case 1:
                    remove((T)wide);
                    aside.AddRange(all.Except(Items(wide)));
                    break;
                case 2:
                    move((T)wide, random.Next(1, Wide / 2));
                    break;
                case 3 when aside.Count > 0:
                    add((T)wide, aside[^1]);
                    aside.RemoveAt(aside.Count - 1);
                    break;
            }
        }
    }
}
