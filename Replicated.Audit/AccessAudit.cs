using System.Reflection;
using System.Reflection.Emit;
using Replicated.Audit.Decode;
using Replicated.Audit.Flow;

namespace Replicated.Audit;

/// <summary>Finds every store to a replicated member, and every taking of its address, that is left in an assembly, and says why it may be.</summary>
/// <remarks>It reads the IL by itself and asks nothing of the weaver, so that it finds what the weaver overlooked.</remarks>
public static class AccessAudit
{
    /// <param name="assembly">Woven or not.</param>
    /// <param name="assemblies">Knows the assemblies whose members are replicated, and those that the assembly refers to.</param>
    public static IEnumerable<MemberAccess> Of(AuditedAssembly assembly, AssemblySet assemblies)
    {
        foreach (var body in assembly.Bodies)
        {
            var accesses = body.Instructions.Select(instruction => (At: instruction, Member: WrittenBy(instruction, assembly, assemblies))).Where(access => access.Member != null).ToList();
            if (accesses.Count == 0)
                continue;
            var flow = new OriginFlow(assembly, assemblies, body, instruction => IsAddress(instruction) && WrittenBy(instruction, assembly, assemblies) != null);
            var uses = new AddressUses(assembly, assemblies, body, flow);
            foreach (var (at, member) in accesses)
                yield return Judge(assembly, assemblies, body, flow, uses, at, member!.Value);
        }
    }

    static FieldKey? WrittenBy(Instruction instruction, AuditedAssembly assembly, AssemblySet assemblies) =>
        (IsStore(instruction) || IsAddress(instruction)) && assembly.FieldOf(instruction.Operand) is { } field && assemblies.IsMember(field) ? field : null;

    static bool IsStore(Instruction instruction) => instruction.OpCode == OpCodes.Stfld || instruction.OpCode == OpCodes.Stsfld;

    static bool IsAddress(Instruction instruction) => instruction.OpCode == OpCodes.Ldflda || instruction.OpCode == OpCodes.Ldsflda;

    static MemberAccess Judge(AuditedAssembly assembly, AssemblySet assemblies, Body body, OriginFlow flow, AddressUses uses, Instruction at, FieldKey member)
    {
        if (Standing(assembly, body, flow, at, member) is { } standing)
            return new MemberAccess(member, body, at, standing, null);
        if (IsStore(at))
        {
            bool marked = assemblies.AttributesOf(member) is { } attributes && attributes.HasFlag(FieldAttributes.InitOnly)
                && IsOnThis(flow, at) && new MarkReading(assembly, body).IsMarkedAfter(at, member);
            return new MemberAccess(member, body, at, marked ? Explanation.ReadonlyStoreMarked : null, marked ? null : "the store is not marked");
        }
        if (assemblies.IsCompared(member))
            return new MemberAccess(member, body, at, Explanation.AddressOfComparedMember, null);
        string? problem = uses.ProblemOf(at, member, out bool isWritten);
        Explanation? explanation = problem != null ? null : isWritten ? Explanation.AddressMarkedAfterEachWrite : Explanation.AddressOnlyRead;
        return new MemberAccess(member, body, at, explanation, problem);
    }

    /// <summary>What explains an access by where it stands.</summary>
    static Explanation? Standing(AuditedAssembly assembly, Body body, OriginFlow flow, Instruction at, FieldKey member)
    {
        bool isOwn = member.Owner == new TypeKey(assembly.Name, body.Owner);
        if (body.Method.StartsWith(WovenNames.Prefix, StringComparison.Ordinal) && !body.Method.StartsWith(WovenNames.Call, StringComparison.Ordinal))
            return Explanation.GeneratedMethod;
        if (at.OpCode == OpCodes.Stsfld && body.Method == ".cctor" && isOwn && new MarkReading(assembly, body).MarksStaticsAfter(at))
            return Explanation.TypeInitialiser;
        if (body.Method == ".ctor" && isOwn && at.OpCode != OpCodes.Stsfld && at.OpCode != OpCodes.Ldsflda && IsOnThis(flow, at) && at.Index < BaseCall(assembly, body, flow))
            return Explanation.BeforeTheBaseCall;
        return null;
    }

    static bool IsOnThis(OriginFlow flow, Instruction access) => flow.OperandsOf(access) is [{ IsThis: true }, ..];

    /// <summary>The index of the first call of another constructor on <c>this</c>.</summary>
    static int BaseCall(AuditedAssembly assembly, Body body, OriginFlow flow) =>
        body.Instructions.FirstOrDefault(instruction =>
            instruction.OpCode == OpCodes.Call && assembly.MethodOf(instruction.Operand)?.Name == ".ctor" && IsOnThis(flow, instruction))?.Index ?? -1;
}
