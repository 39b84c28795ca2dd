using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Replicated.Fody.Check;

/// <summary>Sees locks that are taken and released in one method: the release stands in a <c>finally</c>.</summary>
internal static class LockRegions
{
    static readonly HashSet<string> releases =
    [
        "System.Threading.Monitor::Exit", "System.Threading.Lock::Exit", "System.Threading.Lock/Scope::Dispose", "System.Threading.ReaderWriterLockSlim::ExitWriteLock",
    ];

    /// <summary>Whether a lock is held at the instruction.</summary>
    internal static bool Cover(MethodBody body, Instruction instruction)
    {
        if (!body.HasExceptionHandlers)
            return false;
        var order = new InstructionOrder(body);
        return body.ExceptionHandlers.Any(handler =>
            handler.HandlerType == ExceptionHandlerType.Finally
            && IsWithin(instruction, handler.TryStart, handler.TryEnd)
            && body.Instructions.Any(candidate => IsWithin(candidate, handler.HandlerStart, handler.HandlerEnd) && Releases(candidate)));

        bool IsWithin(Instruction candidate, Instruction start, Instruction? end) =>
            order.Of(candidate) >= order.Of(start) && (end == null || order.Of(candidate) < order.Of(end));
    }

    static bool Releases(Instruction instruction) =>
        instruction.Operand is MethodReference method && releases.Contains(method.DeclaringType.FullName + "::" + method.Name);
}
