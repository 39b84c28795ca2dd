using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Diagnostics;
using Replicated.Fody.Generate;
using Replicated.Fody.Plan;

namespace Replicated.Fody.Watch;

/// <summary>Where a collection comes from.</summary>
internal static class CollectionSource
{
    /// <summary>Whether an instruction makes a collection that nobody else has.</summary>
    internal static bool MakesNew(Instruction source) =>
        source.OpCode.Code == Code.Newarr
        || (source.Operand is MethodReference made
            && (source.OpCode.Code == Code.Newobj ? made.DeclaringType is ArrayType || CollectionCalls.MakesNew(made) : PlatformCalls.MakesNew(made)));

    /// <summary>Whether what makes an array makes one of exactly this type: generic code makes others, too.</summary>
    internal static bool IsArrayOf(ArrayType type, Instruction source) => source.Operand switch
    {
        TypeReference element => MemberTypes.StripModifiers(element).FullName == type.ElementType.FullName,
        MethodReference { DeclaringType: ArrayType made } => source.OpCode.Code == Code.Newobj && made.FullName == type.FullName,
        MethodReference called => MemberTypes.StripModifiers(Generics.Close(called.ReturnType, called.DeclaringType as GenericInstanceType, called as GenericInstanceMethod)).FullName == type.FullName,
        _ => false,
    };

    internal static string NameOf(Instruction source) => source.Operand switch
    {
        TypeReference type => source.OpCode.Code == Code.Newarr ? $"an array of {Display.Of(type)}" : $"a cast to {Display.Of(type)}",
        MemberReference member => NameOf(member),
        _ => source.OpCode.Name,
    };

    internal static string NameOf(MemberReference member) => $"{Display.Of(member.DeclaringType)}.{member.Name}";
}
