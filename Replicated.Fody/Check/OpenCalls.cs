using System.Runtime.CompilerServices;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Find;
using Replicated.Fody.Plan;

namespace Replicated.Fody.Check;

/// <summary>
/// What a call may do that names an interface's method, one that can be overridden, or a delegate: what any body does that it can reach in the
/// assembly that declares what is named. In other woven assemblies a body that does more than it says is refused
/// (<see cref="PromiseChecker"/>); what an assembly that is not woven declares, anybody may implement.
/// </summary>
internal sealed class OpenCalls
{
    static readonly ConditionalWeakTable<ModuleDefinition, OpenCalls> known = new();

    // Looked for only where such a call gets an address.
    readonly Lazy<ILookup<string, MethodDefinition>> overriding;
    readonly Lazy<ILookup<TypeDefinition?, MadeDelegate>> delegates;

    /// <summary>Whether every body is seen that can be reached from other assemblies.</summary>
    readonly bool isWoven;

    OpenCalls(ModuleDefinition module, bool isWoven)
    {
        this.isWoven = isWoven;
        overriding = new(() => Overriding(module).SelectMany(method => NamesOf(method).Select(name => (name, method))).ToLookup(pair => pair.name, pair => pair.method));
        delegates = new(() => MadeDelegate.In(module).Where(made => made.Type != null).ToLookup(made => References.Resolve(made.Type!)));
    }

    static IEnumerable<MethodDefinition> Overriding(ModuleDefinition module) =>
        module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody && (method.IsVirtual || method.HasOverrides));

    /// <summary>Says that the module is about to be woven: it does not carry the mark of that yet.</summary>
    internal static void Enter(ModuleDefinition module)
    {
        known.Remove(module);
        known.Add(module, new OpenCalls(module, isWoven: true));
    }

    /// <summary>Whether the call may run another body than that of the method it names.</summary>
    internal static bool IsOpen(Instruction call, MethodDefinition target) =>
        IsInvoke(target) || (CanBeOverridden(target) && (call.OpCode.Code == Code.Callvirt || CallEffects.Constraint(call) != null));

    /// <param name="argument">Counted with <c>this</c>.</param>
    internal static Promise PromiseOf(MethodDefinition target, int argument)
    {
        var calls = known.GetValue(target.Module, module => new OpenCalls(module, References.IsWoven(module.Assembly)));
        return !calls.isWoven ? Promise.ByAnybody
            : IsInvoke(target) ? Any(calls.delegates.Value[target.DeclaringType].Select(made => PromiseOf(made, target, argument)))
            : Any(calls.overriding.Value[target.Name].Where(body => Implements(body, target)).Select(body => Promise.Of(body, argument)));
    }

    /// <summary>What the method of a struct does with <c>this</c> that a call reaches on a variable of that type.</summary>
    internal static Promise PromiseOfReceiver(TypeReference type, MethodDefinition target) =>
        References.Resolve(type) is { } definition ? Any(definition.Methods.Where(body => Implements(body, target)).Select(body => Promise.Of(body, argument: 0))) : Promise.Kept;

    /// <summary>What the delegate's method does with an argument of <c>Invoke</c>. One of another delegate or an interface may be any.</summary>
    internal static Promise PromiseOf(MadeDelegate made, MethodDefinition invoke, int argument)
    {
        if (References.Resolve(made.Called) is not { } called)
            return Promise.Kept;
        if (IsInvoke(called) || CanBeOverridden(called))
            return Promise.ByAnybody;
        // Static, static with its first argument bound, or of an object.
        int more = called.Parameters.Count + (called.HasThis ? 1 : 0) - invoke.Parameters.Count;
        return Promise.Of(called, argument - 1 + more);
    }

    /// <summary>By name and number of parameters: rather one too many than one too few.</summary>
    internal static bool Implements(MethodDefinition body, MethodDefinition declared) =>
        body.HasThis == declared.HasThis && body.Parameters.Count == declared.Parameters.Count && NamesOf(body).Contains(declared.Name);

    static IEnumerable<string> NamesOf(MethodDefinition method) => method.Overrides.Select(overridden => overridden.Name).Append(method.Name).Distinct();

    static bool CanBeOverridden(MethodDefinition method) => method.IsVirtual && !method.IsFinal && !method.DeclaringType.IsSealed;

    static bool IsInvoke(MethodDefinition method) => method.Name == "Invoke" && MemberTypes.IsDelegate(method.DeclaringType);

    static Promise Any(IEnumerable<Promise> promises) =>
        promises.Aggregate(Promise.Kept, (one, other) => new Promise(one.Writes || other.Writes, one.Returns || other.Returns));
}
