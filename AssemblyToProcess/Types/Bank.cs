using System;
using System.Collections.Generic;
using Replicated;

namespace AssemblyToProcess;

[Replicated]
public class Account
{
    public decimal Balance { get; set; }
}

/// <summary>Replicated statics: by name, by attribute, as auto-properties, and one that is not replicated beside them.</summary>
public static class Bank
{
    static Dictionary<string, Account> _replicatedAccounts = new();

    [Replicated] static int? opened;

    [Replicated] public static string? Name { get; set; } = "first";

    [Replicated] public static volatile bool Closed;

    public static int Local;

    public static IReadOnlyDictionary<string, Account> Accounts => _replicatedAccounts;

    public static int? Opened => opened;

    public static Account Open(string name, decimal balance)
    {
        opened = (opened ?? 0) + 1;
        Local++;
        return _replicatedAccounts[name] = new Account { Balance = balance };
    }

    public static void Close() => Closed = true;

    public static void Reset()
    {
        _replicatedAccounts = new();
        opened = null;
        Name = null;
        Closed = false;
    }
}
