using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Mono.Cecil;
using Replicated.Tests.Service;

namespace Replicated.Tests.Weaving;

/// <summary>Assemblies of a form that the writer of assemblies does not know.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class When_an_assembly_cannot_be_written : IDisposable
{
    const string Account = "[Replicated.Replicated] public class Account { public int n; public void Go() => n = 3; }";

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>As C++ makes it: the header says that there is native code.</summary>
    [Test]
    public void one_with_native_code_is_refused()
    {
        string file = Compile("Mixed", Account, OutputKind.DynamicallyLinkedLibrary);
        using (var module = ModuleDefinition.ReadModule(file))
            Assert.That(Weave(module), Is.Empty, "as it was compiled");

        byte[] image = File.ReadAllBytes(file);
        using (var reader = new System.Reflection.PortableExecutable.PEReader(new MemoryStream(image)))
            image[reader.PEHeaders.CorHeaderStartOffset + FlagsOfCorHeader] &= unchecked((byte)~(int)ModuleAttributes.ILOnly);
        using var mixed = ModuleDefinition.ReadModule(new MemoryStream(image));

        Assert.That(Weave(mixed), Is.EqualTo("RPL5002 'Mixed' has native code beside its IL, and such an assembly cannot be written; move what is replicated to a project of its own."));
    }

    [Test]
    public void one_of_several_modules_is_refused()
    {
        string part = Compile("Part", "public class Part;", OutputKind.NetModule);
        using var metadata = ModuleMetadata.CreateFromFile(part);
        using var module = ModuleDefinition.ReadModule(Compile("Whole", Account, OutputKind.DynamicallyLinkedLibrary, metadata.GetReference()));

        Assert.That(Weave(module), Is.EqualTo("RPL5002 'Whole' has a second module, 'Part.netmodule', and such an assembly cannot be written; move what is replicated to a project of its own."));
    }

    /// <summary>Where in the header of managed code its flags are.</summary>
    const int FlagsOfCorHeader = 16;

    static string Weave(ModuleDefinition module)
    {
        var result = Replicated.Fody.Weaving.Weave(module, new XElement("Replicated"));
        return string.Join('\n', result.Diagnostics.Select(diagnostic => $"{diagnostic.Rule.Id} {diagnostic.Text}"));
    }

    string Compile(string name, string source, OutputKind kind, params MetadataReference[] references)
    {
        string file = Path.Combine(folder.Path, name + (kind == OutputKind.NetModule ? ".netmodule" : ".dll"));
        var compilation = CSharpCompilation.Create(
            name, [CSharpSyntaxTree.ParseText(source)], ReferencePack.MetadataReferences.Concat(references), new CSharpCompilationOptions(kind));
        Assert.That(compilation.Emit(file).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), Is.Empty);
        return file;
    }
}
