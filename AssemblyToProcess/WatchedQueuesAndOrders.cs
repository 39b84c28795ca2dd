namespace AssemblyToProcess;

/// <summary>Queues, stacks, and collections that are sorted, ordered or concurrent.</summary>
public partial class Watched
{
    public void Queue()
    {
        queue.Enqueue(Draw(100));
        queue.Enqueue(Draw(100));
        queue.Dequeue();
    }

    public void QueueClear() => queue.Clear();

    public void QueueMany()
    {
        for (int i = Draw(9); i > 0; i--)
            queue.Enqueue(Draw(100));
        for (int i = Draw(9); i > 0; i--)
            queue.TryDequeue(out _);
    }

    public void QueueWork(int item)
    {
        queue.Enqueue(item);
        if (queue.Count > 5)
            queue.Dequeue();
    }

    public void QueueOfLeavesPass(int came, int went)
    {
        for (int i = 0; i < came; i++)
            queueOfLeaves.Enqueue(new Leaf { Number = i });
        for (int i = 0; i < went; i++)
            queueOfLeaves.Dequeue();
    }

    public void QueueAndOthers(int number)
    {
        queue.Enqueue(number);
        stack.Push($"{number}");
        links.AddLast(number);
        sortedMap[number] = $"{number}";
        sortedList[$"{number}"] = number;
        sortedSet.Add(number);
        orderedMap[$"{number}"] = number;
        priorities.Enqueue($"{number}", number);
        concurrentMap[number] = number;
    }

    public void QueueOfLeaves()
    {
        queueOfLeaves.Enqueue(new Leaf { Number = Draw(100) });
        queueOfLeaves.Enqueue(new Leaf { Number = Draw(100) });
        if (Draw(2) == 0)
            leaves.Add(queueOfLeaves.Dequeue());
        if (queueOfLeaves.TryPeek(out var first))
            first.Number++;
    }

    public void Stack()
    {
        stack.Push(Name);
        stack.Push(Name);
        stack.TryPop(out _);
    }

    public void StackMany()
    {
        for (int i = Draw(9); i > 0; i--)
            stack.Push(Name);
        for (int i = Draw(9); i > 0 && stack.Count > 0; i--)
            stack.Pop();
    }

    public void SortedSet()
    {
        string name = Name;
        sortedMap[Draw(30)] = name;
        sortedMap[Draw(30)] = name;
        sortedByName[name] = new Leaf { Number = Draw(9) };
        sortedByName[name.ToUpperInvariant()] = new Leaf { Number = Draw(9) };
        if (sortedByName.Remove(Name))
            sortedByName.Add(name + "x", new Leaf());
        sortedNames.Add(Name);
        sortedByCulture[Name] = Draw(9);
        sortedByCulture.Remove(Name);
        sortedNames.Remove(Name);
        sortedSet.Remove(Draw(100));
        if (sortedList.TryAdd(Name, 5))
            sortedList.Remove(Name);
        sortedByName.Remove(name + "x");
    }

    public void SortedClear()
    {
        sortedMap.Clear();
        sortedMap[3] = "three";
    }

    public void Sorted()
    {
        sortedMap[Draw(30)] = Name;
        sortedMap.Remove(Draw(30));
        sortedList[Name] = Draw(100);
        if (sortedList.Count > 5)
            sortedList.RemoveAt(2);
        sortedSet.Add(Draw(100));
        sortedSet.RemoveWhere(number => number % 11 == 0);
    }

    public void Ordered()
    {
        orderedMap[Name] = Draw(100);
        orderedMap.Insert(0, "o" + Draw(1000000), 1);
        orderedMap.RemoveAt(orderedMap.Count - 1);
    }

    public void OrderedSet()
    {
        for (int i = 0; i < 3; i++)
            orderedMap[Name] = Draw(100);
        orderedMap.TryAdd(Name, 7);
        orderedMap.Remove(Name);
        orderedMap.Remove(Name, out _);
        if (!orderedMap.ContainsKey("again"))
            orderedMap.Add("again", Draw(9));
        orderedMap.Remove("again");
        orderedMap.Add("again", Draw(9));
    }

    public void OrderedNew() => orderedMap = new OrderedDictionary<string, int> { ["x"] = 1 };

    public void Priorities()
    {
        priorities.Enqueue(Name, Draw(5));
        priorities.Enqueue(Name, Draw(5));
        priorities.Dequeue();
    }

    public void PrioritiesMany()
    {
        for (int i = Draw(9); i > 0; i--)
            priorities.Enqueue(Name, Draw(5));
        for (int i = Draw(9); i > 0; i--)
            priorities.TryDequeue(out _, out _);
        prioritiesByName.Enqueue(new Leaf { Number = Draw(9) }, Name);
        prioritiesByName.Enqueue(new Leaf { Number = Draw(9) }, Name);
        if (Draw(3) == 0)
            prioritiesByName.Dequeue().Number++;
    }

    public void PrioritiesSwap()
    {
        priorities.Enqueue("p", 2);
        priorities.EnqueueDequeue(Name, Draw(5));
        priorities.DequeueEnqueue(Name, Draw(5));
    }

    public void ConcurrentMap()
    {
        concurrentMap.TryAdd(Draw(20), Draw(100));
        concurrentMap.TryUpdate(Draw(20), 5, 6);
        concurrentMap.GetOrAdd(Draw(20), 8);
        concurrentMap.GetOrAdd(Draw(20), key => key * 2);
        concurrentMap.GetOrAdd(Draw(20), (key, more) => key + more, 3);
        concurrentMap.AddOrUpdate(Draw(20), key => key, (_, number) => number - 1);
        concurrentMap.TryRemove(new KeyValuePair<int, int>(Draw(20), 8));
        concurrentLeaves.GetOrAdd(Name, static _ => new Leaf()).Number++;
        concurrentLeaves.TryRemove(Name, out _);
    }

    public void Concurrent()
    {
        concurrentMap[Draw(20)] = Draw(100);
        concurrentMap.AddOrUpdate(Draw(20), 1, (_, number) => number + 1);
        concurrentMap.TryRemove(Draw(20), out _);
        concurrentQueue.Enqueue(Draw(100));
        concurrentStack.Push(Draw(100));
    }
}
