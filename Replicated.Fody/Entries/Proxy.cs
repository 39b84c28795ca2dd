using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;
using Replicated.Fody.Generate;
using Replicated.Fody.Plan;

namespace Replicated.Fody.Entries;

/// <summary>Makes a method call its own body, moved to a hidden method, so that hooks see its end.</summary>
/// <remarks>
/// Recorded functions are to be seen so: whether they returned, and what. Wrapping a body where it stands breaks in ways that depend on how
/// it ends; a call ends in one way only. What callers and reflection see stays: the method, its attributes, its place in interfaces.
/// </remarks>
internal sealed class Proxy(RuntimeSurface runtime)
{
    // int Count(int from)
    // {
    //     Enter();
    //     try
    //     {
    //         int result = <Replicated>body_Count(from);
    //         Return(result);
    //         return result;
    //     }
    //     finally { Leave(); }
    // }
    /// <param name="method">One that <see cref="HookRefusal.OfExit"/> has nothing against.</param>
    internal void Build(MethodDefinition method, ProxyHooks hooks)
    {
        var body = MovedBody.Move(method, runtime);
        bool returns = MemberTypes.StripModifiers(method.ReturnType).MetadataType != MetadataType.Void;
        var result = returns ? new VariableDefinition(MemberTypes.StripModifiers(method.ReturnType)) : null;
        if (result != null)
            method.Body.Variables.Add(result);
        var il = method.Body.GetILProcessor();
        hooks.Enter?.Invoke(il);
        int start = method.Body.Instructions.Count;
        EmitCall(il, method, body, result);
        hooks.Return?.Invoke(il, result);
        var end = result == null ? il.Create(OpCodes.Ret) : il.Create(OpCodes.Ldloc, result);
        if (hooks.Leave != null)
            EmitFinally(il, method.Body.Instructions[start], end, hooks.Leave);
        il.Append(end);
        if (result != null)
            il.Emit(OpCodes.Ret);
        method.Body.OptimizeMacros();
    }

    static void EmitCall(ILProcessor il, MethodDefinition method, MethodReference body, VariableDefinition? result)
    {
        if (method.HasThis)
            il.Emit(OpCodes.Ldarg_0);
        foreach (var parameter in method.Parameters)
            il.Emit(OpCodes.Ldarg, parameter);
        il.Emit(OpCodes.Call, body);
        if (result != null)
            il.Emit(OpCodes.Stloc, result);
    }

    static void EmitFinally(ILProcessor il, Instruction start, Instruction end, Action<ILProcessor> leave)
    {
        il.Emit(OpCodes.Leave, end);
        var handler = il.Create(OpCodes.Nop);
        il.Append(handler);
        leave(il);
        il.Emit(OpCodes.Endfinally);
        il.Body.ExceptionHandlers.Add(new ExceptionHandler(ExceptionHandlerType.Finally)
        {
            TryStart = start,
            TryEnd = handler,
            HandlerStart = handler,
            HandlerEnd = end,
        });
    }
}
