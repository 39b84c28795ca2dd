using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Find;
using Replicated.Fody.Generate;
using Replicated.Fody.Plan;

namespace Replicated.Fody.Entries;

/// <summary>Moves the body of a method, with its symbols, to a hidden method of the same signature.</summary>
internal static class MovedBody
{
    // int Count(int from) { }                                  // left without a body
    // int <Replicated>body_Count(int from) { ... }
    /// <summary>Leaves the method empty.</summary>
    /// <returns>The method with the body, as the code of its type calls it.</returns>
    internal static MethodReference Move(MethodDefinition method, RuntimeSurface runtime)
    {
        var target = Declare(method);
        MoveInstructions(method, target);
        MoveSymbols(method.DebugInformation, target.DebugInformation);
        method.Body = new MethodBody(method) { InitLocals = target.Body.InitLocals };
        runtime.HideFromReaders(target);
        method.DeclaringType.Methods.Add(target);
        return Reference(method, target);
    }

    static MethodDefinition Declare(MethodDefinition method)
    {
        var target = new MethodDefinition(WovenNames.Body(method.Name), MethodAttributes.Private | MethodAttributes.HideBySig | (method.Attributes & MethodAttributes.Static), method.ReturnType)
        {
            HasThis = method.HasThis,
            // A lock for the whole method is taken once, by the one that is called.
            ImplAttributes = method.ImplAttributes & ~(MethodImplAttributes.Synchronized | MethodImplAttributes.AggressiveInlining),
        };
        // Where the runtime suspends methods itself, that which it suspends is the one with the user's code.
        method.ImplAttributes &= ~SuspendedMethod.Flag;
        // At the same positions, so that the types that the body names mean the same.
        foreach (var parameter in method.GenericParameters)
        {
            var copy = new GenericParameter(parameter.Name, target) { Attributes = parameter.Attributes };
            foreach (var constraint in parameter.Constraints)
                copy.Constraints.Add(new GenericParameterConstraint(constraint.ConstraintType));
            target.GenericParameters.Add(copy);
        }
        foreach (var parameter in method.Parameters)
            target.Parameters.Add(new ParameterDefinition(parameter.Name, parameter.Attributes & ~(ParameterAttributes.HasDefault | ParameterAttributes.HasFieldMarshal), parameter.ParameterType));
        return target;
    }

    static void MoveInstructions(MethodDefinition method, MethodDefinition target)
    {
        target.Body.InitLocals = method.Body.InitLocals;
        var variables = method.Body.Variables.ToList();
        method.Body.Variables.Clear();
        foreach (var variable in variables)
            target.Body.Variables.Add(variable);
        foreach (var instruction in method.Body.Instructions)
        {
            if (instruction.Operand is ParameterDefinition parameter)
                instruction.Operand = parameter == method.Body.ThisParameter ? target.Body.ThisParameter : target.Parameters[parameter.Index];
            target.Body.Instructions.Add(instruction);
        }
        foreach (var handler in method.Body.ExceptionHandlers)
            target.Body.ExceptionHandlers.Add(handler);
    }

    /// <summary>What says which lines and names the instructions have goes with them; which class an async method runs in stays.</summary>
    static void MoveSymbols(MethodDebugInformation from, MethodDebugInformation to)
    {
        foreach (var point in from.SequencePoints)
            to.SequencePoints.Add(point);
        from.SequencePoints.Clear();
        to.Scope = from.Scope;
        from.Scope = null;
        foreach (var information in from.CustomDebugInformations.ToList())
            to.CustomDebugInformations.Add(information);
        from.CustomDebugInformations.Clear();
    }

    static MethodReference Reference(MethodDefinition method, MethodDefinition target)
    {
        var reference = Generics.Method(target, Generics.Self(method.DeclaringType));
        if (!method.HasGenericParameters)
            return reference;
        if (reference != target)
        {
            foreach (var parameter in target.GenericParameters)
                reference.GenericParameters.Add(new GenericParameter(parameter.Name, reference));
        }
        var instance = new GenericInstanceMethod(reference);
        foreach (var parameter in method.GenericParameters)
            instance.GenericArguments.Add(parameter);
        return instance;
    }
}
