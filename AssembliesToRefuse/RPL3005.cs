[Replicated] public class Box<T> { public T value; public int n; }
[Replicated] public class Pairs<T> { public Dictionary<int, (T, int)> all = null; }
[Replicated] public class Row<T> : List<T> { public int n; }
public class Plain { }
public class Shelf : Box<System.IO.Stream> // RPL3005
{
    public int count = 3;
}
public class Maker
{
    public object First() => new Box<Plain>(); // RPL3005
    public object Second() => new Pairs<System.Threading.Timer>(); // RPL3005
    public object Third() => new Box<int>();
    public object Fourth() => new Row<Plain>(); // RPL3005
    public object Fifth() => new Row<int>();
    public object Any<T>() => new Box<T>();
}
