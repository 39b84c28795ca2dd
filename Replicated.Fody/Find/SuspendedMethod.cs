using Mono.Cecil;

namespace Replicated.Fody.Find;

/// <summary>
/// An async method without a state machine: the runtime suspends it. It is its own body, and leaves on the stack what its task is to hold,
/// and nothing where the task holds nothing.
/// </summary>
internal static class SuspendedMethod
{
    internal const MethodImplAttributes Flag = (MethodImplAttributes)0x2000;

    internal static bool Is(MethodDefinition method) => (method.ImplAttributes & Flag) != 0;

    /// <summary>Whether there is a value on the stack where the method ends.</summary>
    internal static bool LeavesValue(MethodDefinition method) => method.ReturnType.GetElementType() != method.ReturnType;
}
