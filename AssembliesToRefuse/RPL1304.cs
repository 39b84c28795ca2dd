// FodyWeavers.xml: <Replicated Exclude="Excluded::left" /> //
public class Partly
{
    [Replicated] int balance;
    string left; // RPL1304
    [NotReplicated("made at its first use")] string made;
}

[Replicated] public class Excluded
{
    int balance;
    public string left = "lost"; // RPL1304
}

public abstract class Base
{
    [Replicated] protected int balance;
    string left; // RPL1304
}

public class Derived : Base;

public class Rebuilt
{
    [Replicated] int balance;
    string text;
    [OnReplicated] void Rebuild() => text = balance.ToString();
}

public abstract class Mended
{
    [Replicated] protected int balance;
    protected string text;
}

public class Mending : Mended
{
    [OnReplicated] void Rebuild() => text = "";
}

[Replicated] public abstract class Shape
{
    int size;
}

[NotReplicated("drawn anew")] public class Drawing : Shape
{
    int[] pixels = new int[3];
}

public static class Root
{
    [Replicated] static int count;
    static string text;
}
