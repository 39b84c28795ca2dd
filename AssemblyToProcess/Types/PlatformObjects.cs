using System;
using System.Collections.Generic;
using Replicated;

namespace AssemblyToProcess;

/// <summary>Objects of the platform that change by calls into it, which are no stores to a member.</summary>
[Replicated]
public class PlatformObjects
{
    public Random? Dice { get; set; }
    public Random? Same { get; set; }
    public List<Random?>? Many { get; set; }
    public Lazy<Leaf?>? Leaf { get; set; }
    public Lazy<int>? Number { get; set; }
    public Lazy<List<string>?>? Texts { get; set; }
    public object? Any { get; set; }
    public int Calls { get; set; }

    public int Draw() => Dice!.Next();

    /// <summary>A value that is made when it is asked for, by a lambda that uses the object around it.</summary>
    public Lazy<T> Later<T>(T value) => new(() =>
    {
        Calls++;
        return value;
    });

    public static Lazy<int> Constant() => new(() => 42);
}
