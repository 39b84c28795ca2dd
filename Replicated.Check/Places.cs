using System.Text.RegularExpressions;
using Replicated.Audit;
using Replicated.Fody.Diagnostics;

namespace Replicated.Check;

/// <summary>Where in the source an access stands, as far as the symbols say.</summary>
/// <param name="pathMap">How the project that is built calls its folders, and so do others of the same repository.</param>
internal sealed class Places(string pathMap)
{
    readonly PathMap paths = new(pathMap);

    internal Place? Of(AuditedAssembly assembly, MemberAccess access)
    {
        if (assembly.Symbols is not { } symbols)
            return null;
        var points = symbols.GetMethodDebugInformation(access.Body.Handle).GetSequencePoints().Where(point => !point.IsHidden && point.Offset <= access.At.Offset).ToList();
        return points is [.., var last]
            ? new Place(FileOf(symbols.GetString(symbols.GetDocument(last.Document).Name)), last.StartLine, last.StartColumn, last.EndLine, last.EndColumn)
            : null;
    }

    /// <summary>A method without a body has no line in the symbols: the text of the sources shows it, where they are on this machine.</summary>
    /// <param name="method">As reflection names it: <c>Outer+Inner.Method</c>.</param>
    internal Place? OfExtern(AuditedAssembly assembly, string method)
    {
        if (assembly.Symbols is not { } symbols)
            return null;
        var declares = new Regex($@"^(?!\s*//).*\bextern\b.*\b{Regex.Escape(method[(method.LastIndexOf('.') + 1)..])}\s*[(<]");
        var places =
            from document in symbols.Documents
            let file = FileOf(symbols.GetString(symbols.GetDocument(document).Name))
            where File.Exists(file)
            from line in File.ReadLines(file).Index()
            where declares.IsMatch(line.Item)
            select new Place(file, line.Index + 1, 1, line.Index + 1, line.Item.Length + 1);
        return places.FirstOrDefault();
    }

    /// <summary>An assembly from elsewhere can have sources that are called as ours and are not here.</summary>
    string FileOf(string document) => paths.FilesOf(document).FirstOrDefault(File.Exists) ?? document;
}
