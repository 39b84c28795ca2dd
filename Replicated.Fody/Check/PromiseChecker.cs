using Mono.Cecil;
using Replicated.Fody.Diagnostics;
using Replicated.Fody.Find;
using Replicated.Fody.Plan;

namespace Replicated.Fody.Check;

/// <summary>
/// Refuses bodies that write through what they say they only read, where calls of another woven assembly can reach them: those were woven
/// before and rely on it.
/// </summary>
internal sealed class PromiseChecker(ModuleDefinition module, DiagnosticBag diagnostics)
{
    readonly Dictionary<TypeDefinition, IReadOnlyList<MethodDefinition>> promising = [];
    readonly HashSet<MethodDefinition> reported = [];

    internal void Check()
    {
        foreach (var type in module.GetTypes())
        {
            foreach (var declared in Above(type).Distinct().SelectMany(PromisingOf))
                CheckImplementations(type, declared);
        }
        foreach (var made in MadeDelegate.In(module))
        {
            if (made.Type != null && References.Resolve(made.Type) is { } type && IsElsewhere(type))
                CheckDelegate(made, type);
        }
    }

    void CheckImplementations(TypeDefinition type, MethodDefinition declared)
    {
        // The compiler puts a method of its own before one that is declared with other modifiers: the one that somebody wrote is named.
        foreach (var body in BodiesFor(type, declared).OrderBy(body => !body.DebugInformation.HasSequencePoints))
        {
            if (Check(body, declared, parameter => Promise.Of(body, parameter + (body.HasThis ? 1 : 0))))
                return;
        }
    }

    IEnumerable<MethodDefinition> BodiesFor(TypeDefinition type, MethodDefinition declared)
    {
        for (var at = type; at != null && at.Module == module; at = at.BaseType == null ? null : References.Resolve(at.BaseType))
        {
            foreach (var body in at.Methods.Where(body => body.HasBody && OpenCalls.Implements(body, declared)))
                yield return body;
        }
    }

    void CheckDelegate(MadeDelegate made, TypeDefinition type)
    {
        foreach (var invoke in PromisingOf(type))
        {
            if (References.Resolve(made.Called) is { } called)
                Check(called, invoke, parameter => OpenCalls.PromiseOf(made, invoke, parameter + 1));
        }
    }

    /// <summary>Whether the body is refused.</summary>
    bool Check(MethodDefinition body, MethodDefinition declared, Func<int, Promise> promiseOf)
    {
        if (declared.Parameters.FirstOrDefault(parameter => CanBreak(parameter) && Breaks(promiseOf(parameter.Index), parameter)) is not { } broken)
            return false;
        if (reported.Add(body))
            diagnostics.Report(Rules.BrokenPromise, PlaceFinder.Of(body, null), Display.Of(body), broken.Name, Display.Of(declared), declared.Module.Assembly.Name.Name);
        return true;
    }

    static bool Breaks(Promise promise, ParameterDefinition parameter) =>
        (promise.Writes && CallSignature.IsRead(parameter)) || (promise.Returns && CallSignature.IsScoped(parameter));

    static bool CanBreak(ParameterDefinition parameter) => AddressTypes.CanHold(parameter.ParameterType) && (CallSignature.IsRead(parameter) || CallSignature.IsScoped(parameter));

    IReadOnlyList<MethodDefinition> PromisingOf(TypeDefinition type)
    {
        if (!promising.TryGetValue(type, out var methods))
            promising.Add(type, methods = IsElsewhere(type) ? [.. type.Methods.Where(method => method.IsVirtual && method.Parameters.Any(CanBreak))] : []);
        return methods;
    }

    bool IsElsewhere(TypeDefinition type) => type.Module != module && References.IsWoven(type.Module.Assembly);

    /// <summary>The bases and interfaces of a type, with theirs.</summary>
    static IEnumerable<TypeDefinition> Above(TypeDefinition type)
    {
        var direct = type.Interfaces.Select(one => one.InterfaceType).Append(type.BaseType);
        foreach (var one in direct)
        {
            if (one != null && References.Resolve(one) is { } definition)
            {
                yield return definition;
                foreach (var above in Above(definition))
                    yield return above;
            }
        }
    }
}
