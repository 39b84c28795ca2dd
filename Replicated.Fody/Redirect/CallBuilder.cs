using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;
using Replicated.Fody.Check;
using Replicated.Fody.Generate;
using Replicated.Fody.Plan;

namespace Replicated.Fody.Redirect;

/// <summary>
/// Builds the method that stands in for a call which gets the address of a member or an element: it lends that to the call and marks it on its way
/// out, also when the call throws; or for one that changes a watched collection, which it reports on its way out. The calling method itself
/// cannot: its stack need not be empty there, so it can have no handler.
/// </summary>
internal sealed class CallBuilder(ModuleDefinition module, RuntimeSurface runtime)
{
    int count;

    // static bool Call(string text, ref int result, Account owner)
    // {
    //     Lend(owner);
    //     try { return int.TryParse(text, ref result); }
    //     finally { Mark(owner); Tracker.TakeBack(1); }
    // }
    internal MethodReference Build(MethodDefinition caller, Instruction call, IReadOnlyList<CallOwner> owners) => Build(caller, call, owners, []);

    // static bool Call(List<Order> orders, Order order)
    // {
    //     try { return orders.Remove(order); }
    //     finally { Watched.Touch(orders); }
    // }
    internal MethodReference Build(MethodDefinition caller, Instruction call, IReadOnlyList<int> touched) => Build(caller, call, [], touched);

    MethodReference Build(MethodDefinition caller, Instruction call, IReadOnlyList<CallOwner> owners, IReadOnlyList<int> touched)
    {
        var signature = (IMethodSignature)call.Operand;
        var constraint = CallEffects.Constraint(call);
        var method = new MethodDefinition(
            WovenNames.Call(count++, NameOf(call)), MethodAttributes.Private | MethodAttributes.Static | MethodAttributes.HideBySig, module.TypeSystem.Void);
        CopyTypeParameters(caller, method);
        method.ReturnType = call.OpCode.Code == Code.Newobj ? ((MethodReference)call.Operand).DeclaringType : Closed(signature.ReturnType, signature);
        foreach (var type in ArgumentTypes(call, signature, constraint))
            method.Parameters.Add(new ParameterDefinition(type));
        int arguments = method.Parameters.Count;
        foreach (var variable in owners.SelectMany(owner => owner.Variables))
            method.Parameters.Add(new ParameterDefinition(variable.VariableType));
        runtime.Hide(method);
        caller.DeclaringType.Methods.Add(method);
        Fill(method, call, constraint, arguments, owners, touched);
        return Reference(caller, method);
    }

    static string NameOf(Instruction call) => call.Operand is MethodReference target ? target.Name : "pointer";

    /// <summary>
    /// The method has the type parameters of the calling method, at the same positions, so that types of the calling method mean the same
    /// in it.
    /// </summary>
    static void CopyTypeParameters(MethodDefinition caller, MethodDefinition method)
    {
        foreach (var parameter in caller.GenericParameters)
        {
            var copy = new GenericParameter(parameter.Name, method) { Attributes = parameter.Attributes };
            foreach (var constraint in parameter.Constraints)
                copy.Constraints.Add(new GenericParameterConstraint(constraint.ConstraintType));
            method.GenericParameters.Add(copy);
        }
    }

    static MethodReference Reference(MethodDefinition caller, MethodDefinition method)
    {
        var reference = Generics.Method(method, Generics.Self(caller.DeclaringType));
        if (!caller.HasGenericParameters)
            return reference;
        if (reference != method)
        {
            foreach (var parameter in method.GenericParameters)
                reference.GenericParameters.Add(new GenericParameter(parameter.Name, reference));
        }
        var instance = new GenericInstanceMethod(reference);
        foreach (var parameter in caller.GenericParameters)
            instance.GenericArguments.Add(parameter);
        return instance;
    }

    void Fill(MethodDefinition method, Instruction call, TypeReference? constraint, int arguments, IReadOnlyList<CallOwner> owners, IReadOnlyList<int> touched)
    {
        var il = method.Body.GetILProcessor();
        bool returns = MemberTypes.StripModifiers(method.ReturnType).MetadataType != MetadataType.Void;
        var result = returns ? new VariableDefinition(method.ReturnType) : null;
        if (result != null)
            method.Body.Variables.Add(result);
        var end = result == null ? il.Create(OpCodes.Ret) : il.Create(OpCodes.Ldloc, result);
        EmitForEach(il, method, arguments, owners, owner => owner.Lend);
        var start = il.Create(OpCodes.Nop);
        il.Append(start);
        for (int i = 0; i < arguments; i++)
            il.Emit(OpCodes.Ldarg, method.Parameters[i]);
        if (constraint != null)
            il.Emit(OpCodes.Constrained, constraint);
        il.Append(call.Operand is CallSite site ? il.Create(OpCodes.Calli, site) : il.Create(call.OpCode, (MethodReference)call.Operand));
        if (result != null)
            il.Emit(OpCodes.Stloc, result);
        il.Emit(OpCodes.Leave, end);
        var handler = EmitMarks(il, method, arguments, owners, touched);
        il.Append(end);
        if (result != null)
            il.Emit(OpCodes.Ret);
        method.Body.ExceptionHandlers.Add(new ExceptionHandler(ExceptionHandlerType.Finally)
        {
            TryStart = start,
            TryEnd = handler,
            HandlerStart = handler,
            HandlerEnd = end,
        });
        method.Body.InitLocals = true;
        method.Body.OptimizeMacros();
    }

    Instruction EmitMarks(ILProcessor il, MethodDefinition method, int firstOwner, IReadOnlyList<CallOwner> owners, IReadOnlyList<int> touched)
    {
        var start = il.Create(OpCodes.Nop);
        il.Append(start);
        EmitForEach(il, method, firstOwner, owners, owner => owner.Mark);
        if (owners.Count > 0)
        {
            il.Emit(OpCodes.Ldc_I4, owners.Count);
            il.Emit(OpCodes.Call, runtime.TakeBack);
        }
        foreach (int operand in touched)
        {
            il.Emit(OpCodes.Ldarg, method.Parameters[operand]);
            il.Emit(OpCodes.Call, runtime.Method("Watched", "Touch"));
        }
        il.Emit(OpCodes.Endfinally);
        return start;
    }

    static void EmitForEach(ILProcessor il, MethodDefinition method, int firstOwner, IReadOnlyList<CallOwner> owners, Func<CallOwner, MethodReference> called)
    {
        foreach (var owner in owners)
        {
            for (int i = 0; i < owner.Variables.Count; i++)
                il.Emit(OpCodes.Ldarg, method.Parameters[firstOwner++]);
            il.Emit(OpCodes.Call, called(owner));
        }
    }

    IEnumerable<TypeReference> ArgumentTypes(Instruction call, IMethodSignature signature, TypeReference? constraint)
    {
        if (signature.HasThis && call.OpCode.Code != Code.Newobj)
        {
            var receiver = constraint ?? ((MethodReference)signature).DeclaringType;
            yield return constraint != null || receiver.IsValueType ? new ByReferenceType(receiver) : receiver;
        }
        foreach (var parameter in signature.Parameters)
            yield return Closed(parameter.ParameterType, signature);
        if (call.OpCode.Code == Code.Calli)
            yield return module.TypeSystem.IntPtr;
    }

    /// <summary>A type of the target's signature as the calling method names it.</summary>
    TypeReference Closed(TypeReference type, IMethodSignature target) => Generics.Close(
        module,
        type,
        (target as MethodReference)?.DeclaringType as GenericInstanceType,
        target as GenericInstanceMethod);
}
