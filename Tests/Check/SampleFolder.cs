extern alias check;

using check::Replicated.Check;
using check::Replicated.Fody.Diagnostics;
using Replicated.Tests.Service;
using Replicated.Tests.Weaving;

namespace Replicated.Tests.Check;

/// <summary>Samples as files in one folder, as a build brings assemblies together.</summary>
internal sealed class SampleFolder : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly List<string> files = [];

    public void Dispose() => folder.Dispose();

    internal IReadOnlyList<string> Files => files;

    internal string Add(CompiledSample sample)
    {
        string file = Path.Combine(folder.Path, sample.Name + ".dll");
        File.WriteAllBytes(file, sample.Assembly);
        File.WriteAllBytes(Path.ChangeExtension(file, ".pdb"), sample.Symbols);
        files.Add(file);
        return file;
    }

    internal void Add(string file) => files.Add(file);

    /// <summary>Has a file of another name than the assembly in it.</summary>
    internal string Rename(string name, string other)
    {
        string file = Path.Combine(folder.Path, other + ".dll");
        File.Move(Path.Combine(folder.Path, name + ".dll"), file);
        files[files.IndexOf(Path.Combine(folder.Path, name + ".dll"))] = file;
        return file;
    }

    /// <summary>The lines of a check over all files.</summary>
    internal IReadOnlyList<string> Check(Func<Brought, IEnumerable<Complaint>> check) => [.. Diagnostics(check).Select(diagnostic => diagnostic.ToCanonicalLine("App.csproj"))];

    internal IReadOnlyList<Diagnostic> Diagnostics(Func<Brought, IEnumerable<Complaint>> check)
    {
        using var assemblies = new Brought(files, ReferencePack.Files);
        var diagnostics = new DiagnosticBag();
        foreach (var complaint in check(assemblies))
            diagnostics.Report(complaint.Rule, complaint.Place, complaint.Arguments);
        return diagnostics.All;
    }

    internal static CompiledSample Weave(CompiledSample sample, params CompiledSample[] references)
    {
        var (result, woven) = SampleWeaver.Weave(sample, references: references);
        Assert.That(result.Succeeded, Is.True, string.Join('\n', result.Diagnostics.Select(diagnostic => diagnostic.Text)));
        return woven;
    }
}
