using System.Runtime.CompilerServices;
using Replicated.Woven;

[assembly: Woven(Tracker.Contract)]

namespace Followed;

/// <summary>A program that a node runs. It says what it does on its standard output.</summary>
internal static class Program
{
    internal static string? Settings { get; private set; }

    [ModuleInitializer]
    internal static void Announce()
    {
        Console.Out.WriteLine("announced");
        Tracker.RegisterStatics(new BankStatics(), typeof(Bank).TypeHandle);
    }

    static int Main(string[] arguments)
    {
        Settings = "set by Main";
        Console.Out.WriteLine($"main {string.Join(' ', arguments)}");
        GC.KeepAlive(Bank.ReplicatedAccounts);
        return arguments.Length;
    }
}
