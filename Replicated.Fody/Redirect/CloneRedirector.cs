using Mono.Cecil.Cil;
using Replicated.Fody.Check;
using Replicated.Fody.Generate;

namespace Replicated.Fody.Redirect;

/// <summary>Has copies made by the runtime, which gives each an identity of its own.</summary>
internal static class CloneRedirector
{
    // this.MemberwiseClone()         becomes  Tracker.Clone(this)
    // new Func<object>(this.Clone)   likewise: a delegate of a static method holds its first argument as one of an instance method does
    internal static void Redirect(CloneCall clone, RuntimeSurface runtime)
    {
        clone.At.Operand = runtime.Clone;
        if (clone.At.OpCode.Code == Code.Callvirt)
            clone.At.OpCode = OpCodes.Call;
    }
}
