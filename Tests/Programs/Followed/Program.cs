using System.Globalization;
using System.Runtime.CompilerServices;
using Replicated;
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
        Tracker.RegisterStatics(BankStatics.Instance, typeof(Bank).TypeHandle);
    }

    /// <summary>
    /// With the argument <c>obey</c> it stores and commits each number that it reads; with <c>alone</c> it runs alone; with <c>linger</c> it
    /// has an exit handler that does not return.
    /// </summary>
    static async Task<int> Main(string[] arguments)
    {
        Settings = "set by Main";
        if (arguments.Contains("alone"))
            Replication.RunAlone();
        if (arguments.Contains("linger"))
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Thread.Sleep(Timeout.Infinite);
        Console.Out.WriteLine($"main {string.Join(' ', arguments)}");
        Console.Out.WriteLine($"taken over {Replication.WasTakenOver}, accounts {Bank.ReplicatedAccounts}");
        Console.Out.WriteLine($"last change {Bank.ReplicatedChanged:yyyy-MM-ddTHH:mm:ss.fffffff} {Bank.ReplicatedChanged.Kind}, in UTC{TimeZoneInfo.Local.BaseUtcOffset:hh}");
        while (arguments.Contains("obey") && Console.In.ReadLine() is { } line)
        {
            BankStatics.StoreAccounts(int.Parse(line, CultureInfo.InvariantCulture));
            BankStatics.StoreChanged(DateTime.Now);
            var result = await Replication.CommitAsync(CommitLevel.Received);
            Console.Out.WriteLine($"changed {Bank.ReplicatedChanged:yyyy-MM-ddTHH:mm:ss.fffffff}");
            Console.Out.WriteLine($"committed {line} {result.Level}");
        }
        return arguments.Length;
    }
}
