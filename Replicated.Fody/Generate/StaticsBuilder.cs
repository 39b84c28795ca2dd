using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;
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
    // Of a generic type, Instance announces itself when something is first stored to a static of its instance of the type:
    //     static Statics() { Instance = new(); Tracker.RegisterStatics(Instance, typeof(Bank<T>).TypeHandle); }
    internal void AddHolder(ReplicatedStatics plan)
    {
        var holder = new TypeDefinition(
            "", WovenNames.Statics, TypeAttributes.NestedAssembly | TypeAttributes.Sealed | TypeAttributes.BeforeFieldInit, module.TypeSystem.Object);
        runtime.HideFromReaders(holder);
        Generics.CopyParameters(plan.Type, holder);
        holder.Fields.Add(classes.NewHeader(FieldAttributes.Assembly));
        var instance = new FieldDefinition(WovenNames.Instance, FieldAttributes.Assembly | FieldAttributes.Static | FieldAttributes.InitOnly, Generics.Self(holder));
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
            il.Emit(OpCodes.Newobj, Generics.Method(constructor, Generics.Self(holder)));
            il.Emit(OpCodes.Stsfld, Generics.Own(instance));
            if (!plan.IsGeneric)
                return;
            foreach (var instruction in Registration(plan))
                il.Append(instruction);
        });
    }

    internal void Build(ReplicatedStatics plan)
    {
        var holder = HolderOf(plan);
        if (plan.IsGeneric)
            RegisterWhenInitialised(plan);
        methods.Implement(holder, runtime.Object);
        const MethodAttributes attributes = MethodAttributes.Private | MethodAttributes.Virtual | MethodAttributes.NewSlot | MethodAttributes.Final;
        classes.BuildGetHeader(holder, attributes);
        TypeMethods.Fill(Declare("GetShape"), il => il.Emit(OpCodes.Call, runtime.ShapeOf(Generics.Self(holder))));
        TypeMethods.Fill(Declare("Describe"), il => members.Describe(il, plan.Members));
        TypeMethods.Fill(Declare("Reach"), il => members.Reach(il, plan.Members, byBit: true));
        TypeMethods.Fill(Declare("Write"), il => members.Write(il, plan.Members, byBit: true));
        TypeMethods.Fill(Declare("Read"), il => members.Read(il, plan.Members));

        MethodDefinition Declare(string name) => methods.Declare(holder, Contract, name, attributes, implements: true);
    }

    // static Bank() { ...; Tracker.RegisterStatics(Statics.Instance, typeof(Bank<T>).TypeHandle); }
    /// <summary>
    /// A static that only its initialiser sets is a root, too. At the end of the initialiser, so that no capture sees it half done; a type
    /// without one has nothing to announce before the first store. Nothing of when the initialiser runs changes.
    /// </summary>
    void RegisterWhenInitialised(ReplicatedStatics plan)
    {
        if (plan.Type.Methods.FirstOrDefault(method => method.Name == ".cctor")?.Body is not { } body)
            return;
        var il = body.GetILProcessor();
        body.SimplifyMacros();
        foreach (var end in body.Instructions.Where(instruction => instruction.OpCode.Code == Code.Ret).ToList())
            InsertBefore(il, end, Registration(plan));
        body.OptimizeMacros();
    }

    /// <summary>What leads to the place leads to what is inserted.</summary>
    static void InsertBefore(ILProcessor il, Instruction place, IReadOnlyList<Instruction> inserted)
    {
        if (place.Previous?.Previous is { OpCode.Code: Code.Tail } prefix)
            prefix.OpCode = OpCodes.Nop;
        var (opCode, operand) = (place.OpCode, place.Operand);
        (place.OpCode, place.Operand) = (inserted[0].OpCode, inserted[0].Operand);
        foreach (var instruction in inserted.Skip(1))
        {
            il.InsertAfter(place, instruction);
            place = instruction;
        }
        var last = Instruction.Create(OpCodes.Nop);
        (last.OpCode, last.Operand) = (opCode, operand);
        il.InsertAfter(place, last);
    }

    // Tracker.RegisterStatics(Bank.Statics.Instance, typeof(Bank).TypeHandle);
    internal IReadOnlyList<Instruction> Registration(ReplicatedStatics plan) =>
    [
        Instruction.Create(OpCodes.Ldsfld, InstanceOf(HolderOf(plan))),
        Instruction.Create(OpCodes.Ldtoken, Generics.Self(plan.Type)),
        Instruction.Create(OpCodes.Call, runtime.RegisterStatics),
    ];

    internal static FieldReference InstanceOf(TypeDefinition holder) => FieldOf(holder, WovenNames.Instance);

    internal static FieldReference HeaderOf(TypeDefinition holder) => FieldOf(holder, WovenNames.Header);

    static FieldReference FieldOf(TypeDefinition holder, string name) =>
        Generics.Field(holder.Fields.Single(field => field.Name == name), Generics.NestedInSelf(holder));

    internal static TypeDefinition HolderOf(ReplicatedStatics plan) => plan.Type.NestedTypes.Single(type => type.Name == WovenNames.Statics);
}
