using Fuzz.Execute;
using Fuzz.Generate;
using Fuzz.Verify;
using Fuzz.Weave;
using Microsoft.CodeAnalysis;
using Replicated.Audit;

namespace Fuzz;

/// <summary>Generates methods in batches, weaves them, runs them beside their unwoven twins, and has the woven code verified.</summary>
public sealed class FuzzRun : IDisposable
{
    static readonly string[] chosenKinds = ["I", "K", "Entry"];

    static readonly string[] namedKinds = ["I", "K", "Entry", "A", "X"];

    readonly FuzzOptions options;
    readonly TextWriter log;
    readonly FuzzReport report;
    readonly Weaver weaver = new();
    readonly List<SyntaxTree> model = [];

    FuzzRun(FuzzOptions options, TextWriter log)
    {
        this.options = options;
        this.log = log;
        report = new FuzzReport(options.Seed);
        model.Add(Compiler.Parse(ModelFiles.All["Model"], "Model.cs"));
    }

    /// <summary>Runs until the wanted number of methods has run.</summary>
    public static FuzzReport Run(FuzzOptions options, TextWriter log)
    {
        using var run = new FuzzRun(options, log);
        run.AddParts();
        int next = options.First;
        int wanted = options.Methods;
        while (wanted > 0)
        {
            int size = Math.Min(options.BatchSize, wanted);
            run.Batch([.. Enumerable.Range(next, size).Select(index => MethodWriter.Write(options.Seed, index, OptionalParts.HasStatements))]);
            next += size;
            wanted -= size;
        }
        return run.report;
    }

    public void Dispose() => weaver.Dispose();

    /// <summary>Adds the parts of the model that the weaver takes.</summary>
    void AddParts()
    {
        foreach (var (name, source) in OptionalParts.All)
        {
            var with = model.Append(Compiler.Parse(source, name)).ToList();
            var (binary, errors) = Compiler.Compile(with, "", debug: false);
            if (binary == null)
                throw new InvalidOperationException($"{name} is no C#: {errors[0].Text}");
            var refusals = weaver.Weave(binary).Errors;
            if (refusals.Count > 0)
                log.WriteLine($"without {name}: {refusals[0].Text}");
            else
            {
                model.Add(with[^1]);
                OptionalParts.Use(source);
            }
        }
    }

    void Batch(IReadOnlyList<MethodSource> methods)
    {
        foreach (bool debug in new[] { false, true })
        {
            var (compiled, woven, left) = Weave(methods, debug);
            methods = left;
            if (woven != null && methods.Count > 0)
                Check(methods, compiled!, woven, debug);
        }
        report.Methods += methods.Count;
        foreach (string row in methods.SelectMany(method => method.Rows))
            FuzzReport.Add(report.Rows, row);
        log.WriteLine($"{report.Methods} ran");
    }

    /// <summary>Compiles and weaves, without the methods that are no C# or that the weaver refuses.</summary>
    (Binary? Compiled, Binary? Woven, IReadOnlyList<MethodSource> Left) Weave(IReadOnlyList<MethodSource> methods, bool debug)
    {
        while (methods.Count > 0)
        {
            var batch = new BatchText(methods);
            var (compiled, errors) = Compiler.Compile(model, batch.Text, debug);
            if (compiled == null)
            {
                methods = Without(batch, errors.Select(error => (error.Line, "", error.Text)));
                continue;
            }
            var (woven, refusals) = weaver.Weave(compiled);
            if (woven != null)
                return (compiled, woven, methods);
            methods = Without(batch, refusals.Select(refusal => (refusal.Place?.Line ?? 0, refusal.Rule.Id, refusal.ToCanonicalLine(""))));
        }
        return (null, null, methods);
    }

    IReadOnlyList<MethodSource> Without(BatchText batch, IEnumerable<(int Line, string Code, string Text)> faults)
    {
        var dropped = new HashSet<MethodSource>();
        foreach (var (line, code, text) in faults)
        {
            var method = batch.MethodAt(line) ?? throw new InvalidOperationException($"the model itself is refused: {text}");
            if (!dropped.Add(method))
                continue;
            if (code.Length == 0)
            {
                report.NotCompiled++;
                log.WriteLine($"no C#, method {method.Index}: {text}: {batch.LineAt(line)}");
            }
            else
            {
                FuzzReport.Add(report.Refused, code);
                report.RefusedRows.UnionWith(method.Rows);
                if (!code.StartsWith("RPL2", StringComparison.Ordinal))
                    Found(method, $"the weaver says {text}");
            }
        }
        return [.. batch.Methods.Where(method => !dropped.Contains(method))];
    }

    void Check(IReadOnlyList<MethodSource> methods, Binary compiled, Binary woven, bool debug)
    {
        AccessForms.Count(compiled.Assembly, report.Forms);
        foreach (string finding in Audit(compiled, woven))
            FoundIn(methods, finding, debug);
        Decompile(methods, woven, debug);
        using var plain = new Loaded(compiled);
        using var changed = new Loaded(woven);
        foreach (string failure in JitCheck.Of(changed.Assembly).Failed)
            FoundIn(methods, "the JIT compiler does not take " + failure, debug);
        var twins = new Twins(plain, changed);
        foreach (var method in methods)
        {
            foreach (int input in new[] { method.Index % 7, 8 + method.Index % 13 })
            {
                foreach (string difference in twins.Compare(method.Index, input))
                    Found(method, $"{(debug ? "Debug" : "Release")}, {difference}");
            }
        }
        report.Marked += twins.Oracle.Marked;
        report.MarkedInVain += twins.Oracle.MarkedInVain;
    }

    void Decompile(IReadOnlyList<MethodSource> methods, Binary woven, bool debug)
    {
        if (options.Decompile == 0)
            return;
        int step = Math.Max(1, methods.Count / options.Decompile);
        var chosen = methods.Where((_, number) => number % step == 0).SelectMany(method => chosenKinds.Select(kind => kind + method.Index)).ToHashSet();
        using var decompiler = new DecompilerCheck("Batch.dll", woven.Assembly);
        foreach (string complaint in decompiler.Complaints((type, method) => chosen.Contains(method) || (chosen.Contains(type) && method is ".ctor" or "Run")))
            FoundIn(methods, "the decompiler complains: " + complaint, debug);
    }

    static IReadOnlyList<string> Audit(Binary compiled, Binary woven)
    {
        using var assemblies = new AssemblySet(name => ReferencePack.FileOf(name) is { } file ? AuditedAssembly.Open(file) : null);
        using var before = AuditedAssembly.Open(compiled.Assembly, compiled.Symbols);
        return [.. FileAudit.Of(before, AuditedAssembly.Open(woven.Assembly, woven.Symbols), assemblies, woven.Symbols).Select(finding => "the audit finds " + finding)];
    }

    /// <summary>Names the method that a finding is about, where its text does.</summary>
    void FoundIn(IReadOnlyList<MethodSource> methods, string finding, bool debug)
    {
        var named = methods.FirstOrDefault(method => namedKinds.Any(kind => BatchText.Names(finding, kind + method.Index)));
        Found(named, $"{(debug ? "Debug" : "Release")}, {finding}");
    }

    void Found(MethodSource? method, string what)
    {
        string text = method == null ? what : $"{what}\n{method.Text}again with: build/fuzz-weaver --seed {options.Seed} --first {method.Index} --methods 1";
        report.Findings.Add(text);
        log.WriteLine("FOUND " + text);
    }
}
