using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Replicated;

namespace AssemblyToProcess;

/// <summary>Group 2: statics.</summary>
public static class StaticMembers
{
    [Replicated] static int number;
    [Replicated] static string? text;
    [Replicated] static Point point;
    [Replicated] static volatile int vol;
    [Replicated] static int? nullable;

    [Replicated] static long Property { get; set; }

    public static void Row018_store_of_a_static(int n)
    {
        number = n + 1;
        Property += n;
        text ??= n.ToString();
        vol = n % 2 == 0 ? 3 : n;
    }

    public static void Row018_address_of_a_static(int n)
    {
        point.X += n + 1;
        nullable = null;
        nullable = n;
        int.TryParse($"{n}", out number);
        ref int at = ref point.Y;
        at--;
    }

    [MarksNothing]
    public static int Row018_static_that_is_read(int n) => number + point.X + (text?.Length ?? 0) + vol + nullable.GetValueOrDefault();
}

/// <summary>Its initialiser stores.</summary>
public static class InitialisedStatics
{
    [Replicated] static int number = 4;
    [Replicated] static Point point;
    public static int Runs;

    static InitialisedStatics()
    {
        number += 3;
        point.X = 5;
        Runs++;
    }

    public static int Row019_type_initialiser(int n)
    {
        number += n + 1;
        return number + point.X + Runs;
    }

    public static int Row019_type_initialiser_of_a_generic_type(int n)
    {
        Initialised<int>.Number += n + 1;
        number++;
        return Initialised<int>.Number + Initialised<string>.Number;
    }
}

/// <summary>What happened in which order.</summary>
public static class Journal
{
    public static readonly List<string> Lines = [];

    public static int Note(string line, int value)
    {
        Lines.Add(line);
        return value;
    }
}

public static class WithoutInitialiser
{
    [Replicated] internal static int Number = Journal.Note("initialised", 5);
}

/// <summary>Group 2: kinds of fields.</summary>
[Replicated]
public class FieldKinds
{
    public const int Limit = 40;

    public volatile int vol;
    public volatile string? volText;
    public readonly Leaf leaf = new();
    public Overlapping overlapping;
    public Small small;
    public Large? large;
    public decimal money;
    public Guid id;
    public DateTime when;
    public DateTimeOffset? offset;
    public int? nullable;
    public BigInteger big;
    public Int128 wide;
    public Holder holder;
    public Box<Leaf?> box;
    public HidesField hiding = new();
    public FixedBuffer buffer;
    public event Action<int>? Changed;
    public Func<int, int>? act;
    public object? any;
    public dynamic? anyToo;
    public IList<int>? numbers;
    public IReadOnlyDictionary<string, Leaf>? leaves;
    public DerivesBase? derives;
    public ICounts<Counts>? counts;
    public IEnumerator<int>? items;
    public int number;
    public Eight eight;

    public int Row020_store_that_runs_a_type_initialiser(int n)
    {
        vol = n + 1;
        Journal.Lines.Clear();
        WithoutInitialiser.Number = Journal.Note("stored", n);
        return WithoutInitialiser.Number + Journal.Lines.Count;
    }

    public void Row020_static_of_another_class(int n) => Beside.Number = n + 1;

    /// <summary>A class of its own: the stores come from outside.</summary>
    public static class Beside
    {
        [Replicated] internal static int Number;
    }

    [MarksNothing]
    public int Row022_const(int n) => Limit + n;

    public void Row025_readonly_field_whose_object_changes(int n) => leaf.Number += n + 1;

    public void Row026_volatile(int n)
    {
        vol = n + 1;
        vol += n;
        volText = n.ToString();
    }

    public void Row028_overlap_inside_a_value(int n)
    {
        overlapping.Whole = n + 0x1_0000;
        overlapping.High++;
    }

    public void Row029_event(int n)
    {
        Changed += Add;
        if (n == 1)
            Changed -= Add;
        if (n == 2)
            Changed += leaf.Set;
        Changed?.Invoke(n + 1);
    }

    void Add(int n) => number += n;

    static int Twice(int n) => n * 2;

    public int Row030_delegate(int n)
    {
        act = n % 2 == 0 ? Twice : leaf.SetAndGet;
        return act(n + 1);
    }

    public void Row032_object_and_dynamic(int n)
    {
        any = n switch { 0 => n, 1 => "text", 2 => leaf, _ => new List<int> { n } };
        anyToo = any;
        if (n == 2)
            anyToo.Text += "3";
    }

    public void Row033_interfaces_and_abstract_classes(int n)
    {
        numbers = n % 2 == 0 ? new List<int> { n } : new[] { n, 2 };
        numbers[0]++;
        leaves = new Dictionary<string, Leaf> { ["a"] = leaf };
        derives = new Derives { own = n };
        derives.ofBase++;
        counts ??= new Counts();
        counts.Increment(n + 1);
    }

    public int Row040_closure_that_a_member_holds(int n)
    {
        int sum = n;
        act ??= more => sum += more + number;
        return act(n + 1);
    }

    public int Row040_iterator_that_a_member_holds(int n)
    {
        items ??= Count(3);
        return items.MoveNext() ? items.Current : -1;
    }

    IEnumerator<int> Count(int to)
    {
        for (int i = 0; i < to; i++)
        {
            number += i + 1;
            yield return number;
        }
    }

    public unsafe void Row034_fixed_buffer(int n)
    {
        buffer.numbers[1] = n + 3;
        buffer.numbers[n]++;
        fixed (int* first = buffer.numbers)
            first[2] = n + 1;
    }

    public void Row035_inline_array(int n)
    {
        eight[1] = n + 3;
        eight[n]++;
        Span<int> all = eight;
        all[7] -= 2;
        foreach (ref int item in eight[4..6])
            item = n + 5;
    }

    public void Row036_kinds_of_values(int n)
    {
        small = n % 2 == 0 ? Small.One : Small.Most;
        large = Large.High;
        large |= Large.Low;
        money += n + 0.5m;
        id = new Guid(n + 1, 2, 3, new byte[8]);
        when = new DateTime(n + 1, DateTimeKind.Utc);
        offset = DateTimeOffset.UnixEpoch.AddHours(n);
        nullable = n;
        nullable++;
        big = BigInteger.Pow(3, n + 90);
        wide = Int128.MaxValue - n;
    }

    public void Row037_null_and_default(int n)
    {
        nullable = nullable is null ? n : null;
        large = null;
        holder = default;
        when = default;
        offset = new();
        holder.Leaf = new Leaf { Number = n };
    }

    public void Row038_generic_default(int n)
    {
        GenericOwner<int>.Clear(ref nullable, n);
        box = new Box<Leaf?> { Content = n > 1 ? leaf : default };
    }

    public void Row039_field_that_hides_another(int n)
    {
        hiding.f = n;
        ((HidesFieldBase)hiding).f = $"{n}";
        hiding.SetOwn(n + 1);
    }
}

[StructLayout(LayoutKind.Explicit)]
public struct Overlapping
{
    [FieldOffset(0)] public long Whole;
    [FieldOffset(4)] public int High;
}

public unsafe struct FixedBuffer
{
    public fixed int numbers[4];
}

[InlineArray(8)]
public struct Eight
{
    int first;
}

[Replicated]
public class HidesFieldBase
{
    public string? f;
    int own;

    public void SetOwn(int n) => own = n;
}

public class HidesField : HidesFieldBase
{
    public new int f;
    int own;

    public new void SetOwn(int n)
    {
        base.SetOwn(n);
        own = n + 1;
    }
}

static class GenericOwner<T>
    where T : struct
{
    internal static void Clear(ref T? value, T to) => value = value is null ? to : default;
}

static class Initialised<T>
{
    [Replicated]
    public static int Number { get; set; } = typeof(T).Name.Length;
}
