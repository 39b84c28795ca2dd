using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;
using Replicated.Fody.Find;
using Replicated.Fody.Plan;

namespace Replicated.Fody.Generate;

/// <summary>The small static methods that stores become calls of.</summary>
internal sealed class MemberHelpers(ModuleDefinition module, WeavingPlan plan, RuntimeSurface runtime)
{
    readonly Dictionary<TypeDefinition, FieldReference> headers = [];
    readonly Dictionary<FieldDefinition, MethodDefinition> stores = [];
    readonly Dictionary<FieldDefinition, MethodDefinition> marks = [];
    readonly Dictionary<FieldDefinition, MethodDefinition> lends = [];

    /// <summary>Adds what code in other assemblies calls, and what records that a field is a member. Nobody else names closures and iterators.</summary>
    internal void AddVisible()
    {
        var written = plan.Classes.Where(type => !ClassExtents.IsMadeByCompiler(type.Type));
        foreach (var member in written.SelectMany(type => type.Members).Concat(plan.Statics.SelectMany(type => type.Members)))
        {
            bool visible = !member.Field.IsPrivate;
            if (!member.Field.IsInitOnly)
                StoreOf(member);
            if (visible || member.Field.IsInitOnly)
                MarkOf(member);
            if (visible)
                LendOf(member);
        }
    }

    /// <summary>The store helper of a field, on the instance of its type that an instruction names.</summary>
    internal MethodReference StoreFor(FieldReference field) => Find(field, WovenNames.Store, StoreOf);

    /// <summary>The method that marks a member that was written otherwise.</summary>
    internal MethodReference MarkFor(FieldReference field) => Find(field, WovenNames.Mark, MarkOf);

    /// <summary>The method that says that a call has the address of a member.</summary>
    internal MethodReference LendFor(FieldReference field) => Find(field, WovenNames.Lend, LendOf);

    /// <summary>Marks the statics of a type by its handle, if they are announced.</summary>
    internal MethodReference MarkStatics => runtime.Method("Tracker", "MarkStatics");

    MethodReference Find(FieldReference field, Func<string, string> nameOf, Func<ReplicatedMember, MethodDefinition> build)
    {
        var definition = field.Resolve();
        var method = plan.MemberOf(definition) is { } member
            ? build(member)
            : module.ImportReference(References.Resolve(definition.DeclaringType)!.Methods.Single(candidate => candidate.Name == nameOf(field.Name)));
        return Generics.Method(method, field.DeclaringType);
    }

    // static void Store(Account self, decimal value)
    // {
    //     self.balance = value;
    //     if ((Volatile.Read(ref self.header.Clean) & Bit) != 0)
    //         Tracker.Mark(self, ref self.header, Bit);
    // }
    MethodDefinition StoreOf(ReplicatedMember member)
    {
        if (stores.TryGetValue(member.Field, out var built))
            return built;
        var method = Declare(member, WovenNames.Store, stores);
        method.Parameters.Add(new ParameterDefinition(MemberTypes.StripModifiers(member.Field.FieldType)));
        var il = method.Body.GetILProcessor();
        if (!member.Field.IsStatic)
            il.Emit(OpCodes.Ldarg_0);
        il.Emit(member.Field.IsStatic ? OpCodes.Ldarg_0 : OpCodes.Ldarg_1);
        if (IsVolatile(member.Field))
            il.Emit(OpCodes.Volatile);
        il.Emit(member.Field.IsStatic ? OpCodes.Stsfld : OpCodes.Stfld, Generics.Own(member.Field));
        EmitMark(il, member);
        method.Body.Optimize();
        return method;
    }

    // static void Mark(Account self)
    // {
    //     if (self != null && (Volatile.Read(ref self.header.Clean) & Bit) != 0)
    //         Tracker.Mark(self, ref self.header, Bit);
    // }
    MethodDefinition MarkOf(ReplicatedMember member)
    {
        if (marks.TryGetValue(member.Field, out var built))
            return built;
        var method = Declare(member, WovenNames.Mark, marks);
        var il = method.Body.GetILProcessor();
        var start = il.Create(OpCodes.Nop);
        // Where several addresses meet, the object is null of those that were not taken.
        if (!member.Field.IsStatic)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Brtrue_S, start);
            il.Emit(OpCodes.Ret);
            il.Append(start);
        }
        EmitMark(il, member);
        method.Body.Optimize();
        return method;
    }

    // static void Lend(Account self) { Tracker.Lend(self, Bit); }
    MethodDefinition LendOf(ReplicatedMember member)
    {
        if (lends.TryGetValue(member.Field, out var built))
            return built;
        var method = Declare(member, WovenNames.Lend, lends);
        var il = method.Body.GetILProcessor();
        EmitOwner(il, member);
        il.Emit(OpCodes.Ldc_I8, member.Bit);
        il.Emit(OpCodes.Call, runtime.Lend);
        il.Emit(OpCodes.Ret);
        method.Body.Optimize();
        return method;
    }

    void EmitMark(ILProcessor il, ReplicatedMember member)
    {
        var end = il.Create(OpCodes.Ret);
        EmitHeader(il, member);
        il.Emit(OpCodes.Volatile);
        il.Emit(OpCodes.Ldfld, runtime.HeaderClean);
        il.Emit(OpCodes.Ldc_I8, member.Bit);
        il.Emit(OpCodes.And);
        il.Emit(OpCodes.Brfalse_S, end);
        EmitOwner(il, member);
        EmitHeader(il, member);
        il.Emit(OpCodes.Ldc_I8, member.Bit);
        il.Emit(OpCodes.Call, runtime.Mark);
        il.Append(end);
    }

    static void EmitOwner(ILProcessor il, ReplicatedMember member)
    {
        if (member.Field.IsStatic)
            il.Emit(OpCodes.Ldsfld, StaticsBuilder.InstanceOf(StaticsHolder(member)));
        else
            il.Emit(OpCodes.Ldarg_0);
    }

    void EmitHeader(ILProcessor il, ReplicatedMember member)
    {
        EmitOwner(il, member);
        il.Emit(OpCodes.Ldflda, member.Field.IsStatic ? StaticsBuilder.HeaderOf(StaticsHolder(member)) : HeaderOf(member.Field.DeclaringType));
    }

    static TypeDefinition StaticsHolder(ReplicatedMember member) =>
        member.Field.DeclaringType.NestedTypes.Single(type => type.Name == WovenNames.Statics);

    /// <summary>Each store of a class names it; to find it is a walk over the bases.</summary>
    FieldReference HeaderOf(TypeDefinition type)
    {
        if (!headers.TryGetValue(type, out var header))
            headers.Add(type, header = FindHeader(type));
        return header;
    }

    /// <summary>The header of the hierarchy that a class belongs to.</summary>
    internal static FieldReference FindHeader(TypeDefinition type)
    {
        foreach (var candidate in new[] { Generics.Self(type) }.Concat(Generics.BasesOf(type)))
        {
            if (References.Resolve(candidate)?.Fields.FirstOrDefault(field => field.Name == WovenNames.Header) is { } header)
            {
                // The definition, where there is one: the writer has its token, and would write a reference anew each time.
                return header.Module == type.Module && candidate is not GenericInstanceType
                    ? header
                    : new FieldReference(header.Name, type.Module.ImportReference(header.FieldType), Generics.Close(type.Module, candidate, null, null));
            }
        }
        throw new InvalidOperationException($"no header in the bases of {type.FullName}");
    }

    /// <summary>As visible as the field, so that whoever can store to it can call this.</summary>
    MethodDefinition Declare(ReplicatedMember member, Func<string, string> nameOf, Dictionary<FieldDefinition, MethodDefinition> built)
    {
        var access = (MethodAttributes)(member.Field.Attributes & FieldAttributes.FieldAccessMask);
        var method = new MethodDefinition(nameOf(member.Field.Name), access | MethodAttributes.Static | MethodAttributes.HideBySig, module.TypeSystem.Void) { AggressiveInlining = true };
        if (!member.Field.IsStatic)
            method.Parameters.Add(new ParameterDefinition(Generics.Self(member.Field.DeclaringType)));
        runtime.Hide(method);
        member.Field.DeclaringType.Methods.Add(method);
        built.Add(member.Field, method);
        return method;
    }

    internal static bool IsVolatile(FieldDefinition field) =>
        field.FieldType is RequiredModifierType { ModifierType.FullName: "System.Runtime.CompilerServices.IsVolatile" };
}
