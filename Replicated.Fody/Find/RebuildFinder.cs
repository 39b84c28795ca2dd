using Mono.Cecil;

namespace Replicated.Fody.Find;

/// <summary>Finds the methods that rebuild what is not replicated of an object.</summary>
internal static class RebuildFinder
{
    const string OnReplicatedAttribute = "Replicated.OnReplicatedAttribute";

    internal static IEnumerable<MethodDefinition> In(TypeDefinition type) =>
        type.Methods.Where(method => method.HasCustomAttributes && method.CustomAttributes.Any(attribute => attribute.AttributeType.FullName == OnReplicatedAttribute));
}
