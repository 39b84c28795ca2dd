using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;
using Replicated.Fody.Plan;

namespace Replicated.Fody.Generate;

/// <summary>Declares the methods that implement an interface of the surface.</summary>
internal sealed class TypeMethods(ModuleDefinition module, RuntimeSurface runtime)
{
    /// <summary>Adds a method that implements <paramref name="name"/> of an interface under a name that no language can write.</summary>
    /// <param name="implements">False where a base class implements the interface and this overrides its method.</param>
    internal MethodDefinition Declare(TypeDefinition type, string contract, string name, MethodAttributes attributes, bool implements)
    {
        var declaration = runtime.Method(contract, name);
        var method = new MethodDefinition(WovenNames.Implementation(name), attributes | MethodAttributes.HideBySig, declaration.ReturnType);
        foreach (var parameter in declaration.Parameters)
            method.Parameters.Add(new ParameterDefinition(parameter.ParameterType));
        if (implements)
            method.Overrides.Add(declaration);
        type.Methods.Add(method);
        return method;
    }

    /// <summary>Fills a body and ends it with a return.</summary>
    internal static void Fill(MethodDefinition method, Action<ILProcessor> emit)
    {
        var il = method.Body.GetILProcessor();
        emit(il);
        il.Emit(OpCodes.Ret);
        method.Body.Optimize();
    }

    internal void Implement(TypeDefinition type, TypeReference contract) => type.Interfaces.Add(new InterfaceImplementation(module.ImportReference(contract)));
}
