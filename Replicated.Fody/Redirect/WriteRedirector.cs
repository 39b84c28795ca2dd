using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;
using Replicated.Fody.Generate;
using Replicated.Fody.Watch;

namespace Replicated.Fody.Redirect;

/// <summary>Has changes of watched collections reported: by what the runtime has in place of a member, or else by a method that stands in for the call.</summary>
internal sealed class WriteRedirector(ModuleDefinition module, RuntimeSurface runtime, CallBuilder calls)
{
    // orders.Add(order)    becomes  Watched.AddToList(orders, order)
    // numbers[i] = value   becomes  Watched.SetInArray(numbers, i, value)
    // numbers[i] += value  is followed by  Watched.TouchElement(numbers, i)
    // orders.Sort()        becomes  Call(orders)
    internal void Redirect(MethodDefinition method, IEnumerable<CollectionWrite> writes)
    {
        // A call is longer than the instruction that stores an element, and so may branches have to be.
        bool grows = writes.Any(write => write.Element != null);
        if (grows)
            method.Body.SimplifyMacros();
        foreach (var write in writes)
        {
            if (write.Through != null)
                Follow(write, write.Through);
            else
                Redirect(write);
        }
        if (grows)
            method.Body.OptimizeMacros();
    }

    void Redirect(CollectionWrite write)
    {
        var at = write.At;
        for (var prefix = at.Previous; prefix is { OpCode.Code: Code.Tail }; prefix = prefix.Previous)
            prefix.OpCode = OpCodes.Nop;
        at.Operand = at.Operand switch
        {
            MethodReference { DeclaringType: GenericInstanceType type } called when write.Operand == 0 && WatchedMembers.InPlaceOf(called) is { } known => Instance(known, type),
            MethodReference => calls.Build(write.Method, at, [write.Operand]),
            _ => runtime.Method("Watched", "SetInArray", write.Element!),
        };
        at.OpCode = OpCodes.Call;
    }

    /// <summary>Keeps array and index where the address is taken: <c>ldelema</c> becomes <c>stloc; stloc; ldloc; ldloc; ldelema</c>.</summary>
    void Follow(CollectionWrite write, Instruction through)
    {
        var body = write.Method.Body;
        var il = body.GetILProcessor();
        var array = new VariableDefinition(new ArrayType(write.Element!));
        // What stands on the stack may be an int or a native one; it becomes the wider.
        var index = new VariableDefinition(module.TypeSystem.IntPtr);
        body.Variables.Add(array);
        body.Variables.Add(index);
        body.InitLocals = true;
        var address = Instruction.Create(OpCodes.Ldelema, (TypeReference)write.At.Operand);
        write.At.OpCode = OpCodes.Stloc;
        write.At.Operand = index;
        BodyRedirector.InsertAfter(il, write.At, il.Create(OpCodes.Stloc, array), il.Create(OpCodes.Ldloc, array), il.Create(OpCodes.Ldloc, index), address);
        BodyRedirector.InsertAfter(il, through, il.Create(OpCodes.Ldloc, array), il.Create(OpCodes.Ldloc, index), il.Create(OpCodes.Call, runtime.Method("Watched", "TouchElement")));
    }

    GenericInstanceMethod Instance(WatchedMember known, GenericInstanceType type)
    {
        var method = new GenericInstanceMethod(runtime.Method(known.Class, known.Name));
        foreach (var argument in type.GenericArguments)
            method.GenericArguments.Add(module.ImportReference(argument));
        return method;
    }
}
