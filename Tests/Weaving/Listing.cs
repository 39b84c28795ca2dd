using System.Reflection.Metadata;
using ICSharpCode.Decompiler;
using ICSharpCode.Decompiler.Disassembler;
using ICSharpCode.Decompiler.Metadata;

namespace Replicated.Tests.Weaving;

/// <summary>
/// An assembly as text: all that its file says of a type or a method, down to the size of a body's head and the form of each instruction.
/// Names stand for tokens, so that the texts of two files are equal if the files are equal but for the order of their tables.
/// </summary>
sealed class Listing : IDisposable
{
    readonly PEFile file;

    internal Listing(CompiledSample sample) => file = new PEFile(sample.Name + ".dll", new MemoryStream(sample.Assembly));

    /// <summary>The whole assembly.</summary>
    internal string Text() => Write(disassembler =>
    {
        disassembler.WriteAssemblyHeader(file);
        disassembler.WriteModuleContents(file);
    });

    internal string TextOfType(string name) => Write(disassembler => disassembler.DisassembleType(file, Types().Single(type => NameOf(type) == name)));

    /// <summary>The text of each method by type and name; overloads are numbered in their order.</summary>
    internal IReadOnlyDictionary<string, string> Methods()
    {
        var texts = new Dictionary<string, string>();
        foreach (var type in file.Metadata.TypeDefinitions)
        {
            foreach (var method in file.Metadata.GetTypeDefinition(type).GetMethods())
            {
                string name = $"{type.GetFullTypeName(file.Metadata).ReflectionName}::{file.Metadata.GetString(file.Metadata.GetMethodDefinition(method).Name)}";
                int number = 1;
                while (!texts.TryAdd($"{name} {number}", ""))
                    number++;
                texts[$"{name} {number}"] = Write(disassembler => disassembler.DisassembleMethod(file, method));
            }
        }
        return texts;
    }

    public void Dispose() => file.Dispose();

    IEnumerable<TypeDefinitionHandle> Types() => file.Metadata.TypeDefinitions;

    string NameOf(TypeDefinitionHandle type) => type.GetFullTypeName(file.Metadata).ReflectionName;

    static string Write(Action<ReflectionDisassembler> write)
    {
        using var text = new StringWriter { NewLine = "\n" };
        write(new ReflectionDisassembler(new PlainTextOutput(text), CancellationToken.None) { DetectControlStructure = false });
        return string.Join('\n', text.ToString().Split('\n').Where(line => !IsPlace(line)).Select(line => line.TrimEnd()));
    }

    /// <summary>Where in the file something is: that changes with whatever stands before it.</summary>
    static bool IsPlace(string line) => line.Contains("// Method begins at RVA", StringComparison.Ordinal) || line.Contains(".mvid", StringComparison.Ordinal) || line.Contains("// MVID", StringComparison.Ordinal);
}
