using System;
using System.Collections.Generic;
using Replicated;

namespace AssemblyToProcess;

/// <summary>Delegates and events: methods of objects, static ones, lambdas with and without variables.</summary>
[Replicated]
public class Publisher
{
    public delegate void Change(ref int value, Publisher sender);

    static int calls;

    public event EventHandler<int>? Changed;

    public event Action OnAny = delegate { };

    public static event Action<string>? Unreplicated;

    [Replicated] public static event Action<string>? Everywhere;

    public Change? Changing { get; set; }
    public Func<int, int>? Map { get; set; }
    public Func<object?>? Give { get; set; }
    public Delegate? Any { get; set; }
    public object? Hidden { get; set; }
    public IDictionary<byte, Func<byte>> Table { get; set; } = new Dictionary<byte, Func<byte>>();
    public List<Action?> Actions { get; set; } = [];
    public (Action?, int) Pair { get; set; }
    public List<string> Log { get; set; } = [];
    public int Total { get; set; }
    public Publisher? Other { get; set; }

    public void Raise(int value)
    {
        Changed?.Invoke(this, value);
        OnAny();
        Changing?.Invoke(ref value, this);
        Total = Map?.Invoke(value) ?? value;
        Log.Add($"gave {Give?.Invoke()}");
        foreach (var action in Actions)
            action?.Invoke();
        foreach (var entry in Table)
            Log.Add($"{entry.Key}:{entry.Value()}");
        (Any as Action)?.Invoke();
        (Hidden as Action<Publisher>)?.Invoke(this);
        Pair.Item1?.Invoke();
    }

    public static void RaiseEverywhere(string text)
    {
        Everywhere?.Invoke(text);
        Unreplicated?.Invoke(text);
    }

    public static void Clear() => Everywhere = null;

    void Note(object? sender, int value) => Log.Add($"noted {value} of {ReferenceEquals(sender, this)}");

    static void NoteStatic(object? sender, int value)
    {
        calls++;
        ((Publisher)sender!).Log.Add($"static {value}");
    }

    protected virtual void Virtual() => Log.Add("virtual");

    static void Twice(ref int value, Publisher sender)
    {
        value *= 2;
        sender.Log.Add("twice");
    }

    int Add(int value) => Total + value;

    static T Same<T>(T value) => value;

    /// <summary>One of many ways to subscribe or assign; there are <see cref="Ways"/>.</summary>
    public void Subscribe(int way, int number)
    {
        switch (way)
        {
            case 0: Changed += Note; break;
            case 1: Changed += NoteStatic; break;
            case 2: Changed += (sender, value) => ((Publisher)sender!).Log.Add($"lambda {value}"); break;
            case 3: Changed += (_, value) => Log.Add($"of this {value + Total}"); break;
            case 4: { int count = number; Changed += (_, value) => Log.Add($"counted {count++} {value}"); break; }
            case 5: Changed -= Note; break;
            case 6: Changed -= NoteStatic; break;
            case 7: OnAny += Virtual; break;
            case 8: OnAny += () => { }; break;
            case 9: Changing += Twice; break;
            case 10: { int step = number; Changing += (ref int value, Publisher sender) => { value += step; step++; sender.Log.Add($"stepped {step}"); }; break; }
            case 11: Map = Add; break;
            case 12: Map = Same<int>; break;
            case 13: { var cache = new Dictionary<int, int>(); Map = value => cache.TryGetValue(value, out int known) ? known : cache[value] = cache.Count + number; break; }
            case 14: Give = () => number; break;
            case 15: { Func<string> text = () => "text " + number; Give = text; break; }
            case 16: Give = new Labelled { Label = $"label {number}" }.Describe; break;
            case 17: Any = (Action)Virtual; break;
            case 18: Hidden = (Action<Publisher>)(publisher => publisher.Log.Add("hidden")); break;
            case 19: { byte port = (byte)number; Table[port] = () => port++; break; }
            case 20: Nested(number); break;
            case 21: Actions.Add(Other == null ? null : Other.Virtual); break;
            case 22: Pair = (() => Log.Add("pair"), number); break;
            case 23: { var list = new List<string>(); Actions.Add(() => list.Add("x")); Actions.Add(() => Log.Add($"{list.Count}")); break; }
            case 24: Shared(number); break;
            case 25: Give = Generic([number]); break;
            case 26: Give = Generic(["text"]); break;
            case 27: Give = Log.Indexed; break;
            case 28: Changed = null; OnAny = Virtual; break;
            case 29: Actions.Clear(); break;
            case 30: Map += Add; Map += Same; break;
            case 31: { int local = number; int Next(int value) => local += value; Map = Next; break; }
        }
    }

    public const int Ways = 32;

    /// <summary>Closures in closures, one of them in a loop.</summary>
    void Nested(int number)
    {
        int outer = number;
        for (int i = 0; i < 3; i++)
        {
            int inner = i;
            Actions.Add(() =>
            {
                outer += inner++;
                int deep = outer;
                Pair = (() => Log.Add($"deep {deep++} {outer} {inner}"), 0);
            });
        }
    }

    /// <summary>Two delegates that share a variable.</summary>
    void Shared(int number)
    {
        int shared = number;
        Give = () => shared;
        Actions.Add(() => shared += 10);
        int.TryParse("5", out shared);
    }

    static Func<object?> Generic<T>(List<T> list)
    {
        T first = list[0];
        int count = 0;
        return () => $"{first} {count++} {list.Count}";
    }

    public class Derived : Publisher
    {
        protected override void Virtual() => Log.Add("overridden");
    }
}

public static class Extensions
{

    public static object? Indexed(this List<string> list) => list.Count;
}
