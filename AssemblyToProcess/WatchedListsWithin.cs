using System.Collections.ObjectModel;

namespace AssemblyToProcess;

/// <summary>Collections whose items are in a list within.</summary>
public partial class Watched
{
    readonly Collection<int> collection = [];
    Collection<Leaf> collected = new();
    readonly ObservableCollection<string> observable = ["a"];
    ObservableCollection<Leaf> observed = [];

    public void CollectionAdd() => collection.Add(Draw(100));

    public void CollectionAddTwice()
    {
        collection.Add(Draw(10));
        collection.Add(Draw(10));
    }

    public void CollectionSet()
    {
        if (collection.Count > 0)
            collection[Draw(collection.Count)] = Draw(100);
    }

    public void CollectionInsert() => collection.Insert(Draw(collection.Count + 1), Draw(100));

    public void CollectionRemove() => collection.Remove(Draw(10));

    public void CollectionRemoveAt()
    {
        if (collection.Count > 0)
            collection.RemoveAt(Draw(collection.Count));
    }

    public void CollectionClear() => collection.Clear();

    public void CollectionNew()
    {
        collected = new Collection<Leaf> { new() { Number = Draw(10) } };
        Fill(collected);
    }

    public void CollectionOfLeaves()
    {
        Fill(collected);
        collected[0].Number++;
        collected[^1] = new Leaf { Number = Draw(10) };
    }

    void Fill(Collection<Leaf> all)
    {
        for (int i = 0; i < 3; i++)
            all.Insert(0, new Leaf { Number = Draw(10) });
        while (all.Count > 20)
            all.RemoveAt(all.Count - 1);
    }

    public void CollectionFill(int count)
    {
        while (collection.Count < count)
            collection.Add(0);
    }

    public void CollectionSetAt(int index) => collection[index]++;

    public void ObservableAdd() => observable.Add($"{Draw(10)}");

    public void ObservableSet()
    {
        if (observable.Count > 0)
            observable[Draw(observable.Count)] = $"{Draw(100)}";
    }

    public void ObservableInsert() => observable.Insert(Draw(observable.Count + 1), $"{Draw(10)}");

    public void ObservableRemove() => observable.Remove($"{Draw(10)}");

    public void ObservableRemoveAt()
    {
        if (observable.Count > 0)
            observable.RemoveAt(Draw(observable.Count));
    }

    public void ObservableMove()
    {
        if (observable.Count > 0)
            observable.Move(Draw(observable.Count), Draw(observable.Count));
    }

    public void ObservableClear() => observable.Clear();

    public void ObservableNew()
    {
        observed = new ObservableCollection<Leaf>(collected);
        Fill(observed);
        observed.Move(0, 2);
    }

    public void ObservableOfLeaves() => Fill(observed);
}
