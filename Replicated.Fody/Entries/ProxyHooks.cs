using Mono.Cecil.Cil;

namespace Replicated.Fody.Entries;

/// <summary>What a proxy does around the call of the body. Each begins and ends with an empty stack and has no branches out of it.</summary>
/// <param name="Enter">Before the call, outside of the handler.</param>
/// <param name="Return">After the call has returned, with the variable that has the result; null where there is none. A method that returns a task has returned when its first part has run: when the task ends is for the hook to find out.</param>
/// <param name="Leave">On the way out, also where the body or one of the hooks before threw.</param>
internal sealed record ProxyHooks(Action<ILProcessor>? Enter = null, Action<ILProcessor, VariableDefinition?>? Return = null, Action<ILProcessor>? Leave = null);
