namespace Fuzz.Collections;

/// <summary>A type of collections, with what can be done to one. In each text X is the collection, Y another of the type, and N is a number.</summary>
/// <param name="Type">As in C#.</param>
/// <param name="Make">An expression that makes one.</param>
/// <param name="Changes">Statements that call its members, with an index or a key where they want one.</param>
/// <param name="Detours">Statements that change it by way of something else.</param>
/// <param name="Declares">Types that all this names. C is the class.</param>
sealed record Shape(string Type, string Make, string[] Changes, string[] Detours, string Declares = "")
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
                "Hook.Fill(CollectionsMarshal.AsSpan(X), N);", "CollectionsMarshal.AsSpan(X)[1..].Sort();", "ref int one = ref CollectionsMarshal.AsSpan(X)[0]; one = N; Hook.Now(0); one++;",
                "CollectionsMarshal.AsSpan(X)[0] = N;", "foreach (ref int one in CollectionsMarshal.AsSpan(X)) one++;", "var part = CollectionsMarshal.AsSpan(X); part[1..].CopyTo(part);", "List<int> made = [N, N, N]; var span = CollectionsMarshal.AsSpan(made); X = made; Hook.Now(0); span[1] = N;", "List<int> made = [N, N, N]; foreach (ref int one in CollectionsMarshal.AsSpan(made)) { one++; X = made; Hook.Now(0); }",
            ],
            [
                "var span = Span<int>.Empty; for (int at = 0; at < 3; at++) { List<int> made = [N, N]; if (at != 1) span = CollectionsMarshal.AsSpan(made); span[0] = N; X = made; Hook.Now(0); }",
                "((IList<int>)X).Add(N);", "((ICollection<int>)X).Clear();", "((System.Collections.IList)X)[0] = N;", "CollectionsMarshal.SetCount(X, 2);", "X.AddRange(stackalloc int[] { N, N });",
                "Action<int> add = X.Add; add(N);", "Action<List<int>> change = all => all.Add(N); change(X);", "new System.Collections.ObjectModel.Collection<int>(X).Add(N);",
                "System.Collections.ArrayList.Adapter(X).Add(N);", "new List<List<int>> { X }.ForEach(one => one.Add(N));", "X.ForEach(one => { if (one > 5) n++; }); ((dynamic)X).Add(N);", "Hook.Generic(X, N);", "Hook.Interface(X, N);",
                "CollectionExtensions.AddRange(X, stackalloc int[] { N });", "X.AsReadOnly().ToString(); X.Add(N);", "n += X.GetRange(0, 1).Count; X.Slice(0, 1).Add(N);", "X = [.. X.Take(20), N, .. Y.Take(20)];", "X = X.Take(9).Append(N).ToList();",
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
                "var part = X.AsSpan(); part[1..].CopyTo(part);", "int[] made = [N, N, N]; Span<int> span = made; X = made; Hook.Now(0); span[1] = N;", "ref int at = ref X[0]; Hook.Now(0); at = N;", "X.AsSpan()[0] = N;", "X.AsSpan(0, 2).Fill(N);", "foreach (ref int one in X.AsSpan()) one++;", "Span<int> all = X; all[0] = N;", "new Span<int>(X).Clear();", "Hook.Put(ref X[1], N);", "Interlocked.Increment(ref X[0]);", "Volatile.Write(ref X[0], N);", "X.AsSpan().Sort(); X.AsSpan().Reverse();", "bool isFirst = n > 3; ref int either = ref isFirst ? ref X[0] : ref Y[1]; either = N;",
                "ref int last = ref X[0]; for (int at = 0; at < X.Length; at++) { ref int one = ref X[at]; one += N; if (one > 9) last = ref one; last++; } Hook.Now(0); last = N;", "Hook.Larger(ref X[0], ref Y[1]) = N;", "int.TryParse(T, out X[N & 1]);", "Interlocked.Add(ref X[N & 1], N); Interlocked.CompareExchange(ref X[0], N, N);",
                "Span<int> span = X; if (n > 3) span = Y; span[0] = N; Hook.Now(0); span.Fill(N);", "X.AsSpan(1).Reverse(); X.AsSpan(0, 2).Sort();", "X.AsSpan()[..2].CopyTo(Y.AsSpan(1));", "Hook.Fill(X, N);", "ref int one = ref X[0]; Hook.Put(ref one, N); one++; Hook.Put(ref Hook.Larger(ref one, ref X[1]), N);",
                "ref int one = ref X[0]; try { one = N; Hook.Now(0); one = 7 / (n & 1); } finally { one++; }", "try { Hook.Fail(ref X[0], N); } catch (InvalidOperationException) { n++; }", "Span<int> some = default; foreach (var all in new[] { 0, 1 }) { if (all == 0) some = X.AsSpan(1); some[0] += N; some = Y; }",
            ],
            [
                "X = Hook.One(N);", "X = Hook.Map(X, one => one + N);",
                "((IList<int>)X)[0] = N;", "((Array)X).SetValue(N, 1);", "Array any = X; any.SetValue(N, 0);", "unsafe { fixed (int* at = X) *at = N; }", "unsafe { fixed (int* at = &X[0]) { Hook.Now(0); at[1] = N; } }", "Array.Sort(X, Y);", "Array.ForEach(X, one => Y[one & 1] = N);", "X.AsMemory().Span[1] = N;",
                "Array.Copy(X, Y, 1); new ArraySegment<int>(Y)[0] = N;", "ref int first = ref MemoryMarshal.GetArrayDataReference(X); first = N;", "Hook.Interface(X, N);",
                "X = [.. X.Take(3), N];", "X = X.Reverse().ToArray();", "X = (int[])X.Clone();", "Hook.Generic(X, N);",
            ]),
        new("Pair_C[]", "new Pair_C[] { new() { Key = N }, new() { Value = N }, default }",
            [
                "X[N & 1] = default;", "X[N & 1].Key = N;", "X[1].Value += N;", "X[N & 1].Add(N);", "X[2].Inner.Number++;", "X[1] = X[0];", "(X[0], X[1]) = (X[1], X[0]);", "ref var at = ref X[N & 1]; at.Key = N; Hook.Now(0); at.Add(N);", "ref int at = ref X[N & 1].Inner.Number; at = N; Hook.Now(0); at += N;",
                "foreach (ref var one in X.AsSpan()) one.Add(N);", "Hook.Put(ref X[1], new() { Key = N });", "Hook.Put(ref X[1].Key, N);", "n += X[0].Sum() + X[1].Key;", "foreach (var one in X) n += one.Value;", "X[0].Add(X[1].Sum());", "Hook.Larger(ref X[0].Key, ref Y[1].Inner.Number) += N;", "X[N & 1].Become(Y[0]);", "Array.Reverse(X);", "n += X[N & 1].ToString().Length;", "X[1].Inner = (N, T);",
            ],
            ["unsafe { fixed (Pair_C* at = X) at[1].Key = N; }", "((IList<Pair_C>)X)[0] = new() { Key = N };", "((Array)X).SetValue(new Pair_C { Key = N }, 1);", "MemoryMarshal.Cast<Pair_C, int>(X.AsSpan())[1] = N;", "Unsafe.Add(ref X[0], 1).Key = N;", "MemoryMarshal.CreateSpan(ref X[0], 2)[1].Add(N);"],
            """
            public struct Pair_C
            {
                public int Key;
                public (int Number, string Text) Inner;
                int value;
                public int Value { get => value; set { this.value = value; Hook.Now(0); this.value++; } }
                public void Add(int number) { value += number; Hook.Now(0); Inner.Number += number; }
                public void Become(Pair_C other) => this = other;
                public readonly int Sum() => Inner.Number + value;
                public override string ToString() => "" + Key++;
            }

            """),
        new("HashSet<string>", "new HashSet<string> { \"a\", T, T }",
            ["X.Add(T);", "X.Add(T);", "X.Remove(T);", "X.Clear();", "X.UnionWith(Y);", "X.ExceptWith(new[] { T });", "X.IntersectWith([T, \"a\", \"b\"]);", "X.SymmetricExceptWith(new[] { T });", "X.RemoveWhere(one => one == \"b\");", "n += X.Contains(T) ? X.Count : 0;", "foreach (string one in X) n += one.Length;", "X.TrimExcess();"],
            ["((ISet<string>)X).Add(T);", "((ICollection<string>)X).Add(T);", "X.GetAlternateLookup<ReadOnlySpan<char>>().Add(T);", "Func<string, bool> add = X.Add; add(T);", "X = [.. X, T];", "X = X.Where(one => one != \"a\").ToHashSet();", "Hook.Generic(X, T);"]),
        new("Dictionary<string, List<int>>", "new Dictionary<string, List<int>> { [\"a\"] = new() { N } }",
            ["X[T] = new() { N };", "X[\"a\"].Add(N);", "X[\"a\"][0] = N;", "X.Remove(T);", "X.TryAdd(T, []);", "foreach (var all in X.Values) all.Add(N);", "X.Clear();", "if (X.TryGetValue(T, out var at)) at.Add(N);", "foreach (var (key, all) in X) all.Remove(N);", "X[T] = X[\"a\"];"],
            ["((IDictionary<string, List<int>>)X)[T] = new();", "(CollectionsMarshal.GetValueRefOrAddDefault(X, T, out _) ??= new()).Add(N);", "X.GetValueOrDefault(T, Y?.Values.FirstOrDefault())?.Add(N);", "foreach (ref int one in CollectionsMarshal.AsSpan(X[\"a\"])) one++;"]),
        new("string[]", "new string[] { \"a\", T, null }",
            ["X[N & 1] = T;", "X[2] ??= T;", "X[0] += T[0];", "if (X[0]?.Length > 9) X[0] = T;", "Array.Sort(X, StringComparer.Ordinal);", "Array.Clear(X, 0, 1);", "X[1] = null;", "Hook.Put(ref X[1], T);", "X.AsSpan()[0] = T;", "ref string at = ref X[0]; at = T; Hook.Now(0); at = null;", "Volatile.Write(ref X[0], T);", "Interlocked.Exchange(ref X[1], T);", "Interlocked.CompareExchange(ref X[2], T, null);"],
            ["X = Hook.One(T);", "X = Hook.Map(X, one => one + T[0]); if (X[0]?.Length > 9) X = Hook.One(T);", "object[] any = X; any[0] = T;", "((IList<string>)X)[0] = T;"]),
        new("Queue<int>", "new Queue<int>([N, N])",
            ["X.Enqueue(N);", "X.Dequeue();", "X.TryDequeue(out int gone); n += gone;", "X.Clear();", "n += X.Peek();"],
            ["Action<int> add = X.Enqueue; add(N);", "X = new Queue<int>(X.Take(9).Append(N));"]),
        new("SortedDictionary<int, string>", "new SortedDictionary<int, string> { [N] = T }",
            ["X[N] = T;", "X.Remove(N);", "X.TryAdd(N, T);", "X.Clear();", "foreach (var (key, text) in X) n += key + text.Length;"],
            ["((IDictionary<int, string>)X)[N] = T;", "((System.Collections.IDictionary)X).Clear();"]),
        new("Stack<string>", "new Stack<string>([T])", ["X.Push(T);", "X.Pop();", "X.TryPop(out _);", "X.Clear();"], ["Action<string> push = X.Push; push(T);"]),
        new("LinkedList<int>", "new LinkedList<int>([N, N])",
            [
                "X.AddLast(N);", "X.AddFirst(N);", "X.RemoveFirst();", "X.RemoveLast();", "X.First.Value = N;", "X.Remove(N);", "X.AddAfter(X.First, N);", "X.AddBefore(X.Last, N).Value++;", "X.AddLast(N).Value += N;", "X.Clear();", "n += X.First?.Value ?? 0;", "foreach (int one in X) n += one;",
                "for (var at = X.First; at != null; at = at.Next) at.Value += N;", "if (X.Find(N) is { } found) { X.Remove(found); Hook.Now(0); X.AddFirst(found); }", "var node = new LinkedListNode<int>(N); X.AddLast(node); Hook.Now(0); node.Value++; Y.AddFirst(new LinkedListNode<int>(N));",
                "var node = X.First; X.Remove(node); Hook.Now(0); Y.AddLast(node); Hook.Now(0); node.Value++;", "if (X.Count < 40) X = new LinkedList<int>(X.Concat(Y).Take(9));", "X.RemoveFirst(); Hook.Now(0); X.AddFirst(N); X.RemoveLast(); X.AddLast(N);",
                "var last = X.Last; last = last.Previous ?? last; X.AddAfter(last, new LinkedListNode<int>(N)); if (last.Previous is { } before) { X.Remove(last); X.AddBefore(before, last); }", "var node = X.Last; Hook.Now(0); X.Remove(node); node.Value = N; Hook.Now(0); X.AddFirst(node); node.Value++;",
            ],
            [
                "((ICollection<int>)X).Add(N);", "X.Last.ValueRef = N;", "X.First.List.AddLast(N);", "var all = new List<LinkedListNode<int>> { X.First }; Hook.Now(0); all[0].Value = N;", "Func<LinkedList<int>, LinkedListNode<int>> first = all => all.First; first(X).Value = N;", "new[] { X.Last }[0].Value = N;",
                "var node = X.First; ref var same = ref node; Hook.Now(0); same.Value = N;", "if (X.First is { } node) ((dynamic)node).Value = N;", "var node = Hook.Same(X.Last); Hook.Now(0); node.Value = N;", "var node = X.First; Action set = () => node.Value = N; Hook.Now(0); set();", "Hook.Generic(X, N);", "var node = new LinkedListNode<int>(N); var made = new[] { node }; X.AddLast(node); Hook.Now(0); made[0].Value++;",
            ]),
        new("System.Collections.ObjectModel.Collection<int>", "new System.Collections.ObjectModel.Collection<int> { N, N, N }",
            [
                "X.Add(N);", "X[N & 1] = N;", "X[^1] += N;", "X.Insert(N & 1, N);", "X.RemoveAt(0);", "X.RemoveAt(X.Count - 1);", "X.Remove(N);", "X.Clear();", "(X[0], X[1]) = (X[1], X[0]);", "foreach (int one in X) n += one;", "for (int at = 0; at < X.Count; at++) X[at] += at;",
                "n += X.Sum() + X.IndexOf(N) + X.Count;", "X = [N, N];", "X = new() { N, N };", "X[Hook.Now(0)]++; Y.Add(N);", "if (X.Count > 40) X.Clear();",
            ],
            [
                "X = new System.Collections.ObjectModel.Collection<int>(new List<int> { N, N });", "var list = new List<int> { N, N }; X = new(list); Hook.Now(0); list[0] = N;", "((ICollection<int>)X).Add(N);", "((IList<int>)X)[0] = N;", "((System.Collections.IList)X).Insert(0, N);", "Action<int> add = X.Add; add(N);",
                "Hook.Generic(X, N);", "Hook.Interface(X, N);", "new System.Collections.ObjectModel.Collection<int>(X).Add(N);", "((IList<int>)((System.Collections.ICollection)X).SyncRoot)[0] = N;", "if (X is { } shown) { var shelf = new Shelf(shown); Hook.Now(0); ((dynamic)shelf.All[0]).Add(N); }",
            ]),
        new("System.Collections.ObjectModel.ObservableCollection<int>", "new System.Collections.ObjectModel.ObservableCollection<int> { N, N, N }",
            [
                "X.Add(N);", "X[N & 1] = N;", "X[^1] += N;", "X.Insert(N & 1, N);", "X.RemoveAt(0);", "X.Remove(N);", "X.Clear();", "X.Move(0, 1);", "X.Move(N & 1, X.Count - 1);", "(X[0], X[1]) = (X[1], X[0]);", "foreach (int one in X) n += one;",
                "n += X.Sum() + X.IndexOf(N) + X.Count;", "X = [N, N];", "if (X.Count < 40) X = new(Y);", "X[Hook.Now(0)]++; Y.Add(N);", "if (X.Count > 40) X.Clear();", "System.Collections.ObjectModel.Collection<int> all = X; all.Add(N); Hook.Now(0); all[0]++;",
            ],
            [
                "((ICollection<int>)X).Add(N);", "((IList<int>)X)[0] = N;", "((System.Collections.IList)X).Insert(0, N);", "Action<int, int> move = X.Move; move(0, 1);", "Hook.Generic(X, N);", "Hook.Interface(X, N);", "new System.Collections.ObjectModel.Collection<int>(X).Add(N);",
                "int added = N; bool first = true; System.Collections.Specialized.NotifyCollectionChangedEventHandler more = (all, _) => { if (first) { first = false; ((IList<int>)all!)[0] = added + 1; } }; var own = X; own.CollectionChanged += more; try { own.Add(added); } finally { own.CollectionChanged -= more; }",
                "int added = N; bool first = true; System.ComponentModel.PropertyChangedEventHandler more = (all, _) => { if (first) { first = false; ((IList<int>)all!)[0] = added + 1; } }; var own = X; var shown = (System.ComponentModel.INotifyPropertyChanged)own; shown.PropertyChanged += more; try { own.Add(added); } finally { shown.PropertyChanged -= more; }",
            ]),
        new("System.Collections.BitArray", "new System.Collections.BitArray([N, N])",
            [
                "X[N & 1] = n > 4;", "X.Set(N & 1, n < 5);", "X[N & 1] ^= true;", "X.SetAll(n > 4);", "X.Not();", "X.LeftShift(N & 3);", "X.RightShift(1)[0] = true;", "X.Length = (N & 31) + 2;", "X.And(Y);", "X.Or(Y);", "X.Xor(Y);", "X = X.Not();", "X.Xor(X)[1] = true;",
                "X = new System.Collections.BitArray(Y).Not();", "X.Not().LeftShift(1).Length++;", "foreach (bool one in X) n += one ? 1 : 0;", "n += X.HasAnySet() ? X.Count : X.Length;",
            ],
            ["X = (System.Collections.BitArray)X.Clone();", "CollectionsMarshal.AsBytes(X)[0] ^= 5;", "((System.Collections.BitArray)X.SyncRoot)[1] ^= true;", "X.Set(0, n > 3); ((dynamic)X).Not();", "Func<System.Collections.BitArray> not = X.Not; not()[0] = n > 3;"]),
        new("SortedSet<int>", "new SortedSet<int> { N, N }", ["X.Add(N);", "X.Remove(N);", "X.UnionWith([N, N]);", "X.Clear();", "n += X.Min;"], ["X.GetViewBetween(0, 9).Add(N % 9);", "((ISet<int>)X).Add(N);"]),
        new("List<int>[]", "new List<int>[] { new() { N }, new() { N } }", ["X[0].Add(N);", "X[1] = new() { N };", "X[0] = X[1];", "X[1].Clear();", "foreach (var all in X) all.Add(N);"], ["X.AsSpan()[0] = new();", "Hook.Put(ref X[0], new List<int> { N });"]),
        new("int[,]", "new int[,] { { N, N }, { N, N } }",
            [
                "X[0, 1] = N;", "X[1, 1]++;", "X[N & 1, N & 1] += N;", "foreach (int one in X) n += one;", "ref int at = ref X[N & 1, 0]; at = N; Hook.Now(0); at += N;", "Hook.Put(ref X[1, 0], N);", "Array.Clear(X);", "Array.Copy(X, 1, Y, 0, 2);", "X = new int[2, 3];", "(X[0, 0], X[1, 1]) = (X[1, 1], X[0, 0]);",
                "Hook.Larger(ref X[0, 1], ref Y[1, 0])++;", "Interlocked.Increment(ref X[1, 1]);", "for (int at = 0; at < X.GetLength(0); at++) X[at, at] = N;", "ref int last = ref X[0, 0]; for (int at = 0; at < 2; at++) { ref int one = ref X[at, 1]; one += N; if (one > 9) last = ref one; last++; } Hook.Now(0); last = N;",
            ],
            ["((Array)X).SetValue(N, 0, 0);", "unsafe { fixed (int* at = X) at[1] = N; }", "MemoryMarshal.CreateSpan(ref X[0, 0], 4)[3] = N;", "X = (int[,])X.Clone();"]),
        new("string[,,]", "new string[2, 2, 2]",
            ["X[0, N & 1, 1] = T;", "X[1, 0, 0] ??= T;", "ref string at = ref X[1, 1, N & 1]; at = T; Hook.Now(0); at = null;", "Hook.Put(ref X[N & 1, 1, 0], T);", "Interlocked.Exchange(ref X[0, 0, 1], T);", "Array.Clear(X, 0, 2);", "n += X[0, 0, 0]?.Length ?? 0;"],
            ["object[,,] any = X; any[0, 0, 0] = T;", "((Array)X).SetValue(T, 0, 0, 1);"]),
        new("int[,,,]", "new int[2, 2, 2, 2]", ["X[0, N & 1, 1, 0] = N;", "X[1, 0, 0, N & 1]++;", "Hook.Put(ref X[N & 1, 1, 0, 1], N);"], ["((Array)X).SetValue(N, 0, 0, 1, 0);"]),
    ];
}
