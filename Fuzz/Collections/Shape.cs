namespace Fuzz.Collections;

/// <summary>A type of collections, with what can be done to one. In each text X is the collection, Y another of the type, and N is a number.</summary>
/// <param name="Type">As in C#.</param>
/// <param name="Make">An expression that makes one.</param>
/// <param name="Changes">Statements that call its members, with an index or a key where they want one.</param>
/// <param name="Detours">Statements that change it by way of something else.</param>
sealed record Shape(string Type, string Make, string[] Changes, string[] Detours)
{
    internal static IReadOnlyList<Shape> All { get; } =
    [
        new("List<int>", "new List<int> { N, N, N }",
            [
                "X.Add(N);", "X.Add(N);", "X[N & 1] = N;", "X[N & 1]++;", "X[^1] += N;", "X.Insert(N & 1, N);", "X.RemoveAt(0);", "X.RemoveAt(X.Count - 1);", "X.Remove(N);", "X.AddRange(new[] { N, N });",
                "if (X.Count < 40) X.AddRange(Y);", "if (X.Count < 40) X.InsertRange(1, Y);", "X.RemoveRange(0, 2);", "X.RemoveAll(one => one % 3 == 0);", "X.Sort();", "X.Sort((one, other) => other - one);", "X.Reverse();", "X.Clear();",
                "X.Sort(0, 2, null);", "X.Reverse(0, 2);", "(X[0], X[1]) = (X[1], X[0]);", "foreach (int one in X) n += one;", "n += X.Sum() + X.IndexOf(N) + X.Count;", "for (int at = 0; at < X.Count; at++) X[at] += at;",
                "X = [N, N];", "X = [.. Y.Take(9), N];", "if (X.Count < 40) X = [.. X, N];", "if (X.Count < 40) X = [.. Y, .. X, N];", "foreach (int one in CollectionsMarshal.AsSpan(X)) n += one;", "X = n > 4 ? [N, N, N] : [.. Y];",
                "List<int> made = [N, N, N]; var span = CollectionsMarshal.AsSpan(made); span[1] = N; X = made;", "X.EnsureCapacity(9); X.TrimExcess();", "n += X is [int first, .., int last] ? first + last : 0;",
            ],
            [
                "List<int> made = [N, N, N]; var span = CollectionsMarshal.AsSpan(made); X = made; Hook.Now(0); span[1] = N;", "List<int> made = [N, N, N]; foreach (ref int one in CollectionsMarshal.AsSpan(made)) { one++; X = made; Hook.Now(0); }",
                "var span = Span<int>.Empty; for (int at = 0; at < 3; at++) { List<int> made = [N, N]; if (at != 1) span = CollectionsMarshal.AsSpan(made); span[0] = N; X = made; Hook.Now(0); }",
                "((IList<int>)X).Add(N);", "((ICollection<int>)X).Clear();", "((System.Collections.IList)X)[0] = N;", "CollectionsMarshal.AsSpan(X)[0] = N;", "CollectionsMarshal.SetCount(X, 2);", "X.AddRange(stackalloc int[] { N, N });",
                "foreach (ref int one in CollectionsMarshal.AsSpan(X)) one++;", "Action<int> add = X.Add; add(N);", "Action<List<int>> change = all => all.Add(N); change(X);", "new System.Collections.ObjectModel.Collection<int>(X).Add(N);",
                "System.Collections.ArrayList.Adapter(X).Add(N);", "new List<List<int>> { X }.ForEach(one => one.Add(N));", "X.ForEach(one => { if (one > 5) n++; }); ((dynamic)X).Add(N);", "Hook.Generic(X, N);", "Hook.Interface(X, N);",
                "var part = CollectionsMarshal.AsSpan(X); part[1..].CopyTo(part);", "CollectionExtensions.AddRange(X, stackalloc int[] { N });", "X.AsReadOnly().ToString(); X.Add(N);", "n += X.GetRange(0, 1).Count; X.Slice(0, 1).Add(N);", "X = [.. X.Take(20), N, .. Y.Take(20)];", "X = X.Take(9).Append(N).ToList();",
            ]),
        new("Dictionary<int, int>", "new Dictionary<int, int> { [N] = N, [N + 1] = N }",
            [
                "X[N] = N;", "X[N] = N;", "X.TryAdd(N, N);", "X.Add(N, N);", "X.Remove(N);", "X.Remove(N, out _);", "X.Clear();", "X[X.Keys.First()]++;", "X.Remove(X.Keys.Last());", "n += X.TryGetValue(N, out int at) ? at : 0;", "foreach (var (key, one) in X) n += key - one;",
                "foreach (int key in X.Keys.ToArray()) X[key] += N;", "n += X.Values.Sum();", "X.EnsureCapacity(20); X.TrimExcess();",
            ],
            [
                "((IDictionary<int, int>)X)[N] = N;", "((ICollection<KeyValuePair<int, int>>)X).Add(new(N, N));", "((System.Collections.IDictionary)X).Remove(N);", "CollectionsMarshal.GetValueRefOrAddDefault(X, N, out _) = N;", "CollectionsMarshal.GetValueRefOrNullRef(X, X.Keys.First())++;",
                "X.GetValueOrDefault(N); CollectionExtensions.TryAdd(X, N, N);", "CollectionExtensions.Remove(X, N, out int gone); n += gone;", "Func<int, bool> remove = X.Remove; remove(N);", "Hook.InterfaceOf(X, N);", "X.Keys.ToList().ForEach(key => X[key] = N);", "X = X.ToDictionary(one => one.Key, one => one.Value + 1);",
            ]),
        new("int[]", "new int[] { N, N, N }",
            [
                "X[N & 1] = N;", "X[N & 1]++;", "X[^1] ^= N;", "(X[0], X[1]) = (X[1], X[0]);", "for (int at = 0; at < X.Length; at++) X[at] += N;", "foreach (int one in X) n += one;", "n += X.Length + X.Sum();", "Array.Sort(X);", "Array.Reverse(X);", "Array.Clear(X);", "Array.Fill(X, N);",
                "Array.Copy(X, 0, Y, 1, 2);", "X.CopyTo(Y, 0);", "Buffer.BlockCopy(X, 0, Y, 4, 4);", "X[N & 1] = X[1] = N;", "X[0] += X[1]++;", "new Random(N).Shuffle(X);",
                "X[Hook.Same(N & 1)]++;", "Array.Clear(X, Hook.Same(N & 1), 1);", "X = [.. X.Take(3), N];", "if (X.Length < 40) X = [.. Y, N, .. X];", "foreach (int one in X.AsSpan()) n += one;", "int[] made = [N, N, N]; made.AsSpan().Fill(N); X = made;", "ReadOnlySpan<int> all = X; n += all[0] + all.Slice(1).Length;",
            ],
            [
                "X = Hook.One(N);", "X = Hook.Map(X, one => one + N);", "var part = X.AsSpan(); part[1..].CopyTo(part);", "int[] made = [N, N, N]; Span<int> span = made; X = made; Hook.Now(0); span[1] = N;", "ref int at = ref X[0]; Hook.Now(0); at = N;", "X.AsSpan()[0] = N;", "X.AsSpan(0, 2).Fill(N);", "foreach (ref int one in X.AsSpan()) one++;", "Span<int> all = X; all[0] = N;", "new Span<int>(X).Clear();", "Hook.Put(ref X[1], N);", "Interlocked.Increment(ref X[0]);",
                "((IList<int>)X)[0] = N;", "((Array)X).SetValue(N, 1);", "Array any = X; any.SetValue(N, 0);", "unsafe { fixed (int* at = X) *at = N; }", "unsafe { fixed (int* at = &X[0]) { Hook.Now(0); at[1] = N; } }", "Array.Sort(X, Y);", "Array.ForEach(X, one => Y[one & 1] = N);", "X.AsMemory().Span[1] = N;",
                "Array.Copy(X, Y, 1); new ArraySegment<int>(Y)[0] = N;", "Volatile.Write(ref X[0], N);", "ref int first = ref MemoryMarshal.GetArrayDataReference(X); first = N;", "X.AsSpan().Sort(); X.AsSpan().Reverse();", "Hook.Interface(X, N);", "bool isFirst = n > 3; ref int either = ref isFirst ? ref X[0] : ref Y[1]; either = N;",
                "X = [.. X.Take(3), N];", "X = X.Reverse().ToArray();", "X = (int[])X.Clone();", "Hook.Generic(X, N);",
            ]),
        new("HashSet<string>", "new HashSet<string> { \"a\", T, T }",
            ["X.Add(T);", "X.Add(T);", "X.Remove(T);", "X.Clear();", "X.UnionWith(Y);", "X.ExceptWith(new[] { T });", "X.IntersectWith([T, \"a\", \"b\"]);", "X.SymmetricExceptWith(new[] { T });", "X.RemoveWhere(one => one == \"b\");", "n += X.Contains(T) ? X.Count : 0;", "foreach (string one in X) n += one.Length;", "X.TrimExcess();"],
            ["((ISet<string>)X).Add(T);", "((ICollection<string>)X).Add(T);", "X.GetAlternateLookup<ReadOnlySpan<char>>().Add(T);", "Func<string, bool> add = X.Add; add(T);", "X = [.. X, T];", "X = X.Where(one => one != \"a\").ToHashSet();", "Hook.Generic(X, T);"]),
        new("Dictionary<string, List<int>>", "new Dictionary<string, List<int>> { [\"a\"] = new() { N } }",
            ["X[T] = new() { N };", "X[\"a\"].Add(N);", "X[\"a\"][0] = N;", "X.Remove(T);", "X.TryAdd(T, []);", "foreach (var all in X.Values) all.Add(N);", "X.Clear();", "if (X.TryGetValue(T, out var at)) at.Add(N);", "foreach (var (key, all) in X) all.Remove(N);", "X[T] = X[\"a\"];"],
            ["((IDictionary<string, List<int>>)X)[T] = new();", "(CollectionsMarshal.GetValueRefOrAddDefault(X, T, out _) ??= new()).Add(N);", "X.GetValueOrDefault(T, Y?.Values.FirstOrDefault())?.Add(N);", "foreach (ref int one in CollectionsMarshal.AsSpan(X[\"a\"])) one++;"]),
        new("string[]", "new string[] { \"a\", T, null }",
            ["X[N & 1] = T;", "X[2] ??= T;", "X[0] += T[0];", "if (X[0]?.Length > 9) X[0] = T;", "Array.Sort(X, StringComparer.Ordinal);", "Array.Clear(X, 0, 1);", "X[1] = null;"],
            ["X = Hook.One(T);", "X = Hook.Map(X, one => one + T[0]); if (X[0]?.Length > 9) X = Hook.One(T);", "object[] any = X; any[0] = T;", "Hook.Put(ref X[1], T);", "X.AsSpan()[0] = T;", "((IList<string>)X)[0] = T;", "ref string at = ref X[0]; at = T;", "Volatile.Write(ref X[0], T);", "Interlocked.Exchange(ref X[1], T);"]),
        new("Queue<int>", "new Queue<int>([N, N])",
            ["X.Enqueue(N);", "X.Dequeue();", "X.TryDequeue(out int gone); n += gone;", "X.Clear();", "n += X.Peek();"],
            ["Action<int> add = X.Enqueue; add(N);", "X = new Queue<int>(X.Take(9).Append(N));"]),
        new("SortedDictionary<int, string>", "new SortedDictionary<int, string> { [N] = T }",
            ["X[N] = T;", "X.Remove(N);", "X.TryAdd(N, T);", "X.Clear();", "foreach (var (key, text) in X) n += key + text.Length;"],
            ["((IDictionary<int, string>)X)[N] = T;", "((System.Collections.IDictionary)X).Clear();"]),
        new("Stack<string>", "new Stack<string>([T])", ["X.Push(T);", "X.Pop();", "X.TryPop(out _);", "X.Clear();"], ["Action<string> push = X.Push; push(T);"]),
        new("LinkedList<int>", "new LinkedList<int>([N, N])", ["X.AddLast(N);", "X.AddFirst(N);", "X.RemoveFirst();", "X.First.Value = N;", "X.Remove(N);", "X.AddAfter(X.First, N);", "X.Clear();"], ["((ICollection<int>)X).Add(N);", "X.Last.ValueRef = N;"]),
        new("SortedSet<int>", "new SortedSet<int> { N, N }", ["X.Add(N);", "X.Remove(N);", "X.UnionWith([N, N]);", "X.Clear();", "n += X.Min;"], ["X.GetViewBetween(0, 9).Add(N % 9);", "((ISet<int>)X).Add(N);"]),
        new("List<int>[]", "new List<int>[] { new() { N }, new() { N } }", ["X[0].Add(N);", "X[1] = new() { N };", "X[0] = X[1];", "X[1].Clear();", "foreach (var all in X) all.Add(N);"], ["X.AsSpan()[0] = new();", "Hook.Put(ref X[0], new List<int> { N });"]),
        new("int[,]", "new int[,] { { N, N }, { N, N } }", ["X[0, 1] = N;", "X[1, 1]++;", "foreach (int one in X) n += one;"], ["Hook.Put(ref X[1, 0], N);", "Array.Clear(X);", "((Array)X).SetValue(N, 0, 0);"]),
    ];
}
