using System;
using System.Collections.Generic;
using Replicated;

namespace AssemblyToProcess;

/// <summary>Members that are only set while an object is made.</summary>
[Replicated]
public class Constructed
{
    readonly int first;
    public readonly decimal money;

    public Constructed(int number, string? text)
    {
        first = number;
        money = number / 4m;
        Text = text;
        Items.Add(number);
    }

    public int First => first;

    public string? Text { get; }

    public Guid Id { get; init; }

    public required DateTime At { get; init; }

    public List<int> Items { get; } = new();

    public int Later { get; set; } = 4;
}

[Replicated]
public record Entry(string? Text, decimal Amount, Leaf? Leaf)
{
    public Entry Add(decimal amount) => this with { Amount = Amount + amount };
}

[Replicated]
public class Primary(int start, string? name)
{
    public int Next() => start++;

    public string? Name => name;
}
