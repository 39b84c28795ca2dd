using Mono.Cecil;

namespace Replicated.Fody.Find;

/// <summary>What the compiler makes of lambdas, iterators and collection expressions.</summary>
internal static class CompilerNames
{
    internal const string State = "<>1__state";

    const string InitialThread = "<>l__initialThreadId";

    /// <summary>Whether the type is a class that holds the variables which lambdas use.</summary>
    internal static bool IsClosure(TypeDefinition type) => IsClass(type) && type.Name.StartsWith("<>c__DisplayClass", StringComparison.Ordinal);

    /// <summary>Whether the type is a class of lambdas that use nothing around them; they are called on its one instance.</summary>
    internal static bool HasSharedInstance(TypeDefinition type) => IsClass(type) && type.Fields.Any(field => field.Name == "<>9");

    /// <summary>Whether the type holds the variables of an iterator or async method.</summary>
    internal static bool IsStateMachine(TypeDefinition type) => type.IsNested && type.Name[0] == '<' && type.Fields.Any(field => field.Name == State);

    /// <summary>Whether the type is a class that holds the state of an iterator. Asynchronous ones are not: their state is a part of a running task.</summary>
    internal static bool IsIterator(TypeDefinition type) =>
        IsClass(type)
        && type.Name[0] == '<'
        && type.Fields.Any(field => field.Name == State)
        && type.Interfaces.Any(candidate => candidate.InterfaceType.FullName == "System.Collections.IEnumerator");

    /// <summary>Whether the type is what a collection expression makes where an interface is asked for.</summary>
    internal static bool IsReadOnlyList(TypeDefinition type) => type.Name.StartsWith("<>z__ReadOnly", StringComparison.Ordinal) && type.IsClass && !type.IsValueType;

    /// <summary>Whether the field says in which thread an iterator was made: it decides only whether a fresh one may be used itself, so each node has its own.</summary>
    internal static bool IsOfThisNodeOnly(FieldDefinition field) => field.Name == InitialThread;

    static bool IsClass(TypeDefinition type) => type.IsClass && !type.IsValueType && type.IsNested;
}
