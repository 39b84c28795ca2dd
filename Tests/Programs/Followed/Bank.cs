using System.Diagnostics;
using Replicated.Woven;

namespace Followed;

/// <summary>A type with a root, whose initialiser does what the test asks for.</summary>
internal static class Bank
{
    internal static DateTime ReplicatedChanged = DateTime.Now;

    internal static int ReplicatedAccounts = Initialise(Environment.GetEnvironmentVariable("FOLLOWED_INITIALISER") ?? "");

    static int Initialise(string wish)
    {
        Console.Out.WriteLine($"initialiser of Bank: {wish}");
        switch (wish)
        {
            case "read what Main sets":
                return Program.Settings!.Length;
            case "start a child":
                Show("child", Run("env", ""));
                return 1;
            case "start this program":
                Show("child", Run(Environment.ProcessPath!, Environment.ProcessPath!.EndsWith("Followed", StringComparison.Ordinal) ? "" : typeof(Bank).Assembly.Location));
                return 1;
            case "block":
                Thread.Sleep(Timeout.Infinite);
                return 1;
            case "show the arguments":
                Console.Out.WriteLine($"arguments: {string.Join('|', Environment.GetCommandLineArgs().Skip(1))}");
                return 1;
            case "end with 7":
                Environment.Exit(7);
                return 1;
            default:
                return 1;
        }
    }

    static string Run(string program, string argument)
    {
        var start = new ProcessStartInfo(program, argument) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["FOLLOWED_INITIALISER"] = "be the child";
        using var child = Process.Start(start)!;
        var output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return output;
    }

    static void Show(string who, string output)
    {
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Console.Out.WriteLine($"{who}: {line}");
        Console.Out.WriteLine($"{who} ended");
    }
}

/// <summary>What the weaver makes of a type with a replicated static, by hand.</summary>
internal sealed class BankStatics : IReplicated
{
    internal static readonly BankStatics Instance = new();

    Header header;

    internal static void StoreAccounts(int value)
    {
        Bank.ReplicatedAccounts = value;
        Mark(1);
    }

    internal static void StoreChanged(DateTime value)
    {
        Bank.ReplicatedChanged = value;
        Mark(2);
    }

    static void Mark(long bit)
    {
        if ((Volatile.Read(ref Instance.header.Clean) & bit) != 0)
            Tracker.Mark(Instance, ref Instance.header, bit);
    }

    public ref Header GetHeader() => ref header;

    public Shape GetShape() => ShapeOf<BankStatics>.Value;

    public void Describe(ShapeBuilder builder)
    {
        builder.Member<int>("ReplicatedAccounts");
        builder.Member<DateTime>("ReplicatedChanged");
    }

    public void Reach(long members, Reacher reacher)
    {
    }

    public void Write(long members, MemberWriter writer)
    {
        if ((members & 1) != 0)
            writer.Write(1, Bank.ReplicatedAccounts);
        if ((members & 2) != 0)
            writer.Write(2, Bank.ReplicatedChanged);
    }

    public void Read(int member, MemberReader reader)
    {
        if (member == 0)
            Bank.ReplicatedAccounts = reader.Read<int>();
        else
            Bank.ReplicatedChanged = reader.Read<DateTime>();
    }
}
