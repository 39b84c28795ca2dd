using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Replicated.Woven;

namespace Replicated.Graph;

/// <summary>Finds types that woven assemblies can name, replicated or not.</summary>
[UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "What trimming took away is no type argument of what is left.")]
internal static class ReferencedTypes
{
    internal static Type? Find(string name)
    {
        var woven = Registry.GenericHolders.Concat(Registry.Types).Select(type => type.Assembly).Distinct().ToList();
        return woven.Append(typeof(object).Assembly).Select(assembly => assembly.GetType(name)).FirstOrDefault(type => type is not null)
            ?? woven.SelectMany(assembly => assembly.GetReferencedAssemblies()).Select(reference => FindIn(reference, name)).FirstOrDefault(type => type is not null);
    }

    static Type? FindIn(AssemblyName reference, string name)
    {
        try
        {
            return Assembly.Load(reference).GetType(name);
        }
        catch (Exception failure) when (failure is IOException or BadImageFormatException)
        {
            // What cannot be loaded has no type that the active could have used.
            return null;
        }
    }
}
