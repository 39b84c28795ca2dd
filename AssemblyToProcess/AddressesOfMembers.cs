using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using Replicated;

namespace AssemblyToProcess;

/// <summary>Keeps an address as long as it lives itself.</summary>
public ref struct View(ref int first) : ISets
{
    public ref int First = ref first;

    public readonly void Set(int n) => First = n;
}

/// <summary>Hands out the addresses of its parts, as was done before a signature could say so.</summary>
public struct TwoParts
{
    int first, second;

    public ref int Second() => ref Unsafe.AsRef(in second);

    public Span<int> Both() => MemoryMarshal.CreateSpan(ref Unsafe.AsRef(in first), 2);
}

public ref struct OneAddress
{
    public ref int First;
    public int Length;
}

public interface ISets
{
    void Set(int n);
}

public delegate void Writer(ref int n);

public static class PointExtensions
{
    extension(ref Point point)
    {
        public void Bump() => point.X++;

        public int Height { set => point.Y = value; }
    }

    public static void BumpOld(ref this Point point) => point.X += 2;
}

/// <summary>Group 4: addresses of members that are taken, and what is done with them.</summary>
[Replicated]
public class AddressesOfMembers
{
    public int f, g;
    public Point point;
    public decimal money;
    public string? text;
    public int[]? array;
    public TwoParts pair;
    public int[] numbers = [1, 2, 3];
    static nint handle;
    public AddressesOfMembers? next;

    public void Row054_ref_local(int n)
    {
        ref int at = ref f;
        for (int i = 0; i <= n; i++)
            at += i + 1;
        ref var part = ref point.Y;
        part--;
    }

    [MarksNothing]
    public int Row054_ref_local_that_is_read(int n)
    {
        ref int at = ref f;
        ref readonly var all = ref point;
        return at + all.X + n;
    }

    public void Row054_ref_local_that_moves(int n)
    {
        next = new AddressesOfMembers { next = new AddressesOfMembers() };
        ref int at = ref f;
        at = n + 1;
        at = ref g;
        at = n + 2;
        for (var one = this; one != null; one = one.next)
        {
            ref int inside = ref one.point.X;
            inside++;
        }
    }

    public void Row055_out_argument(int n)
    {
        int.TryParse($"{n + 1}", out f);
        decimal.TryParse($"{n + 1}", out money);
        new Dictionary<int, string> { [n] = "found" }.TryGetValue(n, out text);
    }

    public void Row055_ref_argument(int n)
    {
        Exchange(ref f, ref g, n);
        Array.Resize(ref array, n + 1);
    }

    public void Row055_ref_argument_of_a_call_that_throws(int n) => WriteAndThrow(ref f, n);

    static void WriteAndThrow(ref int target, int n)
    {
        target = n + 1;
        throw new InvalidOperationException("written before");
    }

    static void Exchange(ref int a, ref int b, int n) => (a, b) = (b + n + 1, a);

    public void Row056_conditional_ref(int n)
    {
        (n % 2 == 0 ? ref f : ref g) = n + 1;
        Exchange(ref n > 1 ? ref f : ref point.X, ref n > 2 ? ref g : ref point.Y, n);
    }

    [MarksNothing]
    public int Row057_ref_return_of_a_local(int n)
    {
        int local = n;
        return Same(ref local)++ + local;
    }

    public void Row057_ref_return_within_the_statement(int n) => Same(ref f) += n + 1;

    static ref int Same(ref int n) => ref n;

    public void Row057_ref_return_that_the_signature_hides(int n)
    {
        ref int part = ref pair.Second();
        part = n + 1;
        pair.Both()[0] = n + 2;
        Hidden(ref f)[0] += n + 3;
    }

    static Span<int> Hidden(scoped ref int n) => MemoryMarshal.CreateSpan(ref Unsafe.AsRef(ref n), 1);

    public void Row058_span_of_a_member(int n)
    {
        var span = new Span<int>(ref f);
        span[0] = n + 1;
        MemoryMarshal.CreateSpan(ref g, 1).Fill(n + 2);
        foreach (ref int part in MemoryMarshal.CreateSpan(ref point.X, 1))
            part = n + 3;
    }

    [MarksNothing]
    public int Row058_span_that_is_read(int n) => new ReadOnlySpan<int>(in f)[0] + MemoryMarshal.CreateSpan(ref g, 1).ToArray().Length;

    public void Row058_ref_struct(int n)
    {
        var view = new View(ref f);
        view.First = n;
        view.Set(n + 1);
        view.First = ref g;
        view.First--;
    }

    public void Row058_span_that_is_copied_to(int n)
    {
        var span = new Span<int>(ref f);
        ReadOnlySpan<int> source = [n + 1];
        source.CopyTo(span);
        new Span<int>([n + 2]).TryCopyTo(MemoryMarshal.CreateSpan(ref g, 1));
    }

    public void Row058_ref_struct_that_gets_another_address_each_time(int n)
    {
        next = new AddressesOfMembers { next = new AddressesOfMembers() };
        for (var one = this; one != null; one = one.next)
        {
            var field = new OneAddress { First = ref one.f };
            field.First += n + 1;
            Open(ref one.g, out var second);
            second.First--;
        }
    }

    static void Open(ref int n, out OneAddress field) => field = new OneAddress { First = ref n };

    public void Row059_interlocked_and_volatile(int n)
    {
        Interlocked.Add(ref f, n + 1); // RPL2003
        Interlocked.Exchange(ref text, n.ToString()); // RPL2003
        Volatile.Write(ref g, n + 1); // RPL2003
    }

    [MarksNothing]
    public int Row059_volatile_read(int n) => Volatile.Read(ref f) + Volatile.Read(ref g);

    public void Row060_unsafe(int n)
    {
        Unsafe.As<int, uint>(ref f) = (uint)n + 1; // RPL2004
        Unsafe.Add(ref g, 0) = n + 2; // RPL2004
    }

    public unsafe void Row061_fixed(int n)
    {
        fixed (int* p = &f)
        {
            *p = n;
            p[0] += 4;
        }
        fixed (int* x = &point.X, y = &point.Y)
            (*x, *y) = (*y + 1, *x);
    }

    public unsafe void Row061_distance_of_two_pointers(int n)
    {
        fixed (int* first = &point.X)
        {
            int* last = first;
            while (last - first < 1)
                last++;
            *last += n + 1;
            f = (int)(last - first);
        }
    }

    static nint Describe(ref int n)
    {
        n++;
        return n;
    }

    public int Row055_ref_argument_of_a_call_that_returns_a_handle(int n)
    {
        handle = Describe(ref f) + n;
        return (int)handle;
    }

    public async Task<int> Row064_kept_over_an_await(int n)
    {
        point.X += await Number(n + 1);
        numbers[await Number(0)] += await Number(n);
        f = g = point.X;
        return f;
    }

    static async Task<int> Number(int n)
    {
        await Task.Yield();
        return n;
    }

    public void Row065_element_of_an_array(int n)
    {
        numbers[0]++;
        ref int element = ref numbers[1];
        element += n;
        Exchange(ref numbers[1], ref f, n);
    }

    public void Row066_ref_receiver_of_an_extension(int n)
    {
        point.Bump();
        point.Height = n;
        point.BumpOld();
    }

    public unsafe void Row068_function_pointer(int n)
    {
        delegate*<ref int, ref int, int, void> exchange = &Exchange;
        exchange(ref f, ref g, n);
    }

    public void Row068_delegate_with_a_ref_parameter(int n)
    {
        Writer write = (ref int target) => target += n + 1;
        write(ref f);
        write += (ref int target) => target *= 2;
        write(ref point.Y);
    }
}
