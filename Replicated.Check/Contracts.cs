using System.Reflection.Metadata.Ecma335;
using Replicated.Audit;

namespace Replicated.Check;

/// <summary>
/// Classes that travel by a contract of protobuf-net. That reads its attributes by reflection and makes code while the program runs, which a trimmed
/// or native program does not bear: its first commit would fail.
/// </summary>
internal static class Contracts
{
    const string NamedBy = "Replicated.Woven.Contracts";

    /// <summary>Woven code names each such class that a member may hold by a call: <c>Contracts.Contract&lt;Trade&gt;()</c>.</summary>
    internal static IEnumerable<Complaint> Of(AssemblyFacts assembly, AuditedAssembly opened)
    {
        var metadata = opened.Metadata;
        return
            from row in Enumerable.Range(1, metadata.GetTableRowCount(TableIndex.MethodSpec))
            let handle = MetadataTokens.MethodSpecificationHandle(row)
            where opened.MethodOf(MetadataTokens.GetToken(handle))?.Owner?.Key?.Name == NamedBy
            select Complaint.Of(Rules.TrimmedContract, assembly.Name, Display.Of(opened.TypeArgumentsOf(handle)[0].Key!.Value));
    }
}
