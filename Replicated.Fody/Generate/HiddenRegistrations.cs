using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Plan;

namespace Replicated.Fody.Generate;

/// <summary>
/// Announces what the rest of the assembly cannot name. Beside each such type, where it can be named, a hidden class does it, and is called
/// by one beside its declaring type, up to where the module can name the first.
/// </summary>
/// <remarks>The classes have no initialiser, and what they call is not a method of the user's type, so none of the user's initialisers runs.</remarks>
/// <param name="name">What the methods are called.</param>
internal sealed class HiddenRegistrations(ModuleDefinition module, RuntimeSurface runtime, string name)
{
    readonly Dictionary<TypeDefinition, MethodDefinition> byScope = [];
    readonly List<MethodDefinition> first = [];

    /// <summary>The methods that the module must call.</summary>
    internal IReadOnlyList<MethodDefinition> First => first;

    /// <param name="scope">A type whose code can name what the instruction names.</param>
    internal void Append(TypeDefinition scope, Instruction instruction) => Append(MethodIn(scope), instruction);

    // static class Registration
    // {
    //     internal static void Register() { Tracker.RegisterStatics(Hidden.Statics.Instance, typeof(Hidden).TypeHandle); Inner.Registration.Register(); }
    //     internal static void Hold() { Kinds.List<Hidden>(); }
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
        var method = new MethodDefinition(name, MethodAttributes.Assembly | MethodAttributes.Static | MethodAttributes.HideBySig, module.TypeSystem.Void);
        runtime.Hide(method);
        method.Body.GetILProcessor().Emit(OpCodes.Ret);
        (scope.NestedTypes.FirstOrDefault(type => type.Name == WovenNames.Registration) ?? AddClass(scope)).Methods.Add(method);
        return method;
    }

    TypeDefinition AddClass(TypeDefinition scope)
    {
        const TypeAttributes staticClass = TypeAttributes.NestedAssembly | TypeAttributes.Abstract | TypeAttributes.Sealed | TypeAttributes.BeforeFieldInit;
        var type = new TypeDefinition("", WovenNames.Registration, staticClass, module.TypeSystem.Object);
        runtime.HideFromReaders(type);
        scope.NestedTypes.Add(type);
        return type;
    }

    static void Append(MethodDefinition method, Instruction instruction) =>
        method.Body.GetILProcessor().InsertBefore(method.Body.Instructions[method.Body.Instructions.Count - 1], instruction);
}
