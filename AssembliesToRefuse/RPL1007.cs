public class Entity { public int id = 3; public string ok; }
[Replicated] public class Account : Entity // RPL1007
{
    public int n = 4;
}
