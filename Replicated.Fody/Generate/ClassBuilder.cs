using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Diagnostics;
using Replicated.Fody.Find;
using Replicated.Fody.Plan;

namespace Replicated.Fody.Generate;

/// <summary>Makes a class an <c>IReplicated</c>: the top of a hierarchy implements it, the others override and call their base first.</summary>
internal sealed class ClassBuilder(ModuleDefinition module, RuntimeSurface runtime, TypeMethods methods, MemberMethods members)
{
    const string Contract = "IReplicated";

    /// <summary>Adds the header and what later weavings of other assemblies read; before anything names the header.</summary>
    internal void AddHeader(ReplicatedClass plan)
    {
        if (plan.IsTop)
            plan.Type.Fields.Add(NewHeader(FieldAttributes.FamORAssem));
        plan.Type.Fields.Add(Record(WovenNames.MemberCount, plan.FirstNumber + plan.Members.Count));
        if (plan.IsWhole)
            plan.Type.Fields.Add(Record(WovenNames.Whole, 1));
        RecordCompared(plan.Type, plan.Members);
    }

    internal void RecordCompared(TypeDefinition type, IReadOnlyList<ReplicatedMember> compared)
    {
        foreach (var member in compared.Where(member => member.IsCompared))
            type.Fields.Add(Record(WovenNames.Compared(member.Field.Name), 1));
    }

    internal void Build(ReplicatedClass plan)
    {
        if (plan.IsTop)
        {
            methods.Implement(plan.Type, runtime.Object);
            BuildGetHeader(plan.Type, MethodAttributes.Family | MethodAttributes.Virtual | MethodAttributes.NewSlot);
        }
        TypeMethods.Fill(Declare(plan, "GetShape"), il => il.Emit(OpCodes.Call, runtime.ShapeOf(Generics.Self(plan.Type))));
        TypeMethods.Fill(Declare(plan, "Describe"), il =>
        {
            CallBase(il, plan, "Describe");
            SayBase(il, plan);
            if (plan.Items != null)
                members.DescribeItems(il, plan.Items, plan.Type);
            members.Describe(il, plan.Members);
            SayRebuilding(il, plan);
        });
        TypeMethods.Fill(Declare(plan, "Reach"), il =>
        {
            CallBase(il, plan, "Reach");
            members.Reach(il, plan.Members, byBit: true);
        });
        TypeMethods.Fill(Declare(plan, "Write"), il =>
        {
            if (plan.IsIterator)
                IteratorBuilder.EmitCheck(il, plan.Type, runtime);
            CallBase(il, plan, "Write");
            members.Write(il, plan.Members, byBit: true);
        });
        TypeMethods.Fill(Declare(plan, "Read"), il =>
        {
            members.Read(il, plan.Members);
            CallBase(il, plan, "Read");
        });
    }

    // protected virtual ref Header GetHeader() => ref this.header;
    internal void BuildGetHeader(TypeDefinition type, MethodAttributes attributes) =>
        TypeMethods.Fill(methods.Declare(type, Contract, "GetHeader", attributes, implements: true), il =>
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldflda, MemberHelpers.FindHeader(type));
        });

    internal FieldDefinition NewHeader(FieldAttributes access)
    {
        var header = new FieldDefinition(WovenNames.Header, access | FieldAttributes.NotSerialized, runtime.Header);
        runtime.HideFromReaders(header);
        return header;
    }

    // builder.Base(typeof(Account).TypeHandle, "Library 1.0.0.0", 3);
    /// <summary>Members of a base in another assembly may be others where the program runs.</summary>
    void SayBase(ILProcessor il, ReplicatedClass plan)
    {
        if (plan.IsTop || References.Resolve(plan.Type.BaseType) is not { } woven || woven.Module == module)
            return;
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldtoken, plan.Type.BaseType);
        il.Emit(OpCodes.Ldstr, Display.Of(woven.Module.Assembly.Name));
        il.Emit(OpCodes.Ldc_I4, plan.FirstNumber);
        il.Emit(OpCodes.Callvirt, runtime.Method("ShapeBuilder", "Base"));
    }

    // builder.OnReplicated(methodof(Index), typeof(Account).TypeHandle);
    void SayRebuilding(ILProcessor il, ReplicatedClass plan)
    {
        foreach (var method in plan.Rebuilding)
        {
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Ldtoken, Generics.Method(method, Generics.Self(plan.Type)));
            il.Emit(OpCodes.Ldtoken, Generics.Self(plan.Type));
            il.Emit(OpCodes.Callvirt, runtime.Method("ShapeBuilder", "OnReplicated"));
        }
    }

    MethodDefinition Declare(ReplicatedClass plan, string name) =>
        methods.Declare(plan.Type, Contract, name, MethodAttributes.Family | MethodAttributes.Virtual | (plan.IsTop ? MethodAttributes.NewSlot : 0), plan.IsTop);

    void CallBase(ILProcessor il, ReplicatedClass plan, string name)
    {
        if (plan.IsTop)
            return;
        var declaration = runtime.Method(Contract, name);
        var reference = new MethodReference(WovenNames.Implementation(name), declaration.ReturnType, plan.Type.BaseType) { HasThis = true };
        il.Emit(OpCodes.Ldarg_0);
        for (int i = 0; i < declaration.Parameters.Count; i++)
        {
            reference.Parameters.Add(new ParameterDefinition(declaration.Parameters[i].ParameterType));
            il.Emit(i == 0 ? OpCodes.Ldarg_1 : OpCodes.Ldarg_2);
        }
        il.Emit(OpCodes.Call, reference);
    }

    FieldDefinition Record(string name, int value) => new(
        name,
        FieldAttributes.Private | FieldAttributes.Static | FieldAttributes.Literal | FieldAttributes.HasDefault,
        module.TypeSystem.Int32)
    {
        Constant = value,
    };
}
