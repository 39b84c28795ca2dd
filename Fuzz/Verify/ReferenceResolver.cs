using ICSharpCode.Decompiler.Metadata;

namespace Fuzz.Verify;

/// <summary>Finds for the decompiler what an assembly refers to: on disk, and one assembly that is in memory.</summary>
sealed class ReferenceResolver(UniversalAssemblyResolver onDisk, PEFile? inMemory) : IAssemblyResolver
{
    public IDisposable? BeginSnapshot() => onDisk.BeginSnapshot();

    public MetadataFile? Resolve(IAssemblyReference reference) => inMemory != null && reference.Name == inMemory.Name ? inMemory : onDisk.Resolve(reference);

    public MetadataFile? ResolveModule(MetadataFile mainModule, string moduleName) => onDisk.ResolveModule(mainModule, moduleName);

    public Task<MetadataFile?> ResolveAsync(IAssemblyReference reference) => Task.FromResult(Resolve(reference));

    public Task<MetadataFile?> ResolveModuleAsync(MetadataFile mainModule, string moduleName) => Task.FromResult(ResolveModule(mainModule, moduleName));
}
