using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Plan;
using Replicated.Fody.Watch;

namespace Replicated.Fody.Generate;

/// <summary>Emits the bodies of Describe, Reach, Write and Read over a list of members. What stands around them differs by kind of type.</summary>
internal sealed class MemberMethods(RuntimeSurface runtime, KindFinder kinds, Watching watching)
{
    // Kinds.Class<Account>(); Kinds.List<Account>();
    // builder.Member<List<Account>>("Accounts");
    // builder.ComparedMember<int>("Count"); builder.FormerName("Number"); builder.Narrowing();
    internal void Describe(ILProcessor il, IReadOnlyList<ReplicatedMember> members)
    {
        Name(il, members.Select(member => new FoundType(TypeOf(member), member.Field.DeclaringType)));
        foreach (var member in members)
        {
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Ldstr, member.Name);
            il.Emit(OpCodes.Callvirt, runtime.Method("ShapeBuilder", member.IsCompared || member.HoldsChangingBox || member.HoldsForeign ? "ComparedMember" : "Member", TypeOf(member)));
            if (member.FormerName != null)
            {
                il.Emit(OpCodes.Ldarg_1);
                il.Emit(OpCodes.Ldstr, member.FormerName);
                il.Emit(OpCodes.Callvirt, runtime.Method("ShapeBuilder", "FormerName"));
            }
            if (member.Narrows)
            {
                il.Emit(OpCodes.Ldarg_1);
                il.Emit(OpCodes.Callvirt, runtime.Method("ShapeBuilder", "Narrowing"));
            }
        }
    }

    // Kinds.List<Order>(); builder.Items<List<Order>>();
    internal void DescribeItems(ILProcessor il, TypeReference items, TypeDefinition derived)
    {
        Name(il, [new FoundType(items, derived)]);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Callvirt, runtime.Method("ShapeBuilder", "Items", runtime.Import(items)));
    }

    void Name(ILProcessor il, IEnumerable<FoundType> types)
    {
        foreach (var kind in kinds.Of(types))
            il.Emit(OpCodes.Call, runtime.Name(kind));
    }

    // writer.Write<decimal>(number + 1, this.balance);
    // writer.WriteWatched<List<Order>>(number + 1, this.orders);
    // writer.WriteOpen<List<Order>>(number + 1, this.orders, typeof(Account).TypeHandle);
    void EmitCall(ILProcessor il, ReplicatedMember member, string type, string verb)
    {
        var found = watching.Of(member.Field);
        bool isWatched = found is { Objection: null };
        if (isWatched && found!.IsOpen)
            il.Emit(OpCodes.Ldtoken, Generics.Self(member.Field.DeclaringType));
        il.Emit(OpCodes.Callvirt, runtime.Method(type, !isWatched ? verb : found!.IsOpen ? verb + "Open" : verb + "Watched", TypeOf(member)));
    }

    // if ((members & Bit) != 0) reacher.Reach<Account>(this.parent);
    internal void Reach(ILProcessor il, IReadOnlyList<ReplicatedMember> members, bool byBit)
    {
        foreach (var member in members.Where(member => member.HoldsReferences))
        {
            EmitIfAsked(il, member, byBit, () =>
            {
                il.Emit(byBit ? OpCodes.Ldarg_2 : OpCodes.Ldarg_1);
                EmitLoad(il, member);
                EmitCall(il, member, "Reacher", "Reach");
            });
        }
    }

    // if ((members & Bit) != 0) writer.Write<decimal>(number + 1, this.balance);
    internal void Write(ILProcessor il, IReadOnlyList<ReplicatedMember> members, bool byBit)
    {
        foreach (var member in members)
        {
            EmitIfAsked(il, member, byBit, () =>
            {
                il.Emit(byBit ? OpCodes.Ldarg_2 : OpCodes.Ldarg_1);
                il.Emit(OpCodes.Ldc_I4, member.Number + 1);
                EmitLoad(il, member);
                EmitCall(il, member, "MemberWriter", "Write");
            });
        }
    }

    // switch (member) { case Number: this.balance = reader.Read<decimal>(); return; ... }
    internal void Read(ILProcessor il, IReadOnlyList<ReplicatedMember> members)
    {
        if (members.Count == 0)
            return;
        var cases = members.Select(_ => il.Create(OpCodes.Nop)).ToArray();
        var other = il.Create(OpCodes.Nop);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldc_I4, members[0].Number);
        il.Emit(OpCodes.Sub);
        il.Emit(OpCodes.Switch, cases);
        il.Emit(OpCodes.Br, other);
        for (int i = 0; i < cases.Length; i++)
        {
            var member = members[i];
            il.Append(cases[i]);
            if (!member.Field.IsStatic)
                il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldarg_2);
            EmitCall(il, member, "MemberReader", "Read");
            if (MemberHelpers.IsVolatile(member.Field))
                il.Emit(OpCodes.Volatile);
            il.Emit(member.Field.IsStatic ? OpCodes.Stsfld : OpCodes.Stfld, Generics.Own(member.Field));
            il.Emit(OpCodes.Ret);
        }
        il.Append(other);
    }

    static void EmitIfAsked(ILProcessor il, ReplicatedMember member, bool byBit, Action emit)
    {
        if (!byBit)
        {
            emit();
            return;
        }
        var next = il.Create(OpCodes.Nop);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldc_I8, member.Bit);
        il.Emit(OpCodes.And);
        il.Emit(OpCodes.Brfalse, next);
        emit();
        il.Append(next);
    }

    static void EmitLoad(ILProcessor il, ReplicatedMember member)
    {
        if (!member.Field.IsStatic)
            il.Emit(OpCodes.Ldarg_0);
        if (MemberHelpers.IsVolatile(member.Field))
            il.Emit(OpCodes.Volatile);
        il.Emit(member.Field.IsStatic ? OpCodes.Ldsfld : OpCodes.Ldfld, Generics.Own(member.Field));
    }

    static TypeReference TypeOf(ReplicatedMember member) => MemberTypes.StripModifiers(member.Field.FieldType);
}
