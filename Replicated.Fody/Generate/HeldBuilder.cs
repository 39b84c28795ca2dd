using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Find;
using Replicated.Fody.Plan;

namespace Replicated.Fody.Generate;

/// <summary>Adds the method that names what the module's code puts where the static type does not say what it is.</summary>
internal sealed class HeldBuilder(ModuleDefinition module, RuntimeSurface runtime, KindFinder kinds)
{
    // [DynamicDependency(DynamicallyAccessedMemberTypes.PublicFields, typeof(Account.<>c))]
    // static void Held()
    // {
    //     Kinds.Enum<Color, int>();
    //     Account.Registration.Hold();
    //     Tracker.HoldMethod(<handle of Account.OnChanged>, typeof(Account).TypeHandle);
    // }
    internal MethodDefinition Build(HeldContent held)
    {
        var method = new MethodDefinition(WovenNames.Held, MethodAttributes.Assembly | MethodAttributes.Static | MethodAttributes.HideBySig, module.TypeSystem.Void);
        runtime.Hide(method);
        foreach (var shared in held.Methods.Select(called => References.Resolve(called.DeclaringType)).OfType<TypeDefinition>().Where(CompilerNames.HasSharedInstance).Distinct())
            method.CustomAttributes.Add(runtime.KeepPublicFields(shared));
        module.GetType("<Module>").Methods.Add(method);
        TypeMethods.Fill(method, il =>
        {
            foreach (var found in held.Types)
                SayWhatIsValue(found.Type);
            var hidden = new HiddenRegistrations(module, runtime, "Hold");
            foreach (var instruction in Visibility.Name(module, kinds.Of(held.Types), runtime, hidden).ToList())
                il.Append(instruction);
            foreach (var first in hidden.First)
                il.Emit(OpCodes.Call, first);
            foreach (var called in held.Methods)
                EmitMethod(il, called);
        });
        return method;
    }

    /// <summary>The operand of an instruction need not say that a type is a value; a signature must.</summary>
    static void SayWhatIsValue(TypeReference type)
    {
        if (type is GenericInstanceType generic)
        {
            foreach (var argument in generic.GenericArguments)
                SayWhatIsValue(argument);
        }
        if (type is TypeSpecification specification)
            SayWhatIsValue(specification.ElementType);
        else if (type is not TypeDefinition && References.Resolve(type) is { IsValueType: true })
            type.IsValueType = true;
    }

    void EmitMethod(ILProcessor il, MethodReference called)
    {
        bool isOpen = HeldContentFinder.HasParameters(called.DeclaringType) || (called is GenericInstanceMethod generic && generic.GenericArguments.Any(HeldContentFinder.HasParameters));
        var method = isOpen ? module.ImportReference(References.Resolve(called)!) : called;
        il.Emit(OpCodes.Ldtoken, method);
        il.Emit(OpCodes.Ldtoken, method.DeclaringType);
        il.Emit(OpCodes.Call, runtime.Method("Tracker", "HoldMethod"));
    }
}
