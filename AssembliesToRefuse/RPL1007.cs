public class Entity { public int id = 3; public string ok; }
[Replicated] public class Account : Entity
{
    public int n = 4; // RPL1007
}
