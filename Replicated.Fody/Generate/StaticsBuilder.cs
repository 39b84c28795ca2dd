using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Plan;

namespace Replicated.Fody.Generate;

/// <summary>Adds to a type with replicated statics the hidden class whose one instance stands for them.</summary>
internal sealed class StaticsBuilder(ModuleDefinition module, RuntimeSurface runtime, TypeMethods methods, MemberMethods members, ClassBuilder classes)
{
    const string Contract = "IReplicated";

    const MethodAttributes ConstructorAttributes = MethodAttributes.HideBySig | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName;

    // sealed class Statics : IReplicated
    // {
    //     internal static readonly Statics Instance = new();
    //     internal Header header;
    // }
    internal void AddHolder(ReplicatedStatics plan)
    {
        var holder = new TypeDefinition(
            "", WovenNames.Statics, TypeAttributes.NestedAssembly | TypeAttributes.Sealed | TypeAttributes.BeforeFieldInit, module.TypeSystem.Object);
        runtime.Hide(holder);
        holder.Fields.Add(classes.NewHeader(FieldAttributes.Assembly));
        var instance = new FieldDefinition(WovenNames.Instance, FieldAttributes.Assembly | FieldAttributes.Static | FieldAttributes.InitOnly, holder);
        holder.Fields.Add(instance);
        plan.Type.NestedTypes.Add(holder);
        classes.RecordCompared(plan.Type, plan.Members);

        var constructor = new MethodDefinition(".ctor", MethodAttributes.Assembly | ConstructorAttributes, module.TypeSystem.Void);
        holder.Methods.Add(constructor);
        TypeMethods.Fill(constructor, il =>
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Call, new MethodReference(".ctor", module.TypeSystem.Void, module.TypeSystem.Object) { HasThis = true });
        });
        var initializer = new MethodDefinition(".cctor", MethodAttributes.Private | MethodAttributes.Static | ConstructorAttributes, module.TypeSystem.Void);
        holder.Methods.Add(initializer);
        TypeMethods.Fill(initializer, il =>
        {
            il.Emit(OpCodes.Newobj, constructor);
            il.Emit(OpCodes.Stsfld, instance);
        });
    }

    internal void Build(ReplicatedStatics plan)
    {
        var holder = HolderOf(plan);
        methods.Implement(holder, runtime.Object);
        const MethodAttributes attributes = MethodAttributes.Private | MethodAttributes.Virtual | MethodAttributes.NewSlot | MethodAttributes.Final;
        classes.BuildGetHeader(holder, attributes);
        TypeMethods.Fill(Declare("GetShape"), il => il.Emit(OpCodes.Call, runtime.ShapeOf(holder)));
        TypeMethods.Fill(Declare("Describe"), il => members.Describe(il, plan.Members));
        TypeMethods.Fill(Declare("Reach"), il => members.Reach(il, plan.Members, byBit: true));
        TypeMethods.Fill(Declare("Write"), il => members.Write(il, plan.Members, byBit: true));
        TypeMethods.Fill(Declare("Read"), il => members.Read(il, plan.Members));

        MethodDefinition Declare(string name) => methods.Declare(holder, Contract, name, attributes, implements: true);
    }

    internal static TypeDefinition HolderOf(ReplicatedStatics plan) => plan.Type.NestedTypes.Single(type => type.Name == WovenNames.Statics);
}
