using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;
using Replicated.Fody.Generate;
using Replicated.Fody.Watch;

namespace Replicated.Fody.Redirect;

/// <summary>Has changes of watched collections reported: by what the runtime has in place of a member, or else by a method that stands in for the call.</summary>
internal sealed class WriteRedirector(ModuleDefinition module, RuntimeSurface runtime, CallBuilder calls)
{
    // orders.Add(order)       becomes  Watched.AddToList(orders, order)
    // numbers[i] = value      becomes  Watched.SetInArray(numbers, i, value)
    // grid[x, y] = value      becomes  Watched.SetInGrid(grid, x, y, value)
    // numbers[i] += value     is followed by  Watched.TouchElement(numbers, i)
    // Change(ref numbers[i])  becomes  Call(ref numbers[i], numbers, i)
    // orders.Sort()           becomes  Call(orders)
    internal void Redirect(MethodDefinition method, Watching watching)
    {
        var addresses = watching.Addresses[method].ToList();
        // A call is longer than the instruction that stores an element, and so may branches have to be.
        bool grows = addresses.Count > 0 || watching.Writes[method].Any(write => write.Element != null);
        if (grows)
            method.Body.SimplifyMacros();
        foreach (var write in watching.Writes[method])
            Redirect(write);
        if (addresses.Count > 0)
            new AddressRedirector(method, module, runtime, calls).Redirect(addresses);
        if (grows)
            method.Body.OptimizeMacros();
    }

    void Redirect(CollectionWrite write)
    {
        var at = write.At;
        BodyRedirector.DropTail(at);
        at.Operand = at.Operand switch
        {
            MethodReference { DeclaringType: ArrayType { Rank: 2 } } when write.Element != null => runtime.Method("Watched", "SetInGrid", write.Element),
            MethodReference { DeclaringType: ArrayType { Rank: 3 } } when write.Element != null => runtime.Method("Watched", "SetInCube", write.Element),
            MethodReference { DeclaringType: GenericInstanceType type } called when write.Operand == 0 && WatchedMembers.InPlaceOf(called) is { } known => Instance(known, type),
            MethodReference => calls.Build(write.Method, at, [write.Operand]),
            _ => runtime.Method("Watched", "SetInArray", write.Element!),
        };
        at.OpCode = OpCodes.Call;
    }

    GenericInstanceMethod Instance(WatchedMember known, GenericInstanceType type)
    {
        var method = new GenericInstanceMethod(runtime.Method(known.Class, known.Name));
        foreach (var argument in type.GenericArguments)
            method.GenericArguments.Add(module.ImportReference(argument));
        return method;
    }
}
