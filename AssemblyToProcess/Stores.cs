using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Replicated;

namespace AssemblyToProcess;

/// <summary>The shapes that the compiler gives to stores. Each method of this signature is run with a random number.</summary>
[Replicated]
public class Stores
{
    public int a, b;
    public string? text;
    public volatile int v;
    public Stores? next;
    public long Count { get; set; }
    public int Clamped { get; set => field = Math.Max(0, value); }

    public void Plain(int n) => a = n;

    public void Chain(int n) => a = b = n;

    public void Compound(int n)
    {
        a += n;
        b++;
        Count -= n;
    }

    public void Coalesce(int n) => text ??= n.ToString();

    public void Choose(int n) => a = n % 2 == 0 ? n : -n;

    public void ChooseVolatile(int n) => v = n % 2 == 0 ? n : -n;

    public void Switch(int n) => a = (n % 3) switch { 0 => 1, 1 => b, _ => n };

    public void Conditional(int n)
    {
        next?.a = n;
        next?.next?.b = n;
    }

    public void Grow(int n) => next = new Stores { a = n, next = next, text = "grown" };

    public void Swap(int n) => (a, b) = (b, a + n);

    public void Loop(int n)
    {
        for (a = 0; a < n % 7; a++)
            b ^= a;
    }

    public void Try(int n)
    {
        try
        {
            a = 10 / (n % 2);
        }
        catch (DivideByZeroException) when (Filter(n))
        {
            b = n;
        }
        finally
        {
            text = "finally";
        }
    }

    bool Filter(int n) => (v = n) == n;

    public void Lambda(int n)
    {
        Action act = () => a = n;
        act();
    }

    public void Iterate(int n)
    {
        foreach (int i in Items(n))
            b = i;
    }

    IEnumerable<int> Items(int n)
    {
        a = n;
        yield return 1;
        v = n;
        yield return n;
    }

    public void Await(int n) => AwaitAsync(n).GetAwaiter().GetResult();

    async Task AwaitAsync(int n)
    {
        a = await Task.FromResult(n);
        await Task.Yield();
        b += await Task.FromResult(n);
    }

    public void Locked(int n)
    {
        lock (this)
            Count = n;
    }

    public void Property(int n) => Clamped = n;

    public void Null(int n) => (text, next) = (null, n % 5 == 0 ? null : next);
}
