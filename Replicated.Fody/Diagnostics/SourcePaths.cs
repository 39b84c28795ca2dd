using System.Runtime.CompilerServices;
using Mono.Cecil;

namespace Replicated.Fody.Diagnostics;

/// <summary>Where the sources are that the symbols of a module name. A place is looked for by the module alone, in many steps of a weaving.</summary>
internal static class SourcePaths
{
    static readonly ConditionalWeakTable<ModuleDefinition, PathMap> known = new();

    internal static void Set(ModuleDefinition module, PathMap map)
    {
        known.Remove(module);
        known.Add(module, map);
    }

    /// <summary>The file of a document, as far as it is known.</summary>
    internal static string Of(ModuleDefinition module, string document) =>
        known.TryGetValue(module, out var map) && map.FilesOf(document) is { Count: > 0 } files ? files[0] : document;
}
