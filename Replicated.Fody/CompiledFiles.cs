namespace Replicated.Fody;

/// <summary>
/// What the compiler has written. Fody writes every module that it has read, in an order of its own and with a mark in it; where nothing was
/// to be done, what the compiler wrote is put back.
/// </summary>
internal sealed class CompiledFiles
{
    readonly List<(string File, byte[] Bytes)> files;

    /// <param name="assembly">The assembly, as long as Fody has not written it.</param>
    internal CompiledFiles(string assembly) =>
        files = [.. new[] { assembly, Path.ChangeExtension(assembly, ".pdb") }.Where(File.Exists).Select(file => (file, File.ReadAllBytes(file)))];

    internal void PutBack()
    {
        foreach (var (file, bytes) in files)
            File.WriteAllBytes(file, bytes);
    }
}
