using Replicated.Collections;
using Replicated.Values;
using Replicated.Woven;

namespace Replicated.Graph;

/// <summary>The objects of a standby by id: pages of references, because the ids of an epoch follow each other.</summary>
internal sealed class ObjectTable(TypeTable types) : ReferenceReader
{
    const int PageBits = 14;

    readonly Dictionary<ulong, object?[]> pages = [];
    ulong lastPage = ulong.MaxValue;
    object?[] lastPageItems = [];

    internal int Count { get; private set; }

    /// <summary>The object with this id, a <see cref="TrackedCollection"/> for a collection; null if there is none.</summary>
    internal object? Entry(ulong id)
    {
        ulong page = id >> PageBits;
        if (page != lastPage && !Turn(page))
            return null;
        return lastPageItems[id & (1 << PageBits) - 1];
    }

    internal override object? Find(ulong id)
    {
        object? entry = Entry(id);
        return entry is TrackedCollection tracked ? tracked.Instance ?? NotComplete : entry;
    }

    internal override Codec? CodecOf(ulong number) => types.Find(number) switch
    {
        ObjectType.Value(var shape) => Codecs.Of(shape.Type),
        ObjectType.Plain(var codec) => codec,
        _ => null,
    };

    internal override DelegateMethod? MethodOf(ulong number) => (types.Find(number) as ObjectType.Method)?.Called;

    internal void Add(ulong id, object entry)
    {
        ulong page = id >> PageBits;
        if (page != lastPage && !Turn(page))
        {
            pages[page] = lastPageItems = new object?[1 << PageBits];
            lastPage = page;
        }
        lastPageItems[id & (1 << PageBits) - 1] = entry;
        Count++;
    }

    internal IEnumerable<object> Entries => pages.Values.SelectMany(page => page).OfType<object>();

    bool Turn(ulong page)
    {
        if (!pages.TryGetValue(page, out var items))
            return false;
        lastPage = page;
        lastPageItems = items;
        return true;
    }
}
