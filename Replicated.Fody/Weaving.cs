using System.Xml.Linq;
using Mono.Cecil;
using Replicated.Fody.Check;
using Replicated.Fody.Diagnostics;
using Replicated.Fody.Find;
using Replicated.Fody.Generate;
using Replicated.Fody.Plan;
using Replicated.Fody.Redirect;
using Replicated.Fody.Report;
using Replicated.Fody.Verify;
using Replicated.Fody.Watch;

namespace Replicated.Fody;

/// <summary>Weaves one module: find, plan, check, redirect, generate. Nothing is changed before everything is checked.</summary>
internal sealed class Weaving
{
    internal const int Contract = 1;

    internal static string Version { get; } = typeof(Weaving).Assembly.GetName().Version.ToString();

    readonly ModuleDefinition module;
    readonly BuildOptions? build;
    readonly string? dump;
    readonly DiagnosticBag diagnostics;
    MemberReference? current;

    Weaving(ModuleDefinition module, BuildOptions? build, string? dump)
    {
        this.module = module;
        this.build = build;
        this.dump = dump;
        diagnostics = new DiagnosticBag(build?.Severities);
        if (build?.Sources is { } sources)
            SourcePaths.Set(module, sources);
    }

    /// <param name="module">The module; its assembly resolver finds what it references.</param>
    /// <param name="configuration">The weaver's element of FodyWeavers.xml.</param>
    /// <param name="build">What the project says; null where there is no project.</param>
    /// <param name="dump">Where to put the method at which the weaver fails.</param>
    internal static WeavingResult Weave(ModuleDefinition module, XElement configuration, BuildOptions? build = null, string? dump = null)
    {
        var weaving = new Weaving(module, build, dump);
        try
        {
            return weaving.Weave(configuration);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            weaving.ReportFault(Describe(fault));
            return weaving.Stop();
        }
    }

    WeavingResult Weave(XElement configuration)
    {
        var references = new References(module);
        if (AssemblyChecker.IsDone(module.Assembly, references, Contract, build?.ConfigurationName))
            return Stop();
        build?.Severities.ReportLowered(diagnostics);
        var settings = SettingsReader.Read(WeaverOrder.Placed(build?.Configurations ?? [], configuration), diagnostics);
        new AssemblyChecker(module, references, diagnostics).Check(build);
        var runtime = FindRuntime(references);
        if (runtime == null || diagnostics.HasErrors)
            return Stop();

        OpenCalls.Enter(module);
        var marks = new MarkFinder(settings);
        marks.ReportUnmatched(module, diagnostics);
        var plan = PlanBuilder.Build(module, marks, references, diagnostics);
        CheckModel(marks, references, plan);
        var wide = settings.WritersSynchronized ? null : new WideStores(diagnostics);
        bool reaches = !plan.IsEmpty || references.ReachReplicated;
        if (references.AnyWoven())
            new PromiseChecker(module, diagnostics).Check();
        var bodies = reaches ? new AccessChecker(plan, references, diagnostics, wide).Check(module, method => current = method) : [];
        FinaliserChecker.Check(bodies, diagnostics);
        RebuildChecker.Check(module, plan, bodies, diagnostics);
        LossChecker.Check(plan, diagnostics);
        if (diagnostics.HasErrors)
            return Stop();

        var watching = WatchFinder.Find(module, plan, bodies);
        var report = new WeavingReport(module, plan, bodies, watching, new OmissionFinder(marks).In(module, plan.IsWhole));
        var constructed = reaches ? new ConstructedTypes(plan, references).In(module) : [];
        if (plan.IsEmpty && bodies.Count + constructed.Count + plan.Known.Count == 0 && !references.MustSayWoven)
            return new WeavingResult(diagnostics.All, plan, bodies, report) { IsUntouched = true };
        var clones = CloneFinder.Find(module, plan);
        // What this weaving adds is not in the file, nor is what another weaver has added before.
        var addedBefore = new HashSet<MethodDefinition>(Methods().Where(IsAdded));
        Emit(plan, bodies, watching, clones, constructed, new RuntimeSurface(module, runtime), new KindFinder(module, plan, references));
        VerifyBodies(bodies.Select(body => body.Method).Union(clones.Select(clone => clone.Method)).Union(watching.Methods).Union(Methods().Where(method => method.Name == ".cctor" && !IsOwn(method))), hasLines: true);
        VerifyBodies(Methods().Where(IsOwn), hasLines: false);
        return diagnostics.HasErrors ? Stop() : new WeavingResult(diagnostics.All, plan, bodies, report) { Watching = watching };

        bool IsOwn(MethodDefinition method) => IsAdded(method) && !addedBefore.Contains(method);
    }

    static bool IsAdded(MethodDefinition method) => method.RVA == 0 && method.HasBody;

    IEnumerable<MethodDefinition> Methods() => module.GetTypes().SelectMany(type => type.Methods);

    ModuleDefinition? FindRuntime(References references)
    {
        var runtime = references.Find(RuntimeSurface.AssemblyName)?.MainModule;
        if (runtime == null)
            diagnostics.Report(Rules.NoRuntime, null, module.Assembly.Name.Name);
        else if (RuntimeSurface.ContractOf(runtime) != Contract)
            diagnostics.Report(Rules.RuntimeContract, null, RuntimeSurface.ContractOf(runtime), Contract);
        return runtime;
    }

    void CheckModel(MarkFinder marks, References references, WeavingPlan plan)
    {
        var checker = new ModelChecker(module, marks, references, plan, diagnostics);
        checker.Check();
        checker.CheckContracts(Contract);
        new FormerNameChecker(module, plan, diagnostics).Check();
    }

    void Emit(
        WeavingPlan plan,
        IReadOnlyList<BodyPlan> bodies,
        Watching watching,
        IReadOnlyList<CloneCall> clones,
        IReadOnlyList<FoundType> constructed,
        RuntimeSurface surface,
        KindFinder kinds)
    {
        var methods = new TypeMethods(module, surface);
        var members = new MemberMethods(surface, kinds, watching);
        var classes = new ClassBuilder(module, surface, methods, members);
        var statics = new StaticsBuilder(module, surface, methods, members, classes);
        var values = new ValueBuilder(surface, methods, members);
        var iterators = new IteratorBuilder(module, surface);
        Each(plan.Classes, type => type.Type, classes.AddHeader);
        Each(plan.Classes.Where(type => type.IsIterator), type => type.Type, iterators.AddField);
        Each(plan.Statics, type => type.Type, statics.AddHolder);

        var helpers = new MemberHelpers(module, plan, surface);
        var calls = new CallBuilder(module, surface);
        helpers.AddVisible();
        Each(bodies, body => body.Method, body => new BodyRedirector(body, helpers, calls).Redirect());
        var writes = new WriteRedirector(module, surface, calls);
        Each(watching.Methods, method => method, method => writes.Redirect(method, watching));
        Each(clones, clone => clone.Method, clone => CloneRedirector.Redirect(clone, surface));

        Each(plan.Classes, type => type.Type, classes.Build);
        Each(plan.Statics, type => type.Type, statics.Build);
        Each(plan.Values, type => type.Type, values.Build);
        Each(plan.Classes.Where(type => type.IsIterator), type => type.Type, iterators.Build);
        var held = plan.Held.IsEmpty ? null : new HeldBuilder(module, surface, kinds).Build(plan.Held);
        new ModuleInitializerBuilder(module, surface, kinds, statics).Build(plan, held, constructed, Contract, build?.ConfigurationName);
    }

    /// <summary>Nothing is written that breaks what the writer takes for granted.</summary>
    void VerifyBodies(IEnumerable<MethodDefinition> methods, bool hasLines) => Each(methods, method => method, method =>
    {
        if (BodyInvariants.ViolationOf(method, hasLines) is { } violation)
            ReportFault("its new body is wrong, " + violation);
    });

    /// <summary>Remembers what is worked on, for the report if we fail there.</summary>
    void Each<T>(IEnumerable<T> items, Func<T, MemberReference> subject, Action<T> action)
    {
        foreach (var item in items)
        {
            current = subject(item);
            action(item);
        }
    }

    void ReportFault(string what)
    {
        var method = current as MethodDefinition;
        bool dumps = dump != null && method != null;
        if (dumps)
            File.WriteAllLines(dump, Instructions.Of(method!));
        diagnostics.Report(
            Rules.Internal,
            method == null ? null : PlaceFinder.Of(method, null),
            current?.FullName ?? module.Name,
            what,
            dumps ? $" and the file '{dump}', which holds its instructions" : "");
    }

    /// <summary>One line: a report needs to say where it came from, not a whole stack.</summary>
    static string Describe(Exception fault)
    {
        string frame = (fault.StackTrace ?? "").Split('\n').FirstOrDefault(line => line.Contains("Replicated.Fody."))?.Trim() ?? "at an unknown place";
        return $"{fault.GetType().Name} '{fault.Message}' {frame}";
    }

    WeavingResult Stop() => new(diagnostics.All, null, [], null);
}
