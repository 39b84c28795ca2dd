using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Plan;

namespace Replicated.Fody.Generate;

/// <summary>Announces the replicated types to the runtime before any code of the module runs, and marks the assembly as woven.</summary>
internal sealed class ModuleInitializerBuilder(ModuleDefinition module, RuntimeSurface runtime)
{
    const string Name = ".cctor";

    internal void Build(WeavingPlan plan, int contract)
    {
        module.Assembly.CustomAttributes.Add(runtime.WovenAttribute(contract));
        if (plan.IsEmpty)
            return;
        var initializer = module.GetType("<Module>").Methods.FirstOrDefault(method => method.Name == Name) ?? Add();
        var il = initializer.Body.GetILProcessor();
        var first = initializer.Body.Instructions[0];
        foreach (var instruction in Registrations(plan))
            il.InsertBefore(first, instruction);
    }

    // Tracker.Register(typeof(Account).TypeHandle);
    // Tracker.RegisterStatics(Bank.Statics.Instance, typeof(Bank).TypeHandle);
    IEnumerable<Instruction> Registrations(WeavingPlan plan)
    {
        foreach (var type in plan.Classes.Select(type => type.Type).Concat(plan.Values.Select(type => type.Type)))
        {
            yield return Instruction.Create(OpCodes.Ldtoken, type);
            yield return Instruction.Create(OpCodes.Call, runtime.Register);
        }
        foreach (var statics in plan.Statics)
        {
            yield return Instruction.Create(OpCodes.Ldsfld, StaticsBuilder.HolderOf(statics).Fields.Single(field => field.Name == WovenNames.Instance));
            yield return Instruction.Create(OpCodes.Ldtoken, statics.Type);
            yield return Instruction.Create(OpCodes.Call, runtime.RegisterStatics);
        }
    }

    MethodDefinition Add()
    {
        var initializer = new MethodDefinition(
            Name,
            MethodAttributes.Private | MethodAttributes.Static | MethodAttributes.HideBySig | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName,
            module.TypeSystem.Void);
        initializer.Body.GetILProcessor().Emit(OpCodes.Ret);
        module.GetType("<Module>").Methods.Add(initializer);
        return initializer;
    }
}
