using System.Collections.Immutable;

namespace Replicated.Audit.Flow;

/// <summary>What is on the stack and in the local variables before an instruction.</summary>
sealed record FlowState(ImmutableArray<Origins> Stack, ImmutableArray<Origins> Locals)
{
    /// <summary>The addresses that a value is or leads to.</summary>
    internal Origins AddressesIn(Origins value)
    {
        if (value.IsPlain)
            return Origins.None;
        var addresses = new Origins([.. value.Addresses]);
        foreach (int local in value.Locals.Where(local => local < Locals.Length))
            addresses = addresses.With(new Origins([.. Locals[local].Addresses]));
        return addresses;
    }

    internal FlowState WithLocal(int number, Origins value) => number < Locals.Length ? this with { Locals = Locals.SetItem(number, value) } : this;

    /// <summary>Both together; null where the other adds nothing.</summary>
    internal FlowState? Grow(FlowState other)
    {
        var stack = Union(Stack, other.Stack);
        var locals = Union(Locals, other.Locals);
        return stack == Stack && locals == Locals ? null : new FlowState(stack, locals);
    }

    static ImmutableArray<Origins> Union(ImmutableArray<Origins> first, ImmutableArray<Origins> second)
    {
        for (int i = 0; i < Math.Min(first.Length, second.Length); i++)
        {
            if (!first[i].Contains(second[i]))
                first = first.SetItem(i, first[i].With(second[i]));
        }
        return first;
    }
}
