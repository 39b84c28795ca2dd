using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Plan;

namespace Replicated.Fody.Generate;

/// <summary>
/// Announces the statics of types that the rest of the assembly cannot name. Beside each such type, where it can be named, a hidden class
/// does it, and is called by one beside its declaring type, up to where the module's initialiser can name the first.
/// </summary>
/// <remarks>The classes have no initialiser, and what they call is not a method of the user's type, so none of the user's initialisers runs.</remarks>
internal sealed class HiddenRegistrations(ModuleDefinition module, RuntimeSurface runtime, StaticsBuilder statics)
{
    const string Name = "Register";

    readonly Dictionary<TypeDefinition, MethodDefinition> byScope = [];
    readonly List<MethodDefinition> first = [];

    /// <summary>The methods that the module's initialiser must call.</summary>
    internal IReadOnlyList<MethodDefinition> Build(IEnumerable<ReplicatedStatics> hidden)
    {
        foreach (var type in hidden)
        {
            foreach (var instruction in statics.Registration(type))
                Append(MethodIn(type.Type.DeclaringType), instruction);
        }
        return first;
    }

    // static class Registration
    // {
    //     internal static void Register() { Tracker.RegisterStatics(Hidden.Statics.Instance, typeof(Hidden).TypeHandle); Inner.Registration.Register(); }
    // }
    MethodDefinition MethodIn(TypeDefinition scope)
    {
        if (byScope.TryGetValue(scope, out var known))
            return known;
        var method = Add(scope);
        byScope.Add(scope, method);
        if (ReplicatedStatics.IsVisibleInAssembly(scope))
            first.Add(method);
        else
            Append(MethodIn(scope.DeclaringType), Instruction.Create(OpCodes.Call, method));
        return method;
    }

    MethodDefinition Add(TypeDefinition scope)
    {
        const TypeAttributes staticClass = TypeAttributes.NestedAssembly | TypeAttributes.Abstract | TypeAttributes.Sealed | TypeAttributes.BeforeFieldInit;
        var type = new TypeDefinition("", WovenNames.Registration, staticClass, module.TypeSystem.Object);
        runtime.HideFromReaders(type);
        scope.NestedTypes.Add(type);
        var method = new MethodDefinition(Name, MethodAttributes.Assembly | MethodAttributes.Static | MethodAttributes.HideBySig, module.TypeSystem.Void);
        runtime.Hide(method);
        method.Body.GetILProcessor().Emit(OpCodes.Ret);
        type.Methods.Add(method);
        return method;
    }

    static void Append(MethodDefinition method, Instruction instruction) =>
        method.Body.GetILProcessor().InsertBefore(method.Body.Instructions[method.Body.Instructions.Count - 1], instruction);
}
