using Fuzz.Execute;
using Fuzz.Generate;
using Fuzz.Verify;
using Fuzz.Weave;
using Microsoft.CodeAnalysis;
using Replicated.Audit;

namespace Fuzz;

/// <summary>Does with batches of methods all that is done with them, in one setup.</summary>
sealed class Workbench : IDisposable
{
    /// <summary>The decompiler is slow: it reads one method of so many, the other checks all.</summary>
    const int MethodsForOneDecompiled = 50;

    static readonly string[] chosenKinds = ["I", "K", "Entry"];

    static readonly string[] namedKinds = ["I", "K", "Entry", "A", "X", "Q", "U"];

    static readonly List<SyntaxTree> model = [.. ModelFiles.Methods.Select(file => Compiler.Parse(file.Value, file.Key + ".cs"))];

    readonly int seed;
    readonly BatchSetup setup;
    readonly IReadOnlyList<Library> libraries;
    readonly Weaver weaver;
    FuzzReport report;

    internal Workbench(int seed, BatchSetup setup)
    {
        this.seed = seed;
        this.setup = setup;
        libraries = Library.Build(ModelFiles.Methods, ModelFiles.Between, setup);
        weaver = new Weaver(libraries);
        report = new FuzzReport { Seed = seed };
    }

    public void Dispose() => weaver.Dispose();

    internal FuzzReport Run(IReadOnlyList<MethodSource> all)
    {
        report = new FuzzReport { Seed = seed };
        CheckRefusals([.. all.Where(method => method.RefusedAs != null)]);
        var (compiled, woven, methods) = Weave([.. all.Where(method => method.RefusedAs == null)]);
        if (woven != null)
            Check(methods, compiled!, woven);
        report.Methods = methods.Count;
        foreach (string row in methods.SelectMany(method => method.Rows))
            FuzzReport.Add(report.Rows, row);
        return report;
    }

    /// <summary>What the weaver cannot follow it must refuse: silence would lose writes.</summary>
    void CheckRefusals(IReadOnlyList<MethodSource> methods)
    {
        var (batch, compiled) = Compile(methods);
        if (compiled == null)
            return;
        var refusals = weaver.Weave(compiled).Errors;
        foreach (var method in batch.Methods)
        {
            // Types and fields have no line in the symbols.
            if (refusals.Any(refusal => refusal.Rule.Id == method.RefusedAs && (batch.MethodAt(refusal.Place?.Line ?? 0) == method || BatchText.Names(refusal.ToCanonicalLine(""), $"Q{method.Index}"))))
                report.AddRefused(method.Rows, method.RefusedAs!);
            else
                Found(method, $"the weaver does not refuse it with {method.RefusedAs}, and first of all says {(refusals.Count == 0 ? "nothing" : refusals[0].ToCanonicalLine(""))}");
        }
    }

    /// <summary>Compiles, without the methods that are no C#.</summary>
    (BatchText Batch, Binary? Compiled) Compile(IReadOnlyList<MethodSource> methods)
    {
        while (methods.Count > 0)
        {
            var batch = new BatchText(methods);
            var (compiled, errors) = Compiler.Compile(model, libraries, batch.Text, setup.IsDebug);
            if (compiled != null)
                return (batch, compiled);
            var faulty = new HashSet<MethodSource>();
            foreach (var (line, text) in errors)
            {
                if (!faulty.Add(batch.MethodAt(line) ?? throw new InvalidOperationException($"the model itself is no C#: {text}")))
                    continue;
                report.NotCompiled++;
                report.Notes.Add($"no C#, method {batch.MethodAt(line)!.Index}: {text}: {batch.LineAt(line)}");
            }
            methods = [.. methods.Where(method => !faulty.Contains(method))];
        }
        return (new BatchText([]), null);
    }

    /// <summary>Compiles and weaves, without the methods that the weaver refuses.</summary>
    (Binary? Compiled, Binary? Woven, IReadOnlyList<MethodSource> Left) Weave(IReadOnlyList<MethodSource> methods)
    {
        while (true)
        {
            var (batch, compiled) = Compile(methods);
            if (compiled == null)
                return (null, null, []);
            var (woven, refusals) = weaver.Weave(compiled);
            if (woven != null)
                return (compiled, woven, batch.Methods);
            var dropped = new HashSet<MethodSource>();
            foreach (var refusal in refusals)
            {
                var method = batch.MethodAt(refusal.Place?.Line ?? 0) ?? throw new InvalidOperationException($"the model itself is refused: {refusal.ToCanonicalLine("")}");
                if (!dropped.Add(method))
                    continue;
                report.AddRefused(method.Rows, refusal.Rule.Id);
                // Only what is written to be refused may be: a construct that is said to be handled would not be.
                Found(method, $"the weaver refuses what it has to take: {refusal.ToCanonicalLine("")}: {batch.LineAt(refusal.Place!.Line)}");
            }
            methods = [.. batch.Methods.Where(method => !dropped.Contains(method))];
        }
    }

    void Check(IReadOnlyList<MethodSource> methods, Binary compiled, Binary woven)
    {
        AccessForms.Count(compiled.Assembly, report.Forms);
        foreach (string finding in Audit(compiled, woven))
            FoundIn(methods, finding);
        Decompile(methods, woven);
        var plain = new Loaded(compiled, [.. libraries.Select(library => library.Compiled)]);
        var changed = new Loaded(woven, [.. libraries.Select(library => library.Woven)]);
        foreach (string failure in JitCheck.Of(changed.Assembly).Failed)
            FoundIn(methods, "the JIT compiler does not take " + failure);
        var twins = new Twins(plain, changed);
        foreach (var method in methods)
        {
            foreach (int input in new[] { method.Index % 7, 8 + method.Index % 13 })
            {
                foreach (string difference in twins.Compare(method.Index, input))
                    Found(method, difference);
            }
        }
        report.Marked = twins.Oracle.Marked;
        report.MarkedInVain = twins.Oracle.MarkedInVain;
    }

    void Decompile(IReadOnlyList<MethodSource> methods, Binary woven)
    {
        var chosen = methods.Where((_, number) => number % MethodsForOneDecompiled == 0).SelectMany(method => chosenKinds.Select(kind => kind + method.Index)).ToHashSet();
        using var decompiler = new DecompilerCheck("Batch.dll", woven.Assembly, [.. libraries.Select(library => library.Woven.Assembly)]);
        foreach (string complaint in decompiler.Complaints((type, method) => chosen.Contains(method) || (chosen.Contains(type) && method is ".ctor" or "Run")))
            FoundIn(methods, "the decompiler complains: " + complaint);
    }

    IReadOnlyList<string> Audit(Binary compiled, Binary woven)
    {
        using var assemblies = new AssemblySet(OpenReference);
        using var before = AuditedAssembly.Open(compiled.Assembly, compiled.Symbols);
        return [.. FileAudit.Of(before, AuditedAssembly.Open(woven.Assembly, woven.Symbols), assemblies, woven.Symbols).Select(finding => "the audit finds " + finding)];
    }

    AuditedAssembly? OpenReference(string name) => libraries.FirstOrDefault(library => library.Name == name) is { } library
        ? AuditedAssembly.Open(library.Woven.Assembly, library.Woven.Symbols)
        : ReferencePack.FileOf(name) is { } file ? AuditedAssembly.Open(file) : null;

    /// <summary>Names the method that a finding is about, where its text does.</summary>
    void FoundIn(IReadOnlyList<MethodSource> methods, string finding) =>
        Found(methods.FirstOrDefault(method => namedKinds.Any(kind => BatchText.Names(finding, kind + method.Index))), finding);

    void Found(MethodSource? method, string what)
    {
        string text = $"{setup}: {what}";
        report.Findings.Add(method == null ? text : $"{text}\n{method.Text}again with: build/fuzz-weaver --seed {seed} --first {method.Index} --methods 1");
    }
}
