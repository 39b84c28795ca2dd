[Replicated] public class Account { public static readonly Account House = new(); public int n; }
[Replicated] public class Page<T>
{
    public T? value;
    public static readonly Page<T> Empty = new(); // RPL1106
    public static Page<T> Last { get; } = new(); // RPL1106
    [NotReplicated("compared with while a page is read only")] static readonly Page<T> end = new();
    class Within { internal static readonly Account Of = new(); } // RPL1106
}
public static class Known
{
    public static readonly Page<int> Numbers = new();
    static readonly Plain plain = new();
}
public class Plain { }
public class Cache<T> { static readonly Plain of = new(); static readonly T? value; }
