using System;
using System.Threading;
using Replicated;

namespace AssemblyToProcess;

/// <summary>Group 1: the shapes that the compiler gives to stores.</summary>
[Replicated]
public class PlainStores
{
    public int a, b;
    public string? text;
    public volatile int v;
    public PlainStores? next;
    public Point point;

    public long Count { get; set; }

    int ThrowsOnly { set => throw new NotSupportedException("always"); }

    public void Row001_store(int n) => a = n;

    public void Row001_store_of_a_property(int n) => Count = n;

    public int Row002_value_of_a_store(int n)
    {
        int local = a = b = n + 1;
        return local + (v = n);
    }

    public void Row003_compound(int n)
    {
        a += n + 2;
        b++;
        --Count;
        text += n;
    }

    public int Row003_increment_as_value(int n) => a++ + ++b;

    public void Row004_coalesce(int n) => text ??= n.ToString();

    [MarksNothing]
    public void Row004_coalesce_that_stores_nothing(int n)
    {
        string? other = "here";
        _ = other ??= text = "never";
    }

    public void Row005_store_as_a_branch_target(int n)
    {
        a = n % 2 == 0 ? n + 1 : -n;
        text = n > 1 && b > 0 ? null : text ?? "";
    }

    public void Row006_prefix_as_a_branch_target(int n) => v = n % 2 == 0 ? n + 3 : -n;

    public void Row007_switch_expression(int n) => a = n switch { 0 => 7, 1 => b, 2 => 9, _ => n };

    public void Row007_switch_statement(int n)
    {
        switch (n)
        {
            case 0: a = 4; break;
            case 1: b = 5; break;
            case 2: goto case 0;
            default: text = "default"; break;
        }
    }

    public void Row008_null_conditional_assignment(int n)
    {
        next?.a = n;
        next?.next?.b = n;
        next ??= new PlainStores { next = n > 0 ? new PlainStores() : null };
        next?.next?.text ??= "set";
        next?.b += n;
    }

    public void Row009_tuple_swap(int n)
    {
        (a, b) = (b + 1, a + n);
        (a, _, text) = Three(n);
    }

    static (int, int, string) Three(int n) => (n, n, "three");

    public void Row010_object_initialiser(int n) => next = new PlainStores { a = n, next = next, text = "made" };

    public void Row011_nested_initialiser(int n) =>
        next = new PlainStores { point = { X = n, Y = 2 }, next = new PlainStores { next = new PlainStores { b = n } } };

    public void Row011_nested_initialiser_of_an_object_that_is_there(int n)
    {
        next = new PlainStores { next = new PlainStores() };
        var holder = new Linked { Stores = { b = n + 1 } };
        next.a = holder.Stores.b;
    }

    public void Row012_loops(int n)
    {
        for (a = 0; a < n + 2; a++)
            b ^= a + 1;
        while (b-- > 0)
            continue;
    again:
        if (++v % 3 != 0)
            goto again;
    }

    public void Row012_using_and_lock(int n)
    {
        using (new Undo(this))
        {
            lock (this)
                a = n + 1;
        }
    }

    public void Row013_handlers(int n)
    {
        try
        {
            a = 10 / (n % 2);
        }
        catch (DivideByZeroException) when (Filter(n))
        {
            b = n + 1;
        }
        finally
        {
            text = "finally" + n;
        }
    }

    bool Filter(int n) => (v = n + 1) > 0;

    public void Row013_nested_handlers(int n)
    {
        foreach (int i in new[] { 0, 1, 2 })
        {
            try
            {
                try
                {
                    a = i / (i - n);
                    if (i == 1)
                        continue;
                }
                finally
                {
                    b = i + 1;
                }
            }
            catch (Exception) when (n > 0)
            {
                text = "caught " + i;
                break;
            }
            catch
            {
                Count++;
            }
        }
    }

    public void Row014_exception_after_a_store(int n)
    {
        a = n + 1;
        if (n % 2 == 0)
            throw new InvalidOperationException("after the store");
        b = n;
    }

    public void Row015_the_same_value(int n)
    {
        a = a;
        b = n;
        b = n;
    }

    [MarksNothing]
    public void Row016_setter_that_only_throws(int n) => ThrowsOnly = n;

    public void Row016_body_that_never_returns(int n)
    {
        while (true)
        {
            a += n + 1;
            if (a > 20)
                throw new InvalidOperationException("the only way out");
        }
    }

    [MarksNothing]
    public int Row016_reading(int n) => a + b + v + point.X + (text?.Length ?? 0) + (next?.a ?? 0);

    sealed class Undo(PlainStores stores) : IDisposable
    {
        public void Dispose() => stores.b = stores.a + 1;
    }

    sealed class Linked
    {
        public PlainStores Stores { get; } = new();
    }
}
