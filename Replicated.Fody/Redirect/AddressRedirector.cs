using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Check;
using Replicated.Fody.Generate;
using Replicated.Fody.Watch;

namespace Replicated.Fody.Redirect;

/// <summary>Has what one method writes through addresses of items of watched collections, and through spans over them, reported after each write.</summary>
internal sealed class AddressRedirector(MethodDefinition method, ModuleDefinition module, RuntimeSurface runtime, CallBuilder calls)
{
    readonly MethodBody body = method.Body;
    readonly ILProcessor il = method.Body.GetILProcessor();

    /// <summary>The collection, and the index where one item is meant: in an array of more dimensions, as its items lie in memory.</summary>
    readonly Dictionary<OwnerSlot, VariableDefinition[]> owners = [];
    readonly Dictionary<Instruction, List<CallOwner>> callOwners = [];

    internal void Redirect(IReadOnlyList<ItemAddress> addresses)
    {
        var flow = addresses[0].Flow;
        var watched = addresses.ToDictionary(address => address.Producer);
        body.InitLocals = true;
        foreach (var slot in flow.Kept.Where(slot => watched.ContainsKey(slot.Producer)))
            Keep(watched[slot.Producer], slot);
        foreach (var copy in flow.Copies.Where(copy => watched.ContainsKey(copy.From.Producer)))
            Copy(copy, watched[copy.From.Producer]);
        foreach (var write in flow.Writes.Where(write => watched.ContainsKey(write.Source.Producer)))
            Follow(write, VariablesOf(write.Source, watched[write.Source.Producer]));
        foreach (var call in callOwners)
            BodyRedirector.RedirectCall(method, call.Key, call.Value, calls);
    }

    /// <summary>Where a collection is found after a write; null until the address is taken, so that it has to begin as null.</summary>
    VariableDefinition[] VariablesOf(OwnerSlot slot, ItemAddress address)
    {
        if (!owners.TryGetValue(slot, out var variables))
        {
            // The index on the stack may be an int or a native one; it becomes the wider.
            variables = address.Producer.OpCode.Code == Code.Ldelema ? [New(new ArrayType(address.Element)), New(module.TypeSystem.IntPtr)]
                : IndexFinder(address) != null ? [New(((MethodReference)address.Producer.Operand).DeclaringType), New(module.TypeSystem.IntPtr)]
                : [New(module.TypeSystem.Object)];
            owners.Add(slot, variables);
        }
        return variables;
    }

    VariableDefinition New(TypeReference type)
    {
        var variable = new VariableDefinition(type);
        body.Variables.Add(variable);
        return variable;
    }

    /// <summary>
    /// Keeps what an address is taken of: <c>ldelema</c> becomes <c>stloc; stloc; ldloc; ldloc; ldelema</c>, and <c>call</c> of what makes a span
    /// from part of an array, or takes an address in one of more dimensions, <c>stloc; stloc; dup; stloc; ldloc; ldloc; call</c>.
    /// </summary>
    void Keep(ItemAddress address, OwnerSlot slot)
    {
        var at = address.Producer;
        var variables = VariablesOf(slot, address);
        var above = at.Operand is MethodReference called
            ? called.Parameters.Skip(called.HasThis && at.OpCode.Code != Code.Newobj ? 0 : 1).Select(parameter => New(module.ImportReference(parameter.ParameterType))).ToList()
            : [variables[1]];
        var again = Instruction.Create(OpCodes.Nop);
        (again.OpCode, again.Operand) = (at.OpCode, at.Operand);
        List<Instruction> keeping =
        [
            .. Enumerable.Reverse(above).Select(variable => il.Create(OpCodes.Stloc, variable)),
            il.Create(OpCodes.Dup),
            il.Create(OpCodes.Stloc, variables[0]),
            .. above.Select(variable => il.Create(OpCodes.Ldloc, variable)),
            again,
        ];
        if (variables.Length > 1 && IndexFinder(address) is { } finder)
            keeping.AddRange([il.Create(OpCodes.Ldloc, variables[0]), .. above.Select(variable => il.Create(OpCodes.Ldloc, variable)), il.Create(OpCodes.Call, finder), il.Create(OpCodes.Stloc, variables[1])]);
        (at.OpCode, at.Operand) = (keeping[0].OpCode, keeping[0].Operand);
        BodyRedirector.InsertAfter(il, at, [.. keeping.Skip(1)]);
    }

    /// <summary>What finds the index of an item in an array of two or three dimensions; in one of more, any item counts as written.</summary>
    MethodReference? IndexFinder(ItemAddress address) => (address.Producer.Operand as MethodReference)?.DeclaringType switch
    {
        ArrayType { Rank: 2 } => runtime.Method("Watched", "IndexInGrid", address.Element!),
        ArrayType { Rank: 3 } => runtime.Method("Watched", "IndexInCube", address.Element!),
        _ => null,
    };

    void Copy(OwnerCopy copy, ItemAddress address)
    {
        var copying = VariablesOf(copy.From, address).Zip(VariablesOf(copy.To, address), (from, to) => new[] { il.Create(OpCodes.Ldloc, from), il.Create(OpCodes.Stloc, to) });
        BodyRedirector.InsertAfter(il, copy.At, [.. copying.SelectMany(one => one)]);
    }

    void Follow(AddressWrite write, VariableDefinition[] variables)
    {
        bool isItem = variables.Length > 1;
        var report = runtime.Method("Watched", isItem ? "TouchElement" : "Touch");
        if (!write.IsCall)
        {
            BodyRedirector.DropTail(write.At);
            BodyRedirector.InsertAfter(il, write.At, [.. variables.Select(variable => il.Create(OpCodes.Ldloc, variable)), il.Create(OpCodes.Call, report)]);
            return;
        }
        if (!callOwners.TryGetValue(write.At, out var lent))
            callOwners.Add(write.At, lent = []);
        lent.Add(new CallOwner(runtime.Method("Watched", isItem ? "LendElement" : "Lend"), report, variables));
    }
}
