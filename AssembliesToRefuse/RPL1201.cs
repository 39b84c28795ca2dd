public class Account(int replicatedStart) // RPL1201
{
    public int Next() => replicatedStart++;
}
