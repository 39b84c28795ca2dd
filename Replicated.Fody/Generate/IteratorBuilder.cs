using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;
using Replicated.Fody.Find;
using Replicated.Fody.Plan;

namespace Replicated.Fody.Generate;

/// <summary>
/// Lets an iterator say whether its code runs. While it does, its state is that of a finished one and what it is about to do is not in the
/// object, so it cannot be replicated then.
/// </summary>
internal sealed class IteratorBuilder(ModuleDefinition module, RuntimeSurface runtime)
{
    // int running;
    internal void AddField(ReplicatedClass plan)
    {
        var field = new FieldDefinition(WovenNames.Running, FieldAttributes.Private | FieldAttributes.NotSerialized, module.TypeSystem.Int32);
        runtime.HideFromReaders(field);
        plan.Type.Fields.Add(field);
    }

    // bool MoveNext()
    // {
    //     bool result;
    //     try
    //     {
    //         this.running = 1;
    //         ...
    //         result = ...;
    //     }
    //     fault { this.running = 0; }
    //     this.running = 0;
    //     return result;
    // }
    internal void Build(ReplicatedClass plan)
    {
        var running = RunningOf(plan.Type);
        var body = plan.Type.Methods.Single(method => method.Name == "MoveNext").Body;
        body.SimplifyMacros();
        var il = body.GetILProcessor();
        var result = new VariableDefinition(module.TypeSystem.Boolean);
        body.Variables.Add(result);
        var end = il.Create(OpCodes.Ldarg, body.ThisParameter);
        foreach (var exit in body.Instructions.Where(instruction => instruction.OpCode.Code == Code.Ret).ToList())
        {
            // Branches lead to the return, so it stays the same instruction object. It is in no handler: the language has none that returns.
            exit.OpCode = OpCodes.Stloc;
            exit.Operand = result;
            il.InsertAfter(exit, il.Create(OpCodes.Leave, end));
        }
        var first = body.Instructions[0];
        foreach (var instruction in Set(il, running, 1))
            il.InsertBefore(first, instruction);
        var handler = Set(il, running, 0);
        foreach (var instruction in handler.Append(il.Create(OpCodes.Endfinally)))
            il.Append(instruction);
        il.Append(end);
        foreach (var instruction in Set(il, running, 0).Skip(1).Concat([il.Create(OpCodes.Ldloc, result), il.Create(OpCodes.Ret)]))
            il.Append(instruction);
        body.ExceptionHandlers.Add(new ExceptionHandler(ExceptionHandlerType.Fault)
        {
            TryStart = body.Instructions[0],
            TryEnd = handler[0],
            HandlerStart = handler[0],
            HandlerEnd = end,
        });
        body.OptimizeMacros();
    }

    // this.running = value;
    static Instruction[] Set(ILProcessor il, FieldReference running, int value) =>
        [il.Create(OpCodes.Ldarg, il.Body.ThisParameter), il.Create(OpCodes.Ldc_I4, value), il.Create(OpCodes.Stfld, running)];

    // writer.Iterator(this.running, this.state);
    internal static void EmitCheck(ILProcessor il, TypeDefinition type, RuntimeSurface runtime)
    {
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, RunningOf(type));
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, Generics.Own(type.Fields.Single(field => field.Name == CompilerNames.State)));
        il.Emit(OpCodes.Callvirt, runtime.Method("MemberWriter", "Iterator"));
    }

    static FieldReference RunningOf(TypeDefinition type) => Generics.Own(type.Fields.Single(field => field.Name == WovenNames.Running));
}
