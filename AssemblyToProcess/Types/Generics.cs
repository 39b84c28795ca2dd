using System.Collections.Generic;
using Replicated;

namespace AssemblyToProcess;

[Replicated]
public class Generic<T>
{
    public T? Value { get; set; }
    public List<T>? List { get; set; }
    public T[]? Array { get; set; }
    public Dictionary<int, T?>? Map { get; set; }
    public Generic<T>? Next { get; set; }
    public T? field;

    public void Set(T? value) => field = value;

    public void Clear() => field = default;
}

[Replicated]
public class Two<TKey, TValue> : Generic<TValue>
    where TKey : notnull
{
    public Dictionary<TKey, TValue?>? ByKey { get; set; }
    public KeyValuePair<TKey?, TValue?> Last { get; set; }
    public Box<TValue?> Boxed { get; set; }

    [Replicated]
    public class Inner
    {
        public TKey? Key { get; set; }
    }

    public Inner? Nested { get; set; }
}

public class Closed : Two<string, Leaf>
{
    public int Own { get; set; }
}

[Replicated]
public class Generics
{
    public Generic<int>? Ints { get; set; }
    public Generic<string>? Texts { get; set; }
    public Generic<Leaf>? Leaves { get; set; }
    public Two<string, int>? Two { get; set; }
    public Two<int, Leaf>.Inner? Inner { get; set; }
    public Closed? Closed { get; set; }
    public List<Generic<long>?>? List { get; set; }
}
