using Mono.Cecil;

namespace Replicated.Fody.Find;

/// <summary>Finds the methods that rebuild what is not replicated of an object.</summary>
internal static class RebuildFinder
{
    const string OnReplicatedAttribute = "Replicated.OnReplicatedAttribute";

    internal static IEnumerable<MethodDefinition> In(TypeDefinition type) =>
        type.Methods.Where(method => CustomAttributes.Has(method, OnReplicatedAttribute));
}
