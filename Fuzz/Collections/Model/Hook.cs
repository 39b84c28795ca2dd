// What random classes with collections have in common. Compiled together with them, never as part of this project.
public static class Hook
{
    public static Action? OnNow;
    /// <summary>Here another thread could commit.</summary>
    public static T Now<T>(T value) { OnNow?.Invoke(); return value; }
    public static T Same<T>(T given) => given;
    public static T[] One<T>(T only) => [only, only, only];
    public static R[] Map<A, R>(IEnumerable<A> all, Func<A, R> of) => all.Select(of).ToArray();
    public static void Put<T>(ref T at, T value) { at = value; Now(0); }
    public static ref T Larger<T>(ref T one, ref T other) { Now(0); return ref Comparer<T>.Default.Compare(one, other) > 0 ? ref one : ref other; }
    public static void Fill(Span<int> all, int value) { foreach (ref int one in all) { one = value++; Now(0); } all.Reverse(); }
    public static void Fail(ref int at, int value) { at = value; Now(0); at++; throw new InvalidOperationException(); }
    public static void Generic<TAll, T>(TAll all, T item) where TAll : ICollection<T> => all.Add(item);
    public static void Interface(IList<int> all, int item) { if (all.Count > 0) all[0] = item; }
    public static void InterfaceOf(IDictionary<int, int> all, int item) => all[item] = item;
    public static T? Of<T>(WeakReference<T> given) where T : class => given.TryGetTarget(out var target) ? target : null;
}

public class Wrapped<T>(T value) { public T Value = value; public T Get() => Value; }

public class Shelf(params object[] all) { public object[] All { get; } = all; }
