using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Find;
using Replicated.Fody.Plan;

namespace Replicated.Fody.Generate;

/// <summary>Adds the method that names what the module's code puts where the static type does not say what it is.</summary>
internal sealed class HeldBuilder(ModuleDefinition module, RuntimeSurface runtime, KindFinder kinds)
{
    // static void Held()
    // {
    //     Kinds.Enum<Color, int>();
    //     Tracker.Hold(typeof(Account.Private).TypeHandle);
    //     Tracker.HoldMethod(<handle of Account.OnChanged>, typeof(Account).TypeHandle);
    // }
    internal MethodDefinition Build(HeldContent held)
    {
        var method = new MethodDefinition(WovenNames.Held, MethodAttributes.Assembly | MethodAttributes.Static | MethodAttributes.HideBySig, module.TypeSystem.Void);
        runtime.Hide(method);
        module.GetType("<Module>").Methods.Add(method);
        TypeMethods.Fill(method, il =>
        {
            foreach (var type in held.Types)
                SayWhatIsValue(type);
            foreach (var kind in kinds.Of(held.Types).Where(kind => kind.Arguments.All(Visibility.IsVisible)))
                il.Emit(OpCodes.Call, runtime.Name(kind));
            foreach (var type in held.Types.Where(type => !Visibility.IsVisible(type)))
            {
                il.Emit(OpCodes.Ldtoken, type);
                il.Emit(OpCodes.Call, runtime.Method("Tracker", "Hold"));
            }
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
