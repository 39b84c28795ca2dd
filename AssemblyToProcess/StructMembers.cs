using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Replicated;

namespace AssemblyToProcess;

/// <summary>Adds in place, which C# 14 calls on the address of the member.</summary>
public struct Tally
{
    public int Sum;

    public void operator +=(int n) => Sum += n;

    public void operator ++() => Sum++;
}

/// <summary>Sets itself as a whole.</summary>
public struct Resetting
{
    public int Number;
    public string? Text;

    public void Reset(int n) => this = n % 2 == 0 ? default : new Resetting { Number = n, Text = "reset" };

    public readonly int Length() => Number + (Text?.Length ?? 0);

    public int NotMarkedReadonly() => Number;

    public readonly void CopyTo(out int number) => number = Number + 1;

    public readonly override string ToString() => $"{Number} {Text}";

    /// <summary>Breaks what its signature says.</summary>
    public readonly void Force(int n) => Unsafe.AsRef(in Number) = n;
}

/// <summary>Says that nothing of it ever changes, which is not so.</summary>
public readonly struct Frozen(int number)
{
    public readonly int Number = number;

    public void Thaw(int n) => Unsafe.AsRef(in this) = new Frozen(n);
}

/// <summary>Group 3: members that hold structs, which are changed in part.</summary>
[Replicated]
public class StructMembers
{
    public Point point;
    public Holder holder;
    public Resetting resetting;
    public Tally tally;
    public int? nullable;
    public decimal money;
    public DateTime when;
    public (int A, (string? B, int C) More) tuple;
    public KeyValuePair<int, string?> pair;
    public int number;
    public Frozen frozen;
    readonly Point fixedly = new() { X = 1 };

    public Point Property { get; set; }

    public void Row041_part(int n)
    {
        point.X = n + 1;
        point.Y++;
    }

    public void Row042_nested_part(int n) => holder.Inner.Y += n + 1;

    public void Row043_mutating_method(int n)
    {
        point.Move(n + 1, 1);
        holder.Inner.Move(n, n + 2);
    }

    public void Row043_compound_operator(int n)
    {
        tally += n + 4;
        tally++;
    }

    [MarksNothing]
    public int Row044_call_that_changes_nothing(int n) =>
        resetting.Length() + (nullable.HasValue ? nullable.Value : 3) + when.Day + nullable.GetValueOrDefault() + pair.Key + money.CompareTo(3m);

    public int Row044_call_that_does_not_say_so(int n)
    {
        number++;
        return resetting.NotMarkedReadonly();
    }

    public void Row044_call_that_changes_only_what_it_is_given(int n) => resetting.CopyTo(out number);

    [MarksNothing]
    public string Row045_constrained_call(int n) => $"{number}" + when + nullable + money + number.ToString() + number.GetHashCode();

    public string Row045_constrained_call_of_a_struct_of_our_own(int n)
    {
        number++;
        return resetting.ToString();
    }

    public string Row045_constrained_call_that_changes(int n) => Describe(ref holder.Inner, n);

    static string Describe<T>(ref T value, int n)
        where T : IMoves
    {
        value.Move(n + 1, n);
        return value.GetType().Name;
    }

    [MarksNothing]
    public int Row046_part_that_is_read(int n)
    {
        var copy = point;
        copy.X = n;
        copy.Move(n, n);
        return point.X + holder.Inner.Y + tuple.More.C + copy.X + Property.Y;
    }

    [MarksNothing]
    public int Row047_mutating_method_of_a_readonly_member(int n)
    {
        fixedly.Move(n, n);
        return fixedly.X;
    }

    public void Row048_whole(int n)
    {
        point = new Point { X = n + 1, Y = n };
        money = new decimal(n + 1, 0, 0, false, 2);
        Property = point;
    }

    public void Row048_whole_from_another(int n) => (holder.Inner, point) = (point, new Point { X = n + 3 });

    public void Row049_struct_that_sets_itself(int n) => resetting.Reset(n + 1);

    public void Row050_copied_over(int n)
    {
        var other = new Point { X = n + 1, Y = n };
        Unsafe.CopyBlock(ref Unsafe.As<Point, byte>(ref point), ref Unsafe.As<Point, byte>(ref other), (uint)Unsafe.SizeOf<Point>()); // RPL2004
    }

    public void Row051_element_of_a_tuple(int n)
    {
        tuple.A = n + 4;
        tuple.More.B += "x";
        tuple.More.C--;
    }

    public void Row052_struct_with_references(int n)
    {
        holder.Leaf = new Leaf { Number = n };
        holder.Numbers ??= [];
        holder.Leaf.Text = "in a struct";
    }

    [MarksNothing]
    public int Row053_in_argument(int n) => Sum(in point, in number) + Sum(point, n);

    static int Sum(in Point at, in int n) => at.X + at.Y + n;

    public void Row053_in_argument_that_is_written_all_the_same(int n)
    {
        Overwrite(in number, n + 1);
        Overwrite(new ReadOnlySpan<int>(in point.X), n + 2);
        OverwriteByPointer(in point.Y, n + 3);
    }

    static void Overwrite(in int to, int n) => Overwrite(new ReadOnlySpan<int>(in to), n);

    static void Overwrite(ReadOnlySpan<int> to, int n) => MemoryMarshal.GetReference(to) = n;

    static unsafe void OverwriteByPointer(in int to, int n)
    {
        fixed (int* p = &to)
            *p = n;
    }

    public void Row044_readonly_call_that_changes_all_the_same(int n)
    {
        frozen.Thaw(n + 1);
        resetting.Force(n + 2);
    }

    public void Row053_ref_argument_looks_the_same(int n) => Add(ref point, ref number, n);

    static void Add(ref Point at, ref int to, int n)
    {
        at.X += n + 1;
        to--;
    }
}


public interface IMoves
{
    void Move(int x, int y);
}
