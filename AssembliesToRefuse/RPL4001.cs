[Replicated] public class Account : System.ComponentModel.Component // RPL4001
{
    int n = 3;
}
[Replicated] public class Entry : System.ComponentModel.Component // RPL4001
{
    public void Method()
    {
    }
}
public class Shown : System.ComponentModel.Component
{
    public void Method()
    {
    }
}
[Replicated] public class Book
{
    Shown shown = new(); // RPL4001
}
[Replicated] public class Watched : System.Collections.ObjectModel.ReadOnlyObservableCollection<int> // RPL4001
{
    public Watched() : base([])
    {
    }
}
[Replicated] public class Dice : Random // RPL4001
{
    public int thrown = 3;
}
