[Replicated] public class Account { public int balance; }
public class Statement
{
    int lines;
    [OnReplicated] void Rebuild() => lines = 3; // RPL1302
}
