using System.Collections.Generic;
using Replicated;

namespace AssemblyToProcess;

[Replicated]
public class Account
{
    public decimal Balance { get; set; }
}

public static class Bank
{
    static Dictionary<string, Account> ReplicatedAccounts = new();

    public static Account Open(string name) => ReplicatedAccounts[name] = new Account();
}
