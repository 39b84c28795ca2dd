using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Replicated;

namespace AssemblyToProcess;

/// <summary>Calls what the derived class overrides before that class's constructor runs.</summary>
[Replicated]
public abstract class CallsOverride
{
    public int ofBase = 7;

    protected CallsOverride(int n) => SetUp(n);

    protected abstract void SetUp(int n);
}

public class Overrides : CallsOverride
{
    public int stored, initialised = 3;
    public readonly int late;
    public Point point;

    public Overrides(int n)
        : base(n)
    {
        late = n;
        point = new Point { X = n };
    }

    public Overrides()
        : this(4)
    {
        stored++;
        point.Y = 2;
    }

    protected override void SetUp(int n) => stored = initialised + n;
}

/// <summary>The parameters become fields that no source names.</summary>
[Replicated]
public class Captures(int kept, string? text)
{
    public int Next(int n) => kept += n;

    public string? Extend(int n) => text += n;
}

/// <summary>Initialisers with branches, nulls and defaults, in a class with type parameters.</summary>
[Replicated]
public class InitialisedGeneric<T>(int n)
{
    public int? Nothing { get; set; } = null;

    public int? Something { get; set; } = n > 1 ? n : null;

    public string Text { get; set; } = n.ToString() ?? "none";

    public T? Value { get; set; } = default;

    public List<T> Items { get; } = [];

    public Holder Holder { get; set; } = default;
}

[Replicated]
public class Initialised
{
    readonly string name = "none";
    int checkedNumber;

    public Initialised() => Made = 1;

    public int Made { get; }

    public required int Required { get; init; }

    public required string? RequiredToo { get; set; }

    public int? Optional { get; init; }

    public string Name { get => name; init => name = value ?? throw new ArgumentNullException(nameof(value)); }

    public int Checked
    {
        get => checkedNumber;
        init
        {
            if (value < 0)
                throw new ArgumentOutOfRangeException(nameof(value));
            checkedNumber = value;
        }
    }
}

[Replicated]
public record Position(int X, string? Text)
{
    public Leaf? Leaf { get; init; }
}

public record Further(int X, string? Text, int Y) : Position(X, Text);

public record struct Place(int X, string? Text);

public readonly record struct FixedPlace(int X, string? Text);

[Replicated]
public partial class InParts
{
    public partial int Number { get; set; }

    partial void Changed(int n);

    public partial InParts(int n);

    public partial event Action? Happened;

    public void Set(int n)
    {
        Number = n;
        Changed(n);
    }
}

public partial class InParts
{
    int number, changes;
    Action? happened;

    public partial InParts(int n) => number = n;

    public partial event Action? Happened
    {
        add => happened += value;
        remove => happened -= value;
    }

    public partial int Number { get => number; set => number = value; }

    partial void Changed(int n) => changes += n + 1;
}

[Replicated]
public class Disposes : IDisposable
{
    public bool Disposed { get; private set; }

    public void Dispose() => Disposed = true;
}

/// <summary>Group 5: how objects are made, and members that are set only then.</summary>
[Replicated]
public class Construction
{
    public Overrides? overrides;
    public InitialisedGeneric<string>? generic;
    public Captures captures = new(3, "kept");
    public Initialised? initialised, captured;
    public Position? position;
    public Place place;
    public FixedPlace fixedPlace;
    public InParts parts = new(2);
    public Disposes disposes = new();

    public int Positive { get; set => field = value < 0 ? 0 : value; }

    public string Text { get => field ?? "unset"; set => field = value ?? ""; } = "initial";

    public List<int> Lazy => field ??= new List<int> { 3 };

    public void Row069_field_initialisers(int n) => overrides = new Overrides(n) { initialised = n };

    public void Row069_initialisers_of_a_generic_class(int n)
    {
        generic = new InitialisedGeneric<string>(n);
        generic.Nothing = n;
        generic.Something = null;
        generic.Value = "x";
    }

    public int Row070_override_called_by_the_base_constructor(int n)
    {
        overrides = new Overrides(n + 1);
        return overrides.stored + overrides.late;
    }

    public void Row071_struct_made_before_the_base_is_called(int n) => position = new Further(new Place(n, "x").X, new string('a', n), n);

    public void Row072_chained_constructor(int n) => overrides = new Overrides();

    public int Row073_parameter_of_a_primary_constructor(int n) => captures.Next(n + 1) + captures.Extend(n)!.Length;

    public void Row074_get_only(int n) => initialised = new Initialised { Required = n, RequiredToo = null };

    public void Row075_init_accessor(int n) => initialised = new Initialised { Required = n, RequiredToo = "x", Optional = n % 2 == 0 ? n : null, Checked = n };

    public void Row076_required(int n)
    {
        if (initialised is { } earlier)
            earlier.RequiredToo = $"{n} times later";
        initialised = new Initialised { Required = n, RequiredToo = n.ToString() };
        initialised.RequiredToo = "later";
    }

    public void Row077_init_accessor_that_throws(int n)
    {
        initialised = new Initialised { Required = n, RequiredToo = null, Name = "first" };
        initialised = new Initialised { Required = n, RequiredToo = null, Name = n % 2 == 0 ? "second" : null!, Checked = n - 2 };
    }

    public void Row077_init_accessor_of_an_object_that_is_there(int n)
    {
        captured ??= new Initialised { Required = n, RequiredToo = null };
        SetChecked(captured, n + 1);
        SetChecked(captured, n - 2);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_" + nameof(Initialised.Checked))]
    static extern void SetChecked(Initialised self, int value);

    public void Row078_changed_copy_of_a_record(int n)
    {
        position ??= new Further(n, "first", n) { Leaf = new Leaf { Number = n } };
        position = position with { X = n + 1, Leaf = new Leaf { Number = position.Leaf!.Number + 1 } };
    }

    public void Row079_changed_copy_of_a_record_struct(int n)
    {
        place = place with { X = n + 1 };
        place.Text += "x";
        fixedPlace = fixedPlace with { Text = n.ToString() };
    }

    public int Row080_field_keyword(int n)
    {
        Positive = n % 2 == 0 ? n + 1 : -n;
        Text = n > 1 ? null! : n.ToString();
        return Lazy.Count;
    }

    public void Row081_partial_class(int n) => parts.Set(n + 1);

    public void Row081_partial_constructor(int n) => parts = new InParts(n + 7);

    public void Row081_partial_event(int n)
    {
        parts.Happened += CountUp;
        if (n % 2 == 1)
            parts.Happened -= CountUp;
    }

    void CountUp() => place.X++;

    public void Row083_object_whose_constructor_never_ran(int n)
    {
        if (overrides != null)
            overrides.point.X = overrides.stored += n + 1;
        overrides = (Overrides)RuntimeHelpers.GetUninitializedObject(typeof(Overrides));
        overrides.stored = n;
        overrides.point.Y = n + 1;
    }

    public void Row084_dispose(int n)
    {
        using (disposes)
            place.X = n;
    }
}
