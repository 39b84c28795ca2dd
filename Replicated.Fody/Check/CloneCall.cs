using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Replicated.Fody.Check;

/// <summary>A place that calls <c>object.MemberwiseClone</c> or takes it as a delegate.</summary>
internal sealed record CloneCall(MethodDefinition Method, Instruction At);
