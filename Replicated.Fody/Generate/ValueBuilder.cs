using Mono.Cecil;
using Replicated.Fody.Plan;

namespace Replicated.Fody.Generate;

/// <summary>Makes a struct an <c>IReplicatedValue</c>.</summary>
internal sealed class ValueBuilder(RuntimeSurface runtime, TypeMethods methods, MemberMethods members)
{
    internal void Build(ReplicatedValue plan)
    {
        methods.Implement(plan.Type, runtime.Value);
        TypeMethods.Fill(Declare("Describe"), il => members.Describe(il, plan.Members));
        TypeMethods.Fill(Declare("Reach"), il => members.Reach(il, plan.Members, byBit: false));
        TypeMethods.Fill(Declare("Write"), il => members.Write(il, plan.Members, byBit: false));
        TypeMethods.Fill(Declare("Read"), il => members.Read(il, plan.Members));

        MethodDefinition Declare(string name) => methods.Declare(
            plan.Type,
            "IReplicatedValue",
            name,
            MethodAttributes.Private | MethodAttributes.Virtual | MethodAttributes.NewSlot | MethodAttributes.Final,
            implements: true);
    }
}
