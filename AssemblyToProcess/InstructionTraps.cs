using System;
using System.Runtime.CompilerServices;
using Replicated;

namespace AssemblyToProcess;

/// <summary>Group 9: where a weaver that moves instructions goes wrong.</summary>
[Replicated]
public class InstructionTraps
{
    public int f, g;
    public volatile int v;
    public string? text;
    public Point point;
    public InstructionTraps? next;

    /// <summary>Short branches that lead over many stores, and would not if each became longer.</summary>
    public void Row112_short_branches(int n)
    {
        while (g++ < n)
        {
            if (n > 1)
            {
                f = 1; point.X = 2; point.Y = 3; f++; point.X++; point.Y++;
                f = 1; point.X = 2; point.Y = 3; f++; point.X++; point.Y++;
            }
            f = 1; point.X = 2; point.Y = 3; f++; point.X++; point.Y++;
            int.TryParse("3", out f); int.TryParse("4", out point.X);
            int.TryParse("3", out f); int.TryParse("4", out point.X);
        }
        f = n;
    }

    public void Row113_targets_of_branches_and_switches(int n)
    {
        for (int i = 0; i < 4; i++)
        {
            f = (i + n) switch { 0 => g++, 1 => point.X++, 2 => point.Y = v, 3 => v = i, _ => f + 1 };
            g = i > n ? point.X = i : f;
        }
    }

    public void Row114_edges_of_handlers(int n)
    {
        try
        {
            point.X = 10 / n;
        }
        catch
        {
            point.Y = n + 1;
        }
        finally
        {
            int.TryParse("3", out f);
        }
        try
        {
            try { g = n + 1; } finally { point.X++; }
        }
        finally { v++; }
    }

    public void Row116_prefixes(int n)
    {
        v = n + 1;
        v = v > 1 ? 4 : 5;
        Describe(ref point, n);
    }

    static string? Describe<T>(ref T value, int n)
        where T : struct, IMoves
    {
        value.Move(n + 1, n);
        return value.ToString();
    }

    public int Row118_store_within_the_arguments_of_a_call(int n) => Sum(f = n + 1, point.X = n, Sum(g++, Out(out point.Y, n), v = 3));

    static int Sum(int a, int b, int c) => a + (b * 10) + (c * 100);

    static int Out(out int to, int n) => to = n + 2;

    [SkipLocalsInit]
    public int Row119_stackalloc(int n)
    {
        Span<int> numbers = stackalloc int[n + 2];
        numbers.Fill(n);
        numbers[1] = point.X = n + 1;
        int.TryParse("7", out f);
        ref int at = ref numbers[0];
        at = ref g;
        at += numbers[1];
        return numbers[1] + f;
    }

    public void Row120_deep_stack(int n) =>
        f = Sum(n, Sum(n, Sum(n, Sum(n, g = Sum(n, n, n), point.X++), Out(out point.Y, n)), n), Sum(n, n, v = n)) + 1;

    public void Row122_statements_of_one_line(int n) { f = n + 1; g = n; point.X = f; int.TryParse("3", out v); }

    public void Row125_single_return(int n)
    {
        if (n == 0) { f++; return; }
        if (n == 1) { point.X++; return; }
        g = n;
    }

    public string? Row133_caller_name_and_stack(int n)
    {
        f = n + 1;
        return Caller() + Caller(text = Caller());
    }

    static string? Caller(object? argument = null, [CallerMemberName] string? name = null) => name;
}
