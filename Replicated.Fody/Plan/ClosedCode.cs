using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Find;
using Replicated.Fody.Generate;

namespace Replicated.Fody.Plan;

/// <summary>
/// The code of the module as it runs: each body once, that of generic types and methods once for each of their instances that code leads to,
/// also where it is that of another woven assembly, which does not know them. A native program has no other instances.
/// </summary>
internal sealed class ClosedCode
{
    /// <summary>Type arguments nested deeper than this are not followed: generic code may call itself with ever deeper ones.</summary>
    const int DepthMax = 5;

    readonly ModuleDefinition module;
    readonly References references;
    readonly HashSet<string> seen = [];
    readonly Queue<ClosedMethod> waiting = new();

    /// <summary>What code that is not generic names leads to the same wherever it is named.</summary>
    readonly HashSet<MemberReference> followed = [];

    ClosedCode(ModuleDefinition module, References references)
    {
        this.module = module;
        this.references = references;
    }

    /// <summary>A body with its type arguments.</summary>
    /// <param name="From">Whose code gave it the arguments.</param>
    sealed record ClosedMethod(MethodDefinition Method, GenericInstanceType? Owner, GenericInstanceMethod? Instance, TypeDefinition From);

    /// <param name="named">What an instruction names that is of interest.</param>
    /// <returns>What the bodies name, closed, with repetitions.</returns>
    internal static IEnumerable<FoundType> Find(ModuleDefinition module, References references, Func<Instruction, IEnumerable<TypeReference>> named) =>
        new ClosedCode(module, references).Find(named);

    IEnumerable<FoundType> Find(Func<Instruction, IEnumerable<TypeReference>> named)
    {
        foreach (var type in module.GetTypes().Where(type => !type.HasGenericParameters))
        {
            FollowBases(type, null, type);
            foreach (var method in type.Methods.Where(method => method.HasBody && !method.HasGenericParameters))
                waiting.Enqueue(new ClosedMethod(method, null, null, Author(type)));
        }
        while (waiting.Count > 0)
        {
            var (method, owner, instance, from) = waiting.Dequeue();
            foreach (var instruction in method.Body.Instructions)
            {
                if (instruction.Operand is not MemberReference reference)
                    continue;
                foreach (var type in named(instruction))
                    yield return new FoundType(owner == null && instance == null ? type : Close(type), Author(method.DeclaringType), from);
                if (NamesInstance(reference) && (owner != null || instance != null || followed.Add(reference)))
                    Follow(reference, Close, from);
            }

            TypeReference Close(TypeReference type) => Generics.Close(type, owner, instance);
        }
    }

    /// <summary>Whether an operand names an instance of a generic type or method; most do not.</summary>
    static bool NamesInstance(MemberReference operand) => operand is GenericInstanceMethod or GenericInstanceType || operand.DeclaringType is GenericInstanceType;

    void Follow(MemberReference operand, Func<TypeReference, TypeReference> close, TypeDefinition from)
    {
        switch (operand)
        {
            case MethodReference called:
                var owner = Instance(called.DeclaringType, close, from);
                if (called is GenericInstanceMethod generic)
                    FollowMethod(generic, owner, close, from);
                break;
            case FieldReference field:
                Instance(field.DeclaringType, close, from);
                break;
            case TypeReference type:
                Instance(type, close, from);
                break;
        }
    }

    /// <summary>Follows what is an instance of a generic type, and the type arguments that are.</summary>
    GenericInstanceType? Instance(TypeReference type, Func<TypeReference, TypeReference> close, TypeDefinition from)
    {
        if (type is not GenericInstanceType)
            return null;
        var closed = (GenericInstanceType)close(type);
        FollowType(closed, from);
        return closed;
    }

    void FollowMethod(GenericInstanceMethod called, GenericInstanceType? owner, Func<TypeReference, TypeReference> close, TypeDefinition from)
    {
        var instance = new GenericInstanceMethod(called.ElementMethod);
        foreach (var argument in called.GenericArguments)
        {
            var closed = close(argument);
            instance.GenericArguments.Add(closed);
            if (closed is GenericInstanceType generic)
                FollowType(generic, from);
        }
        if (References.Resolve(called) is { HasBody: true } method && IsWoven(method.Module) && !instance.GenericArguments.Any(IsTooDeep) && seen.Add($"{method.FullName} {owner?.FullName} {instance.FullName}"))
            waiting.Enqueue(new ClosedMethod(method, owner, instance, from));
    }

    void FollowType(GenericInstanceType instance, TypeDefinition from)
    {
        if (IsTooDeep(instance) || !seen.Add(instance.FullName))
            return;
        foreach (var argument in instance.GenericArguments.OfType<GenericInstanceType>())
            FollowType(argument, from);
        if (References.Resolve(instance) is not { } type || !IsWoven(type.Module))
            return;
        FollowBases(type, instance, from);
        foreach (var method in type.Methods.Where(method => method.HasBody && !method.HasGenericParameters))
            waiting.Enqueue(new ClosedMethod(method, instance, null, from));
    }

    void FollowBases(TypeDefinition type, GenericInstanceType? instance, TypeDefinition from)
    {
        if (type.BaseType is GenericInstanceType generic)
            FollowType((GenericInstanceType)Generics.Close(generic, instance, null), from);
    }

    /// <summary>The type that somebody wrote, of one that the compiler made within it.</summary>
    static TypeDefinition Author(TypeDefinition type)
    {
        while (type.DeclaringType != null && ClassExtents.IsMadeByCompiler(type))
            type = type.DeclaringType;
        return type;
    }

    bool IsWoven(ModuleDefinition candidate) => candidate == module || references.IsSeen(candidate.Assembly);

    static bool IsTooDeep(TypeReference type) => Depth(type) > DepthMax;

    static int Depth(TypeReference type) => type switch
    {
        GenericInstanceType generic => 1 + generic.GenericArguments.Max(Depth),
        TypeSpecification specification => 1 + Depth(specification.ElementType),
        _ => 0,
    };
}
