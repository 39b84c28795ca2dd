using Replicated.Collections;
using Replicated.Frames;
using Replicated.Values;
using Replicated.Woven;

namespace Replicated.Graph;

/// <summary>The objects of a standby by id: pages of references, because the ids of an epoch follow each other.</summary>
internal sealed class ObjectTable(TypeTable types) : ReferenceReader
{
    const int PageBits = 14;

    static readonly Page none = new();

    readonly Dictionary<ulong, Page> pages = [];
    ulong lastPage = ulong.MaxValue;
    Page last = none;

    internal int Count { get; private set; }

    /// <summary>Told of each object that something refers to, while it is looked for what nothing refers to.</summary>
    internal Action<ulong, object>? OnFound { get; set; }

    /// <summary>The object with this id, a <see cref="TrackedCollection"/> for a collection; null if there is none.</summary>
    internal object? Entry(ulong id)
    {
        ulong page = id >> PageBits;
        if (page != lastPage && !Turn(page))
            return null;
        return last.Items[id & (1 << PageBits) - 1];
    }

    internal override object? Find(ulong id)
    {
        object? entry = Entry(id);
        if (entry is not null)
            OnFound?.Invoke(id, entry);
        if (entry is not TrackedCollection tracked)
            return entry;
        tracked.OnReferred(Watch);
        return tracked.Instance ?? NotComplete;
    }

    internal override Codec? CodecOf(ulong number) => types.Find(number) switch
    {
        ObjectType.Value(var shape) => Codecs.Of(shape.Type),
        ObjectType.Plain(var codec) => codec,
        _ => null,
    };

    internal override Layout? LayoutOf(Shape shape) => types.LayoutOf(shape);

    internal override DelegateMethod? MethodOf(ulong number) => (types.Find(number) as ObjectType.Method)?.Called;

    internal void Add(ulong id, object entry)
    {
        ulong page = id >> PageBits;
        if (page != lastPage && !Turn(page))
        {
            pages[page] = last = new Page();
            lastPage = page;
        }
        last.Items[id & (1 << PageBits) - 1] = entry;
        last.Count++;
        Count++;
    }

    /// <summary>Takes objects out of the table. Those that are not in it are left out.</summary>
    internal void Remove(IdRun ids, Action<object> release)
    {
        if (ids.Count == 0)
            return;
        ulong from = ids.First >> PageBits;
        ulong to = ids.End - 1 >> PageBits;
        // A run may say that it is longer than all there is.
        if (to - from >= (ulong)pages.Count)
        {
            foreach (ulong page in Pages.Where(page => page >= from && page <= to))
                RemoveFrom(page, ids, release);
            return;
        }
        for (ulong page = from; page <= to; page++)
            RemoveFrom(page, ids, release);
    }

    void RemoveFrom(ulong page, IdRun ids, Action<object> release)
    {
        if (!Turn(page))
            return;
        ulong begin = page << PageBits;
        int from = (int)(Math.Max(ids.First, begin) - begin);
        int to = (int)Math.Min(ids.End - begin, 1 << PageBits);
        for (int at = from; at < to; at++)
        {
            if (last.Items[at] is not { } entry)
                continue;
            last.Items[at] = null;
            last.Count--;
            Count--;
            release(entry);
        }
        if (last.Count > 0)
            return;
        pages.Remove(page);
        (lastPage, last) = (ulong.MaxValue, none);
    }

    internal IEnumerable<object> Entries => pages.Values.SelectMany(page => page.Items).OfType<object>();

    /// <summary>The numbers of the pages that hold objects.</summary>
    internal ulong[] Pages => [.. pages.Keys];

    /// <summary>The objects of a page with their ids.</summary>
    internal IEnumerable<(ulong Id, object Entry)> EntriesOf(ulong page)
    {
        if (!pages.TryGetValue(page, out var found))
            yield break;
        for (int at = 0; at < found.Items.Length; at++)
        {
            if (found.Items[at] is { } entry)
                yield return ((page << PageBits) + (ulong)at, entry);
        }
    }

    bool Turn(ulong page)
    {
        if (!pages.TryGetValue(page, out var found))
            return false;
        lastPage = page;
        last = found;
        return true;
    }

    sealed class Page
    {
        internal readonly object?[] Items = new object?[1 << PageBits];

        /// <summary>How many of them there are.</summary>
        internal int Count;
    }
}
