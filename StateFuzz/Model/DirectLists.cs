using System.Collections.ObjectModel;
using System.Runtime.InteropServices;
using StateFuzz.Changing;

namespace StateFuzz.Model;

/// <summary>Lists that the class changes itself, in ordinary code: on the member, in loops, through locals, properties, addresses and delegates.</summary>
public sealed class DirectLists : Piece
{
    const int CountMax = 16;
    const int Groups = 8;
    const int WaysOfGroup = 12;

    List<int> numbers = [3, 1, 2];
    readonly List<Piece?> pieces = [];
    List<Spot> spots = [default];
    List<string?>? texts;
    List<int>? same;
    List<int>? spare;
    Collection<Piece?> collection = [];
    ObservableCollection<Piece?> observable = [];

    internal override int OwnWays => Groups * WaysOfGroup;

    List<int> Numbers => numbers;

    List<Piece?> Others { get; set; } = [];

    protected override void ChangeOwn(int way, Source source)
    {
        if (numbers.Count > CountMax)
            numbers.RemoveRange(CountMax / 2, numbers.Count - (CountMax / 2));
        while (pieces.Count > CountMax)
            pieces.RemoveAt(0);
        if (Others.Count > CountMax)
            Others.Clear();
        if (spots.Count > CountMax)
            spots = [.. spots.Take(3)];
        switch (way / WaysOfGroup)
        {
            case 0: Grow(way % WaysOfGroup, source); break;
            case 1: Shrink(way % WaysOfGroup, source); break;
            case 2: Set(way % WaysOfGroup, source); break;
            case 3: Order(way % WaysOfGroup, source); break;
            case 4: ChangeAlias(way % WaysOfGroup, source); break;
            case 5: Exchange(way % WaysOfGroup, source); break;
            case 6: ChangeCollection(way % WaysOfGroup, source); break;
            case 7: ChangeObservable(way % WaysOfGroup, source); break;
        }
    }

    void Grow(int way, Source source)
    {
        int at = source.Next(numbers.Count + 1);
        switch (way)
        {
            case 0: numbers.Add(source.Next(50)); break;
            case 1: pieces.Add(source.Piece()); break;
            case 2: numbers.AddRange(numbers); break;
            case 3: numbers.AddRange([at, source.Next(50)]); break;
            case 4: numbers.Insert(at, source.Next(50)); break;
            case 5: numbers.InsertRange(at, [4, 5, at]); break;
            case 6: pieces.InsertRange(source.Next(pieces.Count + 1), Others); break;
            case 7: numbers.AddRange(new[] { at, 6 }.AsSpan()); break;
            case 8: (texts ??= []).Add(source.Make<string>()); break;
            case 9:
                for (int i = 0; i < at; i++)
                    numbers.Add(i);
                break;
            case 10:
                foreach (var spot in spots)
                    pieces.Add(spot.Of);
                break;
            case 11:
                CollectionsMarshal.SetCount(numbers, at + 2);
                CollectionsMarshal.AsSpan(numbers)[^2..].Fill(source.Next(50));
                break;
        }
    }

    void Shrink(int way, Source source)
    {
        int kept = 0;
        switch (way)
        {
            case 0 when numbers.Count > 0: numbers.RemoveAt(source.Next(numbers.Count)); break;
            case 1 when pieces.Count > 0: pieces.RemoveAt(pieces.Count - 1); break;
            case 2: numbers.Remove(source.Next(50)); break;
            case 3: pieces.Remove(source.Piece()); break;
            case 4 when numbers.Count > 2: numbers.RemoveRange(1, 2); break;
            case 5: numbers.RemoveAll(number => number % 3 == 1); break;
            case 6: pieces.RemoveAll(_ => kept++ % 3 == 0); break;
            case 7 when source.OneIn(3): numbers.Clear(); break;
            case 8 when source.OneIn(3): pieces.Clear(); break;
            case 9:
                for (int i = numbers.Count - 1; i >= 0; i--)
                {
                    if (numbers[i] % 2 == 0)
                        numbers.RemoveAt(i);
                }
                break;
            case 10:
                while (spots.Count > 1)
                    spots.Remove(spots[^1]);
                break;
            case 11: texts?.Clear(); break;
        }
    }

    void Set(int way, Source source)
    {
        if (numbers.Count == 0 || spots.Count == 0)
        {
            numbers.Add(1);
            spots.Add(default);
        }
        int at = source.Next(numbers.Count);
        switch (way)
        {
            case 0: numbers[at] = source.Next(50); break;
            case 1: numbers[at]++; break;
            case 2: numbers[at] += at; break;
            case 3: (numbers[0], numbers[at]) = (numbers[at], numbers[0]); break;
            case 4: spots[^1] = spots[^1] with { X = at, Of = source.Piece() }; break;
            case 5: CollectionsMarshal.AsSpan(spots)[0].Move(at); break;
            case 6: Add(ref CollectionsMarshal.AsSpan(numbers)[at], source); break;
            case 7 when pieces.Count > 0: pieces[source.Next(pieces.Count)] = source.Piece(); break;
            case 8 when texts is { Count: > 0 }: texts[0] = source.Make<string>(); break;
            case 9:
                for (int i = 0; i < numbers.Count; i++)
                    numbers[i] = at - numbers[i];
                break;
            case 10:
                foreach (ref int number in CollectionsMarshal.AsSpan(numbers))
                    number ^= at;
                break;
            case 11:
                ref var place = ref CollectionsMarshal.AsSpan(spots)[source.Next(spots.Count)];
                place.Label = source.Make<string>();
                place.Of = source.Piece();
                break;
        }
    }

    void Order(int way, Source source)
    {
        int half = numbers.Count / 2;
        switch (way)
        {
            case 0: numbers.Sort(); break;
            case 1: numbers.Sort((left, right) => right.CompareTo(left)); break;
            case 2: numbers.Sort(half, numbers.Count - half, Comparer<int>.Default); break;
            case 3: numbers.Sort(Comparer<int>.Create((left, right) => (left ^ 5).CompareTo(right ^ 5))); break;
            case 4: numbers.Reverse(); break;
            case 5: numbers.Reverse(0, half); break;
            case 6: pieces.Reverse(); break;
            case 7: CollectionsMarshal.AsSpan(numbers).Sort(); break;
            case 8: source.Random.Shuffle(CollectionsMarshal.AsSpan(pieces)); break;
            case 9: numbers.TrimExcess(); break;
            case 10: pieces.Capacity = Math.Max(pieces.Count, 20); break;
            case 11: numbers.EnsureCapacity(30); break;
        }
    }

    void ChangeAlias(int way, Source source)
    {
        var local = numbers;
        switch (way)
        {
            case 0: local.Add(source.Next(50)); break;
            case 1: Numbers.Add(source.Next(50)); break;
            case 2: Others.Add(source.Piece()); break;
            case 3: (source.OneIn(2) ? numbers : same ?? local).Add(3); break;
            case 4: ((IList<int>)numbers).Insert(0, source.Next(50)); break;
            case 5: Append(numbers, source.Next(50)); break;
            case 6: AppendTo(ref numbers, source); break;
            case 7:
                void Inner(int number) => numbers.Insert(0, number);
                Inner(source.Next(50));
                break;
            case 8:
                var add = source.OneIn(2) ? local.Add : new Action<int>(number => local.Remove(number));
                add(source.Next(50));
                break;
            case 9: pieces.Take(4).ToList().ForEach(Others.Add); break;
            case 10: source.Piece<DirectLists>()?.numbers.Add(source.Next(50)); break;
            case 11:
                ref var member = ref source.OneIn(2) ? ref same : ref spare;
                (member ??= []).Add(source.Next(50));
                break;
        }
    }

    void Exchange(int way, Source source)
    {
        switch (way)
        {
            case 0: numbers = source.Replaces(numbers, () => [], out var other) ? other ?? [] : numbers; break;
            case 1: same = numbers; break;
            case 2: (numbers, same) = (same ?? [], numbers); break;
            case 3:
                var before = numbers;
                numbers = source.OneIn(3) ? [.. before] : before;
                before.Add(source.Next(50));
                break;
            case 4 when source.Held<List<int>>() is { Count: < CountMax } held: held.Add(source.Next(50)); break;
            case 5: Lists.Change(numbers, source); break;
            case 6: Foreign.Call(numbers, "Add", source.Next(50)); break;
            case 7: Others = source.OneIn(2) ? [.. pieces] : pieces; break;
            case 8: texts = source.OneIn(3) ? null : [source.Make<string>(), "b"]; break;
            case 9: Fail(() => numbers.AddRange(Failing(source.Next(3)))); break;
            case 10: Fail(() => numbers.RemoveAll(number => number % 2 == 0 || (number > 20 && Throw()))); break;
            case 11: Fail(() => numbers.Sort((left, right) => left + right > 60 && Throw() ? 0 : right.CompareTo(left))); break;
        }
    }

    /// <summary>What fails half way has changed something.</summary>
    static void Fail(Action change)
    {
        try
        {
            change();
        }
        catch (InvalidOperationException)
        {
        }
    }

    void ChangeCollection(int way, Source source)
    {
        while (collection.Count > CountMax)
            collection.RemoveAt(collection.Count - 1);
        int at = source.Next(collection.Count);
        switch (way)
        {
            case 0: collection.Add(source.Piece()); break;
            case 1: collection.Insert(at, source.Piece()); break;
            case 2 when collection.Count > 0: collection[at] = source.Piece(); break;
            case 3 when collection.Count > 0:
                source.PutAside(collection[at]);
                collection.RemoveAt(at);
                break;
            case 4: collection.Remove(this); break;
            case 5 when source.OneIn(3): collection.Clear(); break;
            case 6: collection = [this, .. pieces]; break;
            case 7 when collection.Count > 1: (collection[0], collection[^1]) = (collection[^1], collection[0]); break;
            case 8:
                var made = new Collection<Piece?>();
                made.Add(source.Piece());
                collection = made;
                made.Insert(0, this);
                break;
            case 9: Fill(collection, source); break;
            case 10: collection = new() { collection.FirstOrDefault() }; break;
            case 11 when collection.Count > 0: source.PutAside(collection[at]); break;
        }
    }

    void ChangeObservable(int way, Source source)
    {
        while (observable.Count > CountMax)
            observable.RemoveAt(0);
        int at = source.Next(observable.Count);
        switch (way)
        {
            case 0: observable.Add(source.Piece()); break;
            case 1: observable.Insert(at, source.Piece()); break;
            case 2 when observable.Count > 0: observable[at] = source.Piece(); break;
            case 3 when observable.Count > 0:
                source.PutAside(observable[at]);
                observable.RemoveAt(at);
                break;
            case 4: observable.Remove(this); break;
            case 5 when source.OneIn(3): observable.Clear(); break;
            case 6: observable = new(pieces) { this }; break;
            case 7 or 8 when observable.Count > 1: observable.Move(at, source.Next(observable.Count)); break;
            case 9: Fill(observable, source); break;
            case 10: observable = [observable.FirstOrDefault()]; break;
            case 11 when observable.Count > 0: source.PutAside(observable[at]); break;
        }
    }

    static void Fill(Collection<Piece?> all, Source source)
    {
        for (int i = source.Next(4); i > 0; i--)
            all.Add(source.Piece());
    }

    static IEnumerable<int> Failing(int count)
    {
        for (int i = 0; i < count; i++)
            yield return i;
        Throw();
    }

    static bool Throw() => throw new InvalidOperationException("on purpose");

    static void Append<TList>(TList list, int number)
        where TList : ICollection<int>
        => list.Add(number);

    static void AppendTo(ref List<int> list, Source source)
    {
        list.Add(source.Next(50));
        if (source.OneIn(4))
            list = [.. list];
        list.Add(source.Next(50));
    }

    static void Add(ref int place, Source source) => place += source.Next(50);
}
