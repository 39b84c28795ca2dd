using System.Reflection;
[Replicated] public class Account { int n; public string? Name { get; set; } }
[Replicated] public class Compared { [Replicated(Compare = true)] public int n; }
public class Other { public int n; }
public static class Thief
{
    public static void Go(Account a) => typeof(Account).GetField("n", BindingFlags.Instance | BindingFlags.NonPublic)!.SetValue(a, 3); // RPL4002
    public static void Property(Account a)
    {
        var field = typeof(Account).GetField("<Name>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic);
        if (field != null)
            field.SetValue(a, "b"); // RPL4002
    }
    public static void Fine(Account a, Other o)
    {
        typeof(Account).GetProperty("Name")!.SetValue(a, "c");
        typeof(Other).GetField("n")!.SetValue(o, 3);
        typeof(Compared).GetField("n")!.SetValue(new Compared(), 3);
    }
}
