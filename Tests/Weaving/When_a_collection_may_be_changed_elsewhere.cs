using Microsoft.CodeAnalysis;

namespace Replicated.Tests.Weaving;

/// <summary>The build report says of each member how its collection is tracked. One that other code can change, or that leaves where it is followed, is compared.</summary>
public class When_a_collection_may_be_changed_elsewhere
{
    const string Each = "each change of the collection";

    /// <summary>Members of a class with a private list, array and dictionary.</summary>
    static IEnumerable<TestCaseData> Compared =>
    [
        Case("void M() => System.Text.Json.JsonSerializer.Serialize(items);", "given to System.Text.Json.JsonSerializer.Serialize in Box.M"),
        Case("public object M() => items; void N() => Keep.Take(M());", "given to System.Console.WriteLine"),
        Case("void M() => Keep.All.Add(items);", "given to System.Collections.Generic.List<System.Collections.Generic.List<System.Int32>>.Add in Box.M"),
        Case("void M() { object o = items; ((IList<int>)o).Add(1); }", "used by castclass"),
        Case("void M() { ICollection<int> c = items; c.Add(1); }", "ICollection<System.Int32>.Add is called"),
        Case("void M() { var add = items.Add; add(1); }", "in Box.M"),
        Case("void M() { Action<int> add = new(items.Add); add(1); }", "in Box.M"),
        Case("void M() { ref var r = ref items; r.Add(1); }", "its address is taken in Box.M"),
        Case("void M() => Interlocked.Exchange(ref items, new List<int>());", "its address is taken in Box.M"),
        Case("void M(List<int> given) => items = given; void N() => M(Keep.Make());", "given to"),
        Case("public virtual List<int> M() => items;", "returned by Box.M, which can be called through an interface or a base class"),
        Case("protected virtual void M(List<int> given) => given.Clear(); void N() => M(items);", "given to Box.M"),
        Case("void M() { Func<List<int>> f = () => items; f(); }", "of which a delegate or an expression is made"),
        Case("void M() { System.Linq.Expressions.Expression<Func<List<int>>> f = () => items; f.Compile()().Add(1); }", "its address is taken"),
        Case("static T[] One<T>(T x) => [x]; void M() { array = One(5); Console.WriteLine(One(\"a\").Length); }", "Box.One", member: "array"),
        Case("static R[] Map<A, R>(IEnumerable<A> a, Func<A, R> f) => System.Linq.Enumerable.ToArray(System.Linq.Enumerable.Select(a, f)); string[] M() { array = Map(texts, int.Parse); var made = Map(items, x => x.ToString()); made[0] = \"a\"; return made; }", "Box.Map", member: "array"),
        Case("object[] Get() => texts; void M() => Get()[0] = \"a\";", "Box.Get", member: "texts"),
        Case("[System.Runtime.CompilerServices.InlineArray(2)] struct Several { List<int> one; public Several(List<int> given) => one = given; } void M() { var all = new Several(items); all[0].Add(7); }", "which may lie where another field does"),
        Case("struct A { public List<int> X; } struct B { public List<int> Y; } [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Explicit)] struct Both { [System.Runtime.InteropServices.FieldOffset(0)] public A a; [System.Runtime.InteropServices.FieldOffset(0)] public B b; } void M() { var both = new Both(); both.a.X = items; both.b.Y.Add(7); }", "which may lie where another field does"),
        Case("void M(Array all) => Array.IndexOf(all, items);", "given to System.Array.IndexOf"),
        Case("void M(object mine) => EqualityComparer<object>.Default.Equals(mine, items);", "given to System.Collections.Generic.EqualityComparer<System.Object>.Equals"),
        Case("Span<int> Own() => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(items); void M() => Own()[0] = 7;", "an address of an item is used by ret in Box.Own"),
        Case("void M() => System.Runtime.InteropServices.MemoryMarshal.GetReference((ReadOnlySpan<int>)System.Runtime.InteropServices.CollectionsMarshal.AsSpan(items)) = 7;", "given to System.Runtime.InteropServices.MemoryMarshal.GetReference"),
        Case("void M() { ReadOnlySpan<int> span = array; System.Runtime.CompilerServices.Unsafe.AsRef(in span[0]) = 7; }", "given to System.Runtime.CompilerServices.Unsafe.AsRef", member: "array"),
        Case("void M() => new System.Collections.ObjectModel.Collection<int>(items).Add(1);", "given to System.Collections.ObjectModel.Collection<System.Int32>..ctor"),
        Case("void M() => new System.Collections.ObjectModel.ReadOnlyCollection<int>(items).ToString();", "given to System.Collections.ObjectModel.ReadOnlyCollection<System.Int32>..ctor"),
        Case("object M() => (items, 1);", "given to System.ValueTuple"),
        Case("object M() => new { items };", "<>f__AnonymousType0"),
        Case("void M() => Task.Run(() => items);", "of which a delegate or an expression is made"),
        Case("async Task<List<int>> M() { await Task.Yield(); return items; } ", "AsyncTaskMethodBuilder"),
        Case("IEnumerable<List<int>> M() { yield return items; }", "returned by"),
        Case("void M() { foreach (var x in System.Linq.Enumerable.Empty<List<int>>()) items = x; }", "it comes from"),
        Case("void M() => items = Keep.Shared;", "given to"),
        Case("void M(object given) => items = (List<int>)given;", "it comes from a cast to System.Collections.Generic.List<System.Int32>"),
        Case("void M(object given) => items = given as List<int>;", "it comes from a cast to System.Collections.Generic.List<System.Int32>"),
        Case("void M<T>(T given) => array = (int[])(object)given;", "it comes from a cast to System.Int32[]", member: "array"),
        Case("void M(List<List<int>> all) => items = all[0];", "it comes from System.Collections.Generic.List<System.Collections.Generic.List<System.Int32>>.get_Item"),
        Case("void M() => new List<int>[] { items }.ToString();", "used by stelem"),
        Case("void M() { var all = new List<int>[1]; all[0] = items; all[0].Add(1); }", "used by stelem"),
        Case("void M() => System.Linq.Enumerable.Aggregate(new[] { 1 }, items, (all, one) => { all.Add(one); return all; });", "given to System.Linq.Enumerable.Aggregate"),
        Case("void M() { foreach (var all in System.Linq.Enumerable.Repeat(items, 1)) all.Add(1); }", "given to System.Linq.Enumerable.Repeat"),
        Case("void M() { var all = System.Linq.Enumerable.Concat(new int[0], items); ((List<int>)all).Add(1); }", "used by castclass"),
        Case("void M() { if (System.Linq.Enumerable.AsEnumerable(items) is List<int> all) all.Add(1); }", "used by isinst"),
        Case("void M() { if (System.Linq.Enumerable.Skip(items, 0) is IList<int> all) all.Add(1); }", "used by isinst"),
        Case("void M() { dynamic me = this; me.items.Add(1); }", "it is reached by its name"),
        Case("public List<int> Items => items; static void M(dynamic box) => box.Items.Add(1);", "whose calls are not all seen"),
        Case("[System.Runtime.CompilerServices.UnsafeAccessor(System.Runtime.CompilerServices.UnsafeAccessorKind.Method, Name = \"M\")] static extern List<int> Get(Box box); List<int> M() => items; void N() => Get(this).Add(1);", "whose calls are not all seen"),
        Case("unsafe void M() { fixed (int* p = array) *p = 1; }", "array", member: "array"),
        Case("unsafe void M() { var pin = System.Runtime.InteropServices.GCHandle.Alloc(array, System.Runtime.InteropServices.GCHandleType.Pinned); *(int*)pin.AddrOfPinnedObject() = 1; }", "given to System.Runtime.InteropServices.GCHandle.Alloc", member: "array"),
        Case("unsafe void M() { using var pin = new System.Runtime.InteropServices.PinnedGCHandle<int[]>(array); *(int*)pin.GetAddressOfObjectData() = 1; }", "given to System.Runtime.InteropServices.PinnedGCHandle<System.Int32[]>..ctor", member: "array"),
        Case("unsafe void M() { using var pin = new Memory<int>(array).Pin(); *(int*)pin.Pointer = 1; }", "given to System.Memory<System.Int32>..ctor", member: "array"),
        Case("unsafe void M() => *(int*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(array, 0) = 1;", "given to System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement", member: "array"),
        Case("unsafe void M() { fixed (int* p = &array[1]) p[1] = 1; }", "an address of an item is used by conv.u in Box.M", member: "array"),
        Case("unsafe void M() => Change(ref array[0]); unsafe static void Change(ref int number) { fixed (int* p = &number) kept = p; } static unsafe int* kept;", "an address of an item is given to Box.Change in Box.M", member: "array"),
        Case("void M() => Outer(ref array[0]); static void Outer(ref int number) => Inner(ref number); static void Inner(ref int number) { if (number > 0) Outer(ref number); System.Runtime.CompilerServices.Unsafe.Add(ref number, 1) = 2; }", "an address of an item is given to Box.Outer", member: "array"),
        Case("ref int M() => ref array[0]; void N() => M() = 1;", "an address of an item is used by ret in Box.M", member: "array"),
        Case("ref int M(int i) { ref int one = ref array[i]; return ref one; }", "an address of an item is used by ret in Box.M", member: "array"),
        Case("void M() { ref int other = ref System.Runtime.CompilerServices.Unsafe.Add(ref array[0], 1); other = 1; }", "an address of an item is given to System.Runtime.CompilerServices.Unsafe.Add", member: "array"),
        Case("void M() => System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref array[0], 3)[2] = 1;", "an address of an item is given to System.Runtime.InteropServices.MemoryMarshal.CreateSpan", member: "array"),
        Case("void M() { ref int first = ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(array); first = 1; }", "given to System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference", member: "array"),
        Case("delegate void Change(ref int number); void M(Change change) => change(ref array[0]);", "an address of an item is given to Box.Change.Invoke", member: "array"),
        Case("protected virtual void Change(ref int number) => number = 1; void M() => Change(ref array[0]);", "an address of an item is given to Box.Change", member: "array"),
        Case("interface IChange { void Change(ref int number); } void M(IChange given) => given.Change(ref array[0]);", "an address of an item is given to Box.IChange.Change", member: "array"),
        Case("unsafe void M(delegate*<ref int, void> change) => change(ref array[0]);", "an address of an item is used by calli", member: "array"),
        Case("ref struct Cursor { ref int at; public Cursor(ref int given) => at = ref given; public void Set(int to) => at = to; } void M() { var cursor = new Cursor(ref array[0]); cursor.Set(1); }", "an address of an item is given to Box.Cursor..ctor", member: "array"),
        Case("struct Wild { int number; public unsafe void Set() { fixed (int* p = &number) kept = p; } static unsafe int* kept; } Wild[] wild = new Wild[3]; void M() => wild[0].Set();", "an address of an item is given to Box.Wild.Set", member: "wild"),
        Case("interface ISet { void Set(); } struct Wild : ISet { int number; public unsafe void Set() { fixed (int* p = &number) kept = p; } static unsafe int* kept; } Wild[] wild = new Wild[3]; void M() => Set(ref wild[0]); static void Set<T>(ref T one) where T : ISet => one.Set();", "an address of an item is given to Box.Set", member: "wild"),
        Case("[System.Runtime.InteropServices.DllImport(\"none\")] static extern void Change(ref int number); void M() => Change(ref array[0]);", "an address of an item is given to Box.Change", member: "array"),
        Case("static void Change(ref int one, ref int other) => one = other; void M() => Change(ref array[0], ref count);", "a call gets the addresses of an item and of a member", member: "array"),
        Case("void M() => map.Remove(1, out array[0]);", "a call that gets the address of an item changes a collection", member: "array"),
        Case("void M() => System.Numerics.Vector.StoreUnsafe(new System.Numerics.Vector<int>(1), ref array[0]);", "an address of an item is given to System.Numerics.Vector.StoreUnsafe", member: "array"),
        Case("void M() => System.Runtime.Intrinsics.Vector128.StoreUnsafe(System.Runtime.Intrinsics.Vector128.Create(1), ref array[0], 2);", "an address of an item is given to System.Runtime.Intrinsics.Vector128.StoreUnsafe", member: "array"),
        Case("void M() { TypedReference one = __makeref(array[0]); __refvalue(one, int) = 1; }", "an address of an item is used by mkrefany", member: "array"),
        Case("void M() => System.Runtime.InteropServices.MemoryMarshal.AsBytes(array.AsSpan())[0] = 1;", "an address of an item is given to System.Runtime.InteropServices.MemoryMarshal.AsBytes", member: "array"),
        Case("void M() => array.AsMemory().Span[0] = 1;", "given to System.MemoryExtensions.AsMemory", member: "array"),
        Case("void M(System.IO.Stream from) => from.Read(bytes.AsSpan());", "an address of an item is given to System.IO.Stream.Read", member: "bytes"),
        Case("Span<int> M() => array; void N() => M()[0] = 1;", "an address of an item is used by ret", member: "array"),
        Case("void M() { Array any = grid; any.SetValue(1, 0, 0); }", "in Box.M", member: "grid"),
        Case("unsafe void M() { fixed (int* p = grid) *p = 1; }", "in Box.M", member: "grid"),
        Case("unsafe void M() { fixed (int* p = &grid[0, 1]) p[1] = 1; }", "an address of an item is used by conv.u in Box.M", member: "grid"),
        Case("ref int M() => ref grid[0, 1]; void N() => M() = 1;", "an address of an item is used by ret in Box.M", member: "grid"),
        Case("void M() => System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref grid[0, 0], 9)[2] = 1;", "an address of an item is given to System.Runtime.InteropServices.MemoryMarshal.CreateSpan", member: "grid"),
        Case("void M() => grid = (int[,])grid.Clone();", "it comes from a cast to", member: "grid"),
        Case("public virtual int[,] M() => grid;", "returned by Box.M", member: "grid"),
        Case("object[,] M() => names2; string[,] names2 = new string[2, 2]; void N() => M()[0, 1] = \"a\";", "Box.M", member: "names2"),
        Case("void M() { var all = new int[2, 2][]; all[0, 1] = array; all[0, 1][0] = 1; }", "given to System.Int32[][", member: "array"),
        Case("void M() { Array any = array; any.SetValue(1, 0); }", "in Box.M", member: "array"),
        Case("void M() { IList<int> any = array; any[0] = 1; }", "in Box.M", member: "array"),
        Case("void M() { object[] any = texts; any[0] = \"\"; }", "in Box.M", member: "texts"),
        Case("void M() { Fill(texts); static void Fill(object[] any) => any[0] = \"\"; }", "another type", member: "texts"),
        Case("void M() => System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(map, 1, out _) = 2;", "GetValueRefOrAddDefault", member: "map"),
        Case("void M() { var lookup = names.GetAlternateLookup<ReadOnlySpan<char>>(); lookup[\"a\"] = 1; }", "GetAlternateLookup", member: "names"),
        Case("void M() { foreach (int x in sorted.GetViewBetween(1, 2)) { } sorted.GetViewBetween(1, 3).Clear(); }", "GetViewBetween", member: "sorted"),
        Case("void M() => ((System.Collections.ICollection)items).SyncRoot.ToString();", "get_SyncRoot is called"),
        Case("void M<T>(T any) where T : ICollection<int> => any.Add(1); void N() => M(items);", "address"),
        Case("void M<T>(T any) => Keep.Take(any); void N() => M(items);", "used by box"),
        // What looks like an argument that is only read is kept, returned, or handed to code of the program.
        Case("Dictionary<int, List<int>> all = new(); void M() => CollectionExtensions.GetValueOrDefault(all, 5, items).Add(7);", "given to System.Collections.Generic.CollectionExtensions.GetValueOrDefault"),
        Case("IDictionary<int, List<int>> all = new Dictionary<int, List<int>>(); void M() => CollectionExtensions.TryAdd(all, 1, items);", "given to System.Collections.Generic.CollectionExtensions.TryAdd"),
        Case("void M() { var all = new List<int>[2]; Array.Fill(all, items); all[1].Add(7); }", "given to System.Array.Fill"),
        Case("void M() => System.Collections.Immutable.ImmutableArray.CreateRange(System.Collections.Immutable.ImmutableArray.Create(1), (int x, List<int> all) => { all.Add(7); return x; }, items);", "given to System.Collections.Immutable.ImmutableArray.CreateRange"),
        Case("void M(IComparer<List<int>> by) => Array.BinarySearch(new List<int>[1], items, by);", "given to System.Array.BinarySearch"),
        Case("void M(EqualityComparer<List<int>> by) => by.Equals(items, null);", "given to System.Collections.Generic.EqualityComparer<System.Collections.Generic.List<System.Int32>>.Equals"),
        Case("void M(SortedSet<int> other) => other.IntersectWith(items);", "given to System.Collections.Generic.SortedSet<System.Int32>.IntersectWith"),
        Case("void M(Random random) { byte[] filled = bytes; random.NextBytes(filled); }", "given to System.Random.NextBytes", member: "bytes"),
        Case("string M(IFormatProvider by) => string.Create(by, $\"{items}\");", "AppendFormatted"),
        Case("void M() => ((Dictionary<int, int>)((System.Collections.ICollection)map.Keys).SyncRoot).Add(9, 7);", "get_SyncRoot is called", member: "map"),
        Case("public List<int> this[int i] => items; void M() { dynamic me = this; me[0].Add(7); }", "whose calls are not all seen"),
        Case("public List<int> this[int i] { set => items = value; } void M() { dynamic me = this; me[0] = new List<int>(); }", "whose calls are not all seen"),
        Case("public static implicit operator List<int>(Box box) => box.items; void M() { dynamic me = this; List<int> all = me; all.Add(7); }", "whose calls are not all seen"),
        Case("public static List<int> operator +(Box box, int i) => box.items; void M() { dynamic me = this; (me + 1).Add(7); }", "whose calls are not all seen"),
        Case("Box(List<int> given, int x) => items = given; static void M(dynamic given) => new Box(given, 1);", "whose calls are not all seen"),
        Case("[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Explicit)] struct Same { [System.Runtime.InteropServices.FieldOffset(0)] public List<int> One; [System.Runtime.InteropServices.FieldOffset(0)] public List<int> Other; } void M() { var same = new Same(); same.One = items; same.Other.Add(7); }", "which may lie where another field does"),
        Case("void M() => map.Remove(1, out count);", "gets the address of a member", member: "map"),
        Case("void M() => Keep.Take(bits.SyncRoot);", "System.Collections.BitArray.get_SyncRoot is called", member: "bits"),
        Case("void M() => System.Runtime.InteropServices.CollectionsMarshal.AsBytes(bits)[0] = 7;", "given to System.Runtime.InteropServices.CollectionsMarshal.AsBytes", member: "bits"),
        Case("void M() => bits = (System.Collections.BitArray)bits.Clone();", "it comes from a cast to System.Collections.BitArray", member: "bits"),
        Case("void M() => bits = (System.Collections.BitArray)bits.Not().SyncRoot;", "System.Collections.BitArray.get_SyncRoot is called", member: "bits"),
        Case("void M(System.Collections.BitArray other) => bits = other.Xor(bits); void N() { var own = new System.Collections.BitArray(3); Keep.Take(own); M(own); }", "given to", member: "bits"),
        Case("void M() => links.Last.ValueRef++;", "System.Collections.Generic.LinkedListNode<System.Int32>.get_ValueRef is called in Box.M", member: "links"),
        Case("void M() => links.AddLast(1).List.Clear();", "System.Collections.Generic.LinkedListNode<System.Int32>.get_List is called", member: "links"),
        Case("void M() => links.First.Next.Previous.ValueRef++;", "System.Collections.Generic.LinkedListNode<System.Int32>.get_ValueRef is called", member: "links"),
        Case("void M() { var node = links.Find(1); for (int i = 0; i < 3; i++) { node.ValueRef++; node = node.Next; } }", "System.Collections.Generic.LinkedListNode<System.Int32>.get_ValueRef is called", member: "links"),
        Case("LinkedListNode<int> M() => links.FindLast(1);", "a node is used by ret in Box.M", member: "links"),
        Case("LinkedListNode<int> kept; void M() => kept = links.AddFirst(1);", "a node is put into Box.kept in Box.M", member: "links"),
        Case("static LinkedListNode<int> kept; void M() => kept = links.First;", "a node is put into Box.kept", member: "links"),
        Case("void M() { object node = links.First; Console.WriteLine(node); }", "a node is", member: "links"),
        Case("void M() => Keep.Take(links.First);", "a node is given to Keep.Take", member: "links"),
        Case("void M() => Keep.Take(links.AddAfter(links.First, 1));", "a node is given to Keep.Take", member: "links"),
        Case("void M() => Keep.Take(links.AddBefore(links.First, 1));", "a node is given to Keep.Take", member: "links"),
        Case("Dictionary<int, LinkedListNode<int>> nodes = new(); void M() => nodes[1] = links.AddFirst(1);", "a node is given to System.Collections.Generic.Dictionary", member: "links"),
        Case("void M() { var node = links.First; ref var same = ref node; same.Value = 1; }", "the address of a variable that holds a node is taken", member: "links"),
        Case("void M() { var node = links.First; Action set = () => node.Value = 1; set(); }", "a node is put into", member: "links"),
        Case("void M(LinkedListNode<int> node) { node = links.First; }", "a node is used by starg", member: "links"),
        Case("void M(LinkedListNode<int> given) => links.AddFirst(given);", "it gets a node from ldarg", member: "links"),
        Case("void M(LinkedListNode<int> given) => links.AddLast(given.Next);", "it gets a node from ldarg", member: "links"),
        Case("void M(LinkedListNode<int> given) => links.AddBefore(links.First, given);", "it gets a node from ldarg", member: "links"),
        Case("void M(LinkedListNode<int> given) => links.AddAfter(links.First, given);", "it gets a node from ldarg", member: "links"),
        Case("Dictionary<int, LinkedListNode<int>> nodes = new(); void M() { if (nodes.TryGetValue(1, out var node)) links.AddFirst(node); }", "it gets a node from ldloca", member: "links"),
        Case("void M() { LinkedListNode<int> node = null; Make(ref node); links.AddFirst(node); } static void Make(ref LinkedListNode<int> node) => node = new(1);", "it gets a node from ldloca", member: "links"),
        Case("void M() { var node = new LinkedListNode<int>(1); Keep.Take(node); links.AddFirst(node); }", "a node is given to Keep.Take", member: "links"),
        Case("void M() { var node = others.First; others.Remove(node); links.AddFirst(node); } void N() => Keep.Take(others);", "given to System.Console.WriteLine", member: "links"),
        Case("void M() { var node = links.First; links.Remove(node); others.AddFirst(node); } void N() => Keep.Take(others);", "given to", member: "links"),
        Case("void M() { var node = links.First; links.Remove(node); var mine = new LinkedList<int>(); mine.AddLast(node); Keep.Take(mine); }", "given to System.Console.WriteLine", member: "links"),
        Case("void M() => ((ICollection<int>)links).Add(1);", "System.Collections.Generic.ICollection<System.Int32>.Add is called", member: "links"),
        Case("void M() { Func<int, LinkedListNode<int>> add = links.AddLast; add(1); }", "in Box.M", member: "links"),
        Case("void M() => links.OnDeserialization(this);", "System.Collections.Generic.LinkedList<System.Int32>.OnDeserialization is called", member: "links"),
        Case("class Chain : LinkedList<int> { } void M() => links = new Chain();", "it comes from Box.Chain..ctor", member: "links"),
        Case("void M() => collection = new System.Collections.ObjectModel.Collection<int>(items);", "it comes from System.Collections.ObjectModel.Collection<System.Int32>..ctor in Box.M", member: "collection"),
        Case("void M(int[] given) => collection = new(given);", "it comes from System.Collections.ObjectModel.Collection<System.Int32>..ctor in Box.M", member: "collection"),
        Case("void M() => ((ICollection<int>)collection).Add(1);", "System.Collections.Generic.ICollection<System.Int32>.Add is called", member: "collection"),
        Case("void M() => Keep.Take(((System.Collections.ICollection)collection).SyncRoot);", "System.Collections.ICollection.get_SyncRoot is called", member: "collection"),
        Case("class Sheet : System.Collections.ObjectModel.Collection<int> { } void M() => collection = new Sheet();", "it comes from Box.Sheet..ctor", member: "collection"),
        Case("void M() { Action<int> add = collection.Add; add(1); }", "in Box.M", member: "collection"),
        Case("void M() => Keep.Take(collection);", "given to System.Console.WriteLine", member: "collection"),
        Case("void M() => observable.CollectionChanged += (sender, _) => ((ICollection<int>)sender).Add(1);", "System.Collections.ObjectModel.ObservableCollection<System.Int32>.add_CollectionChanged is called in Box.M", member: "observable"),
        Case("void M() => observable.CollectionChanged -= Changed; void Changed(object? sender, System.Collections.Specialized.NotifyCollectionChangedEventArgs change) { }", "System.Collections.ObjectModel.ObservableCollection<System.Int32>.remove_CollectionChanged is called in Box.M", member: "observable"),
        Case("void M() => ((System.Collections.Specialized.INotifyCollectionChanged)observable).CollectionChanged += (sender, _) => ((ICollection<int>)sender).Add(1);", "System.Collections.Specialized.INotifyCollectionChanged.add_CollectionChanged is called", member: "observable"),
        Case("void M() => ((System.ComponentModel.INotifyPropertyChanged)observable).PropertyChanged += (sender, _) => ((ICollection<int>)sender).Add(1);", "System.ComponentModel.INotifyPropertyChanged.add_PropertyChanged is called", member: "observable"),
        Case("void M() { var all = observable; N(all); } static void N(System.Collections.ObjectModel.ObservableCollection<int> all) => all.CollectionChanged += (_, _) => all.Clear();", "add_CollectionChanged is called in Box.N", member: "observable"),
        Case("void M() => ((ICollection<int>)observable).Add(1);", "System.Collections.Generic.ICollection<System.Int32>.Add is called", member: "observable"),
        Case("void M() => observable = new Sheet(); class Sheet : System.Collections.ObjectModel.ObservableCollection<int> { }", "it comes from Box.Sheet..ctor", member: "observable"),
        Case("void M() => Keep.Take(observable);", "given to System.Console.WriteLine", member: "observable"),
        Case("void M() { Action<int, int> move = observable.Move; move(0, 1); }", "in Box.M", member: "observable"),
        .. ((string[])["And(bits)", "Or(bits)", "Xor(bits)", "Not()", "LeftShift(1)", "RightShift(1)"]).Select(call => Case($"void M() => Keep.Take(bits.{call});", "given to System.Console.WriteLine", member: "bits")),
    ];

    static TestCaseData Case(string code, string because, string member = "items")
        => new TestCaseData(code, member, because).SetName($"compared({code})");

    static string Source(string code) => $$"""
        [Replicated] public class Box
        {
            List<int> items = new();
            Dictionary<int, int> map = new();
            Dictionary<string, int> names = new();
            SortedSet<int> sorted = new();
            int[] array = new int[3];
            string[] texts = new string[3];
            int[,] grid = new int[3, 3];
            byte[] bytes = new byte[3];
            System.Collections.BitArray bits = new(3);
            LinkedList<int> links = new();
            System.Collections.ObjectModel.Collection<int> collection = new();
            System.Collections.ObjectModel.ObservableCollection<int> observable = new();
            LinkedList<int> others = new();
            int count;
            {{code}}
        }
        static class Keep
        {
            public static readonly List<List<int>> All = new();
            public static List<int> Shared = new();
            public static List<int> Make() { Shared = new(); Console.WriteLine(All); All.Add(Shared); return Shared; }
            public static void Take(object? any) => Console.WriteLine(any);
        }
        """;

    [TestCaseSource(nameof(Compared))]
    public void it_is_compared(string code, string member, string because)
    {
        foreach (var optimization in new[] { OptimizationLevel.Debug, OptimizationLevel.Release })
        {
            string line = TrackingOf(Source(code), "Box", member, optimization);
            Assert.That(line, Does.Contain("is compared: ").And.Contain(because), $"{optimization}");
        }
    }

    static readonly string[] watched =
    [
        "void M() { items.Add(1); items[0]++; foreach (int x in items) Console.WriteLine(x); }",
        "public int Count => items.Count; public IEnumerable<int> M() { foreach (int x in items) yield return x; }",
        "public List<int> M() => items; void N() => M().Add(1);",
        "void M() { var all = items; if (all is { Count: > 0 }) all.RemoveAt(0); }",
        "void M() { lock (items) items.Clear(); }",
        "void M() => Console.WriteLine(System.Linq.Enumerable.Sum(System.Linq.Enumerable.Where(items, x => x > 1)));",
        "void M() => Console.WriteLine(string.Join(\", \", items));",
        "async Task M() { items.Add(1); await Task.Yield(); items.Add(2); }",
        "void M() { int y = 1; Action a = () => items.Add(y); a(); }",
        "void M() { var all = items; Action a = () => all.Add(1); a(); }",
        "Box With() => new() { items = new() { 1, 2 } }; void M(Box other) => items = other.items;",
        "void M() => Add(items, 1); static void Add(List<int> all, int x) => all.Add(x);",
        "void M() => items = System.Linq.Enumerable.ToList(System.Linq.Enumerable.Where(items, x => x > 1));",
        "void M() => items = items.GetRange(0, 1);",
        "void M(string text) { texts = text.Split(','); bytes = Convert.FromBase64String(text); array = new Queue<int>(items).ToArray(); }",
        "void M() => new HashSet<int>(items).UnionWith(items);",
        "Box() { } Box(List<int> given) => items = given; static Box M() => new(new List<int>());",
        "void M() => items ??= new();",
        "void M() => items = [];",
        "void M(int x) => items = [1, x];",
        "Box() => items = [1, 2]; Box(int x) => items = [x, 2, x];",
        "void M(int x) => items = [.. items, x];",
        "void M(int x) => items = [.. array, x, .. array];",
        "void M(int x) => items = [.. bytes.Length > 1 ? array : [], x];",
        "void M(HashSet<int> all) => items = [.. all, 3];",
        "void M(bool b, int x) => items = b ? [1] : [x, 3];",
        "void M(int x) { List<int> all = [1, x]; all.Add(3); items = all; }",
        "void M(int x) => Take([x, 1]); void Take(List<int> all) => items = all;",
        "List<int> Make(int x) => [x, 1]; void M(int x) => items = Make(x);",
        "void M(int x) { items = [x, 1]; for (int i = 0; i < 3; i++) items = [i, x]; }",
        "int M() { int sum = 0; foreach (int x in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(items)) sum += x; return sum; }",
        "void M() { var span = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(items); Console.WriteLine(span.Length + span[0]); array = span.ToArray(); }",
        "object M() => MemberwiseClone();",
        "bool M(Box other) => EqualityComparer<List<int>>.Default.Equals(items, other.items);",
        "static T Same<T>(T given) => given; void M() { Same(items).Add(1); Same(array)[0] = 1; Same(array)[1]++; }",
        "static T Same<T>(T x) => x; struct P { public int X; } P[] ps = new P[3]; void K() => Same(items).Add(1); void M(int i) { ps[Same(i)].X = 5; array[Same(i)]++; Array.Clear(array, Same(i), 1); }",
        "class Holder<T> { public T Held; } void K() => new Holder<List<int>> { Held = items }.Held.Add(1); void M(int i) => Array.Clear(array, new Holder<int> { Held = i }.Held, 1);",
        "void M() { var span = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(items); span[0] = 1; }",
        "void M() { foreach (ref int x in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(items)) x++; }",
        "void M() { List<int> all = [1]; var span = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(all); items = all; span[0] = 7; }",
        "void M() { var span = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(items); span[1..].CopyTo(span); }",
        "void M() { List<int> all = [1]; ref int first = ref System.Runtime.InteropServices.CollectionsMarshal.AsSpan(all)[0]; items = all; first = 7; }",
        "void M() { List<int> all = [1]; try { var span = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(all); items = all; span[0] = 7; } catch { } }",
        "void M(int[] other) => other.CopyTo(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(items));",
        "void M(ReadOnlySpan<int> other) => other.CopyTo(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(items));",
        "void M() { var all = new List<int>(); System.Runtime.InteropServices.CollectionsMarshal.SetCount(all, 3); var kept = all; System.Runtime.InteropServices.CollectionsMarshal.AsSpan(all)[0] = 1; items = kept; System.Runtime.InteropServices.CollectionsMarshal.AsSpan(kept)[0] = 1; }",
        "static void M(Box one, Box other) { (one.items, other.items) = (other.items, one.items); }",
    ];

    [TestCaseSource(nameof(watched))]
    public void it_is_watched_where_all_that_changes_it_is_seen(string code)
    {
        foreach (var optimization in new[] { OptimizationLevel.Debug, OptimizationLevel.Release })
            Assert.That(TrackingOf(Source(code), "Box", "items", optimization), Does.EndWith(Each).Or.Contain(Each + ", while"), $"{optimization}");
    }

    [TestCase("void M(int x) => array = [.. array, x];")]
    [TestCase("void M(int x) => array = [.. items, x, 2];")]
    [TestCase("void M(int x) { Span<int> all = new int[3]; all[0] = x; all.Slice(1).Fill(x); array = all.ToArray(); }")]
    [TestCase("void M(int x) { var all = new int[3]; Span<int> span = all; span[0] = x; span.Slice(1).Fill(x); array = all; }")]
    [TestCase("int M() { int sum = 0; foreach (int x in array.AsSpan()) sum += x; return sum; }")]
    [TestCase("void M(bool b) { int[] all = new int[4]; Span<int> span = all; span.Fill(1); while (DateTime.Now.Ticks > 5) all = b ? all : new int[8]; array = all; }")]
    [TestCase("void M() => array = Array.ConvertAll(texts, int.Parse);")]
    [TestCase("void M() => array = new Stack<int>(items).ToArray();")]
    [TestCase("int M() { ReadOnlySpan<int> all = array; var part = all.Slice(1); return part[0] + part.Length; }")]
    public void an_array_is_watched_where_a_span_only_reads_it_or_fills_a_new_one(string code) => AssertWatched(code, "array");

    [TestCase("void M(bool b) { var span = Span<int>.Empty; for (int i = 0; i < 2; i++) { var all = new int[3]; if (b) span = all; span[0] = 7; array = all; } }")]
    [TestCase("void M() { var span = Span<int>.Empty; for (int i = 0; i < 2; i++) { if (i > 0) span[0] = 7; var all = new int[3]; span = all; array = all; } }")]
    [TestCase("void M() { int i = 0; var all = new int[1]; Span<int> span = all; again: if (i == 1) goto inside; all = new int[3]; span = all; inside: span[0] = 7; array = all; if (i++ < 3) goto again; }")]
    [TestCase("void M() { int i = 0; var all = new int[3]; again: Span<int> span = all; span[0] = 7; array = all; if (i++ < 3) goto again; }")]
    [TestCase("void M() { Span<int> span = array; span.CopyTo(span.Slice(1)); }")]
    [TestCase("void M() { Span<int> span = array; span.Slice(1).TryCopyTo(span); }")]
    [TestCase("void M() { Span<int> span = default; try { Console.WriteLine(); } finally { span = array; } span[0] = 7; }")]
    [TestCase("void M() { try { Console.WriteLine(); } catch when ((Span<int>)array is var span && span.Length > 0) { span[0] = 7; } }")]
    [TestCase("void M() { int[] all = null; Span<int> span = default; for (int i = 0; i < 2; i++) { try { if (i == 1) throw new Exception(); all = new int[3]; span = all; Console.WriteLine(); throw new Exception(); } catch { span[0] = 7; } array = all; } }")]
    [TestCase("void M(int i) { var all = new int[3]; Span<int> span = all; again: try { if (i++ < 2) goto again; span[0] = 7; } finally { if (i == 1) array = all; Console.WriteLine(); } }")]
    [TestCase("void M() { Span<int> span = default; ref Span<int> same = ref span; span = array; same[0] = 7; }")]
    [TestCase("void M() { var all = new int[3]; var span = Span<int>.Empty; try { span = all; array = all; Console.WriteLine(); } catch { span[0] = 7; } }")]
    [TestCase("void M() { Span<int> span = array; span.Slice(1).Fill(7); }")]
    [TestCase("void M() { var all = new int[3]; Span<int> span = all; array = all; span[1] = 7; }")]
    [TestCase("void M() { Span<int> span = array; span[0] = 1; }")]
    [TestCase("void M() { ref int first = ref array[0]; first = 1; Console.WriteLine(); first = 2; }")]
    [TestCase("void M() => Change(ref array[0]); static void Change(ref int number) => number = 1;")]
    [TestCase("void M() { ref int last = ref array[0]; for (int i = 0; i < 3; i++) { if (i > 1) last = ref array[i]; last++; } last = 2; }")]
    [TestCase("void M(bool b) { int own = 0; ref int one = ref b ? ref array[0] : ref own; one = 1; }")]
    [TestCase("void M() => int.TryParse(\"1\", out array[0]);")]
    [TestCase("void M() { Interlocked.Increment(ref array[0]); Interlocked.CompareExchange(ref array[1], 2, 1); Volatile.Write(ref array[2], 3); }")]
    [TestCase("void M() => map.TryGetValue(1, out array[0]);")]
    [TestCase("void M() => Same(ref Same(ref array[0])) = 1; static ref int Same(ref int number) => ref number;")]
    [TestCase("static void Change(ref int one, ref int other) { if (one > 0) Change(ref other, ref one); } void M() => Change(ref array[0], ref array[1]);")]
    [TestCase("void M() => Console.WriteLine(array[0].ToString() + array[1].CompareTo(2));")]
    [TestCase("void M() { ref readonly int one = ref array[0]; Console.WriteLine(one); Read(in array[1]); } static void Read(in int number) => Console.WriteLine(number);")]
    [TestCase("static void Put<T>(ref T at, T value) => at = value; void M() => Put(ref array[0], 1);")]
    public void an_array_is_watched_where_addresses_of_elements_and_spans_stay_in_sight(string code) => AssertWatched(code, "array");

    [TestCase("struct P { public int X; int y; public void Set(int y) => this.y = y; public int Y { get => y; set => y = value; } public override string ToString() => \"\" + X++; } P[] ps = new P[3]; void M() { ps[0] = default; ps[1].X++; ps[1].Set(2); ps[2].Y += 3; Console.WriteLine(ps[2].ToString() + ps[1]); ref var one = ref ps[0]; one.X = 1; one = new(); }", "ps")]
    [TestCase("(int A, (int B, int C) D)[] ps = new (int, (int, int))[3]; void M() { ps[0].D.C = 1; ps[1] = default; ps[2].D = (1, 2); Console.WriteLine(ps[0].ToString() + ps[1].Equals(ps[2])); }", "ps")]
    [TestCase("DateTime?[] ps = new DateTime?[3]; void M() { ps[0] = null; ps[1] = DateTime.Now; Console.WriteLine(ps[1].HasValue); }", "ps")]
    public void an_array_is_watched_whose_structs_are_changed_where_they_are(string code, string member) => AssertWatched(code, member);

    [TestCase("void M(int i) { grid[i, 0] = 1; grid[0, i]++; Console.WriteLine(grid[1, 1] + grid.Length + grid.GetLength(1)); foreach (int one in grid) Console.WriteLine(one); }", "grid")]
    [TestCase("void M(int i) { ref int one = ref grid[i, 0]; one = 1; Interlocked.Increment(ref grid[0, 1]); Put(ref grid[1, 1]); } static void Put(ref int one) => one = 2;", "grid")]
    [TestCase("void M(int i) { grid = new int[i, 2]; grid[0, 0] = 1; Array.Clear(grid); Array.Copy(grid, new int[i, 2], 2); Console.WriteLine(System.Linq.Enumerable.Sum(System.Linq.Enumerable.Cast<int>(grid))); }", "grid")]
    [TestCase("Box[,,] boxes = { { { null } } }; void M(Box other) { boxes[0, 0, 0] = this; (boxes, other.boxes) = (other.boxes, boxes); boxes[0, 0, 0].count++; } void Set(int i, int j, int k, Box box) { }", "boxes")]
    [TestCase("long[,,,] deep = new long[1, 1, 1, 1]; void M() { deep[0, 0, 0, 0] = 1; deep[0, 0, 0, 0]++; }", "deep")]
    public void an_array_of_more_dimensions_is_watched(string code, string member) => AssertWatched(code, member);

    [TestCase("bool M(System.Collections.BitArray other) { bits.Xor(other).Not()[0] = true; lock (bits) bits.Length++; foreach (bool one in bits) Console.WriteLine(one); return bits.HasAllSet() && bits.Clone() != null; }")]
    [TestCase("void M(byte[] to) { bits.CopyTo(to, 0); bits = new System.Collections.BitArray(bits).Or(bits).LeftShift(1); bits.And(Flip(bits)); } static System.Collections.BitArray Flip(System.Collections.BitArray all) => all.Not();")]
    public void an_array_of_bits_is_watched(string code) => AssertWatched(code, "bits");

    [TestCase("int? M(int x) { links.AddLast(x); links.AddFirst(x); links.Remove(x); links.Clear(); foreach (int one in links) Console.WriteLine(one); return links.First?.Value; }")]
    [TestCase("int M(int x) { if (links.Last != null) links.RemoveLast(); else if (links.Find(x) is null) links.RemoveFirst(); links = new(links); return links.AddLast(x).Value + links.First.Value; }")]
    [TestCase("int M(int x) { int sum = 0; for (var node = links.First; node != null; node = node.Next) sum += node.Value; links.AddAfter(links.AddBefore(links.Last.Previous, x), x); return sum; }")]
    [TestCase("void M(int x) { if (links.Find(x) is { Value: > 1 } node && node != links.First) { links.Remove(node); links.AddFirst(node); node.Value++; } }")]
    [TestCase("void M(int x) { var node = new LinkedListNode<int>(x); node.Value++; links.AddLast(node); links.AddBefore(node, new LinkedListNode<int>(x)); node.Value++; }")]
    [TestCase("void M() { var node = others.First; others.Remove(node); links.AddFirst(node); node.Value = 1; } void N() { LinkedListNode<int> node = links.First, next = null; links.Remove(node); others.AddFirst(node); links.AddFirst(next); }")]
    [TestCase("void M(LinkedListNode<int> given) { links.Remove(given); links.AddBefore(given, 1); links.AddAfter(given, 1); }")]
    public void a_linked_list_is_watched_whose_nodes_stay_within_a_method(string code) => AssertWatched(code, "links");

    [TestCase("int M(int x) { collection.Add(x); collection.Insert(0, x); collection[0]++; collection.Remove(x); collection.RemoveAt(0); foreach (int one in collection) Console.WriteLine(one); return collection.IndexOf(x) + collection.Count; }")]
    [TestCase("void M(int x) { collection = [x, 2]; Fill(collection); collection = new() { x }; collection.Clear(); } static void Fill(System.Collections.ObjectModel.Collection<int> all) => all.Add(System.Linq.Enumerable.Sum(all));")]
    public void a_collection_is_watched_that_keeps_its_items_itself(string code) => AssertWatched(code, "collection");

    [TestCase("int M(int x) { observable.Add(x); observable.Insert(0, x); observable[0]++; observable.Move(0, 1); observable.Remove(x); observable.RemoveAt(0); foreach (int one in observable) Console.WriteLine(one); return observable.IndexOf(x) + observable.Count; }")]
    [TestCase("void M(int x) { observable = [x, 2]; Fill(observable); observable = new(items); observable = new(observable); observable.Clear(); } static void Fill(System.Collections.ObjectModel.Collection<int> all) => all.Add(System.Linq.Enumerable.Sum(all));")]
    public void an_observable_collection_is_watched_that_nobody_observes(string code) => AssertWatched(code, "observable");

    [Test]
    public void an_array_without_items_is_nobodys()
        => Assert.That(TrackingOf(Source("void M() { array = []; array = Array.Empty<int>(); }"), "Box", "array"), Does.EndWith(Each));

    [Test]
    public void one_that_other_assemblies_can_name_is_watched_while_there_are_none()
    {
        const string code = "public List<int> Open { get; } = new(); protected List<int> handed = new(); internal List<int> inside = new();";
        Assert.That(TrackingOf(Source(code), "Box", "Open"), Does.EndWith(Each + ", while no other assembly is loaded that refers to this one"));
        Assert.That(TrackingOf(Source(code), "Box", "handed"), Does.EndWith("refers to this one"));
        Assert.That(TrackingOf(Source(code), "Box", "inside"), Does.EndWith(Each));
        const string friend = "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Other\")] ";
        Assert.That(TrackingOf(friend + Source(code), "Box", "inside"), Does.EndWith("refers to this one"));
    }

    [Test]
    public void what_implements_an_interface_can_be_called_through_it()
    {
        const string source = """
            public interface IHas { List<int> Items { get; } }
            public interface IMakes<T> where T : IMakes<T> { static abstract List<int> Take(T from); }
            [Replicated] public class Base { public List<int> Items { get; } = new(); List<int> own = new(); public static List<int> Take(Box from) => from.taken; }
            [Replicated] public class Box : Base, IHas, IMakes<Box> { internal List<int> taken = new(); static List<int> IMakes<Box>.Take(Box from) => from.taken; }
            """;
        Assert.That(TrackingOf(source, "Base", "Items"), Does.Contain("through an interface"));
        Assert.That(TrackingOf(source, "Box", "taken"), Does.Contain("through an interface"));
        Assert.That(TrackingOf(source, "Base", "own"), Does.EndWith(Each));
    }

    [Test]
    public void a_member_that_asks_for_it_is_compared()
        => Assert.That(TrackingOf(Source("[Replicated(Compare = true)] List<int> asked = new();"), "Box", "asked"), Does.Contain("compared at each capture"));

    static void AssertWatched(string code, string member)
    {
        foreach (var optimization in new[] { OptimizationLevel.Debug, OptimizationLevel.Release })
            Assert.That(TrackingOf(Source(code), "Box", member, optimization), Does.EndWith(Each), $"{optimization}");
    }

    static string TrackingOf(string source, string type, string member, OptimizationLevel optimization = OptimizationLevel.Release)
    {
        var result = SampleWeaver.Weave(SampleCompiler.Compile(source, optimization), "<Replicated Writers=\"Synchronized\" />").Result;
        Assert.That(result.Report, Is.Not.Null, string.Join('\n', result.Diagnostics.Select(diagnostic => diagnostic.ToCanonicalLine(""))));
        return result.Report!.Lines.SkipWhile(line => !line.StartsWith(type + ", replicated", StringComparison.Ordinal)).First(line => line.StartsWith($"    {member}: ", StringComparison.Ordinal));
    }
}
