using ICSharpCode.Decompiler.Metadata;

namespace Fuzz.Verify;

/// <summary>Finds for the decompiler what an assembly refers to: on disk, and assemblies that are in memory.</summary>
sealed class ReferenceResolver(UniversalAssemblyResolver onDisk, IReadOnlyList<PEFile> inMemory) : IAssemblyResolver
{
    public IDisposable? BeginSnapshot() => onDisk.BeginSnapshot();

    public MetadataFile? Resolve(IAssemblyReference reference) => inMemory.FirstOrDefault(file => file.Name == reference.Name) ?? onDisk.Resolve(reference);

    public MetadataFile? ResolveModule(MetadataFile mainModule, string moduleName) => onDisk.ResolveModule(mainModule, moduleName);

    public Task<MetadataFile?> ResolveAsync(IAssemblyReference reference) => Task.FromResult(Resolve(reference));

    public Task<MetadataFile?> ResolveModuleAsync(MetadataFile mainModule, string moduleName) => Task.FromResult(ResolveModule(mainModule, moduleName));
}
