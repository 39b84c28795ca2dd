using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using ICSharpCode.Decompiler;
using ICSharpCode.Decompiler.CSharp;
using ICSharpCode.Decompiler.Metadata;

namespace Fuzz.Verify;

/// <summary>Has a decompiler read methods: it says where the types on the stack do not fit, which the JIT compiler lets pass.</summary>
public sealed class DecompilerCheck : IDisposable
{
    static readonly string[] complaints = ["/*Error", "//IL_", "Expected ", "Unknown result type"];

    readonly PEFile file;
    readonly IReadOnlyList<PEFile> references;
    readonly CSharpDecompiler decompiler;

    /// <param name="references">What it refers to that is in no folder.</param>
    public DecompilerCheck(string name, byte[] assembly, params IReadOnlyList<byte[]> references)
    {
        file = new PEFile(name, new MemoryStream(assembly), PEStreamOptions.PrefetchEntireImage);
        var resolver = new UniversalAssemblyResolver(null, false, file.DetectTargetFrameworkId(), null);
        resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location));
        resolver.AddSearchDirectory(AppContext.BaseDirectory);
        this.references = [.. references.Select(reference => new PEFile("Reference.dll", new MemoryStream(reference), PEStreamOptions.PrefetchEntireImage))];
        decompiler = new CSharpDecompiler(file, new ReferenceResolver(resolver, this.references), new DecompilerSettings(LanguageVersion.Latest) { ThrowOnAssemblyResolveErrors = false });
    }

    public void Dispose()
    {
        file.Dispose();
        foreach (var reference in references)
            reference.Dispose();
    }

    /// <summary>What the decompiler complains of, in the methods that are chosen.</summary>
    /// <param name="chosen">Told each method's type and name.</param>
    public IReadOnlyList<string> Complaints(Func<string, string, bool> chosen)
    {
        var found = new List<string>();
        foreach (var method in decompiler.TypeSystem.MainModule.TypeDefinitions.SelectMany(type => type.Methods).Where(method => method.HasBody && chosen(method.DeclaringType.Name, method.Name)))
        {
            found.AddRange(Text(method.MetadataToken).Split('\n').Where(IsComplaint).Select(line => $"{method.DeclaringType.Name}.{method.Name}: {line.Trim()}"));
        }
        return found;
    }

    /// <summary>There are names that it fails over; that is a complaint like others.</summary>
    string Text(EntityHandle method)
    {
        try
        {
            return decompiler.DecompileAsString(method);
        }
        catch (Exception fault) when (fault is ArgumentException or NullReferenceException)
        {
            return $"/*Error: the decompiler fails: {fault.Message.ReplaceLineEndings(" ")}*/";
        }
    }

    static bool IsComplaint(string line) =>
        complaints.Any(line.Contains) && (!line.Contains("Expected ", StringComparison.Ordinal) || line.Contains(", but got ", StringComparison.Ordinal));
}
