using System;
using System.Collections.Generic;
using System.Threading;
using Replicated;

namespace AssemblyToProcess;

/// <summary>Writes through the address of a member. Each method of this signature is run with a random number.</summary>
[Replicated]
public class Addresses
{
    public int f, g;
    public Point point;
    public Holder holder;
    public int? nullable;
    public decimal money;
    public (int A, string? B) tuple;
    public string? text;
    public int[]? array;
    public Addresses? next;

    public void Part(int n) => point.X = n;

    public void Nested(int n) => holder.Inner.Y += n;

    public void Default(int n) => holder = default;

    public void Null(int n) => nullable = null;

    public void Some(int n) => nullable = n;

    public void TupleItem(int n) => tuple.A = n;

    public void Mutate(int n) => point.Move(n, 1);

    public void Parse(int n)
    {
        int.TryParse(n.ToString(), out f);
        decimal.TryParse(n.ToString(), out money);
    }

    public void Exchange(int n) => Exchange(ref f, ref g, n);

    static void Exchange(ref int a, ref int b, int n) => (a, b) = (b + n, a);

    public void Resize(int n) => Array.Resize(ref array, n % 5 + 1);

    public void Interlock(int n)
    {
        Interlocked.Add(ref f, n);
        Interlocked.Exchange(ref text, n.ToString());
        Volatile.Write(ref g, n);
    }

    public void Throw(int n)
    {
        try
        {
            WriteAndThrow(ref f, n);
        }
        catch (InvalidOperationException)
        {
        }
    }

    static void WriteAndThrow(ref int target, int n)
    {
        target = n;
        throw new InvalidOperationException();
    }

    public void OfAnother(int n)
    {
        next ??= new Addresses();
        next.holder.Inner.X = n;
        next.point.Move(n, n);
    }

    public void Get(int n)
    {
        var map = new Dictionary<int, string> { [n] = "found" };
        map.TryGetValue(n, out text);
    }
}
