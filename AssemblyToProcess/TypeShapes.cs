using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Replicated;

namespace AssemblyToProcess;

[Replicated]
public class Owner<T>
{
    public T? value;
    public List<T>? list;
    public Dictionary<string, T>? map;
    public int count;

    public void Set(T to)
    {
        value = to;
        count++;
    }

    public void Clear() => value = default;

    public void Get(string key, T to)
    {
        map = new Dictionary<string, T> { [key] = to };
        map.TryGetValue(key, out value);
    }

    /// <summary>The closure has type parameters of its own.</summary>
    public void Closed<TOther>(TOther other, T to)
    {
        Action act = () =>
        {
            value = to;
            count += other!.GetHashCode() % 5 + 9;
        };
        act();
    }

    [Replicated]
    public class Nested<TInner>
    {
        public TInner? inner;
        public Owner<T>? outer;

        public void Set(TInner to, T of)
        {
            inner = to;
            outer ??= new Owner<T>();
            outer.value = of;
        }
    }
}

public sealed class ClosedOwner : Owner<string>
{
    public int own;

    public void SetAll(int n)
    {
        value = n.ToString();
        count = own = n + 1;
    }
}

[Replicated]
public abstract class DerivesBase
{
    public int ofBase;

    protected internal string? text;

    public virtual int Virtual { get; set; }

    public abstract int Abstract { get; set; }
}

public class Derives : DerivesBase
{
    public int own;

    public override int Virtual { get => base.Virtual + 1; set => base.Virtual = own = value; }

    public override int Abstract { get; set; }
}

/// <summary>An interface with a body, and static members of an interface.</summary>
public interface ICounts<TSelf>
    where TSelf : ICounts<TSelf>
{
    int Count { get; set; }

    static abstract TSelf Make(int n);

    void Increment(int n) => Count += n;
}

[Replicated]
public class Counts : ICounts<Counts>
{
    public int Count { get; set; }

    public static Counts Make(int n) => new() { Count = n };
}

/// <summary>No other file sees it.</summary>
file class OfThisFile : Derives
{
    public int number;
    public Deep deep = new();

    [Replicated]
    public class Deep
    {
        public int number;
    }
}

/// <summary>Group 6: shapes of the types that have members.</summary>
[Replicated]
public class TypeShapes
{
    public Owner<int> numbers = new();
    public Owner<string> texts = new();
    public Owner<Leaf?> leaves = new();
    public Owner<int>.Nested<string> nested = new();
    public ClosedOwner closed = new();
    public Derives derives = new();
    public Counts counts = new();
    public int number;
    readonly Derives file = new OfThisFile();
    readonly Hidden hidden = new();

    public void Row085_generic_owner(int n)
    {
        numbers.Set(n + 1);
        texts.Set($"{n}");
        leaves.value = new Leaf { Number = n };
        numbers.count--;
        texts.Clear();
        leaves.Get("a", leaves.value);
        numbers.Get("b", n);
    }

    public void Row086_generic_method_and_nested_type(int n)
    {
        numbers.Closed(n, n + 1);
        texts.Closed(2L, "text");
        nested.Set($"{n}", n);
        nested.outer!.count++;
    }

    public void Row087_member_of_a_type_parameter(int n)
    {
        leaves.list = [new Leaf { Number = n }, null];
        texts.map = new Dictionary<string, string> { ["a"] = "b" };
        closed.SetAll(n);
    }

    public void Row088_nested_private_and_file_types(int n)
    {
        ((OfThisFile)file).number = n + 1;
        ((OfThisFile)file).deep.number += 2;
        hidden.Number++;
    }

    public void Row089_inheritance(int n)
    {
        derives.ofBase = n + 1;
        derives.own += 2;
        derives.text = "x" + n;
        derives.Virtual = n + 4;
        derives.Abstract++;
    }

    public int Row091_members_of_interfaces(int n)
    {
        ((ICounts<Counts>)counts).Increment(n + 1);
        counts = Make<Counts>(counts.Count + 1);
        return counts.Count;
    }

    static T Make<T>(int n)
        where T : ICounts<T> => T.Make(n);

    public int Row091a_ref_struct(int n)
    {
        var view = new View(ref number);
        return Use(view, n + 1);
    }

    static int Use<T>(T view, int n)
        where T : ISets, allows ref struct
    {
        view.Set(n);
        return n;
    }

    public int Row091b_method_without_a_body(int n)
    {
        number++;
        return derives.Abstract + Process.Number() % 1;
    }

    static class Process
    {
        [DllImport("libc", EntryPoint = "getpid")]
        static extern int GetPid();

        internal static int Number() => OperatingSystem.IsWindows() ? 0 : GetPid();
    }

    [Replicated]
    sealed class Hidden
    {
        internal int Number { get; set; }
    }
}
