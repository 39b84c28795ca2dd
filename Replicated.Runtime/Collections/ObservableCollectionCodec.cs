using System.Collections.ObjectModel;
using System.Collections.Specialized;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Replicated.Collections;

/// <summary>Its items. Whoever subscribed to its events would be lost, so nobody may.</summary>
internal sealed class ObservableCollectionCodec<T> : ItemsCodec<ObservableCollection<T>, T>
{
    internal override ComparerName ComparerOf(ObservableCollection<T> collection)
    {
        RefuseSubscribers(collection);
        return default;
    }

    internal override ObservableCollection<T> New(ComparerName comparer) => [];

    internal override void Construct(ObservableCollection<T> derived, ComparerName comparer) => Constructor(derived);

    internal override int Count(ObservableCollection<T> collection) => collection.Count;

    internal override void CopyTo(ObservableCollection<T> collection, List<T> items)
    {
        RefuseSubscribers(collection);
        foreach (var item in collection)
            items.Add(item);
    }

    /// <summary>In the list within, where neither events nor methods that a derived class overrides notice.</summary>
    internal override void Clear(ObservableCollection<T> collection) => Within<T>.Items(collection).Clear();

    internal override void Add(ObservableCollection<T> collection, ReadOnlySpan<T> items)
    {
        var within = Within<T>.Items(collection);
        foreach (var item in items)
            within.Add(item);
    }

    static void RefuseSubscribers(ObservableCollection<T> collection)
    {
        if (OfItems(collection) is not null || OfProperties(collection) is not null)
            throw new ReplicationException("an ObservableCollection with subscribers of its events cannot be replicated, because they are not: use a List, or subscribe elsewhere");
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "CollectionChanged")]
    static extern ref NotifyCollectionChangedEventHandler? OfItems(ObservableCollection<T> collection);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "PropertyChanged")]
    static extern ref PropertyChangedEventHandler? OfProperties(ObservableCollection<T> collection);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Constructor(ObservableCollection<T> derived);
}
