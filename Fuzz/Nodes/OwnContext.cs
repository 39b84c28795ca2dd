using System.Reflection;
using System.Runtime.Loader;

namespace Fuzz.Nodes;

/// <summary>A node with its assembly and the runtime loaded for itself. What crosses are bytes, numbers and texts, as between processes.</summary>
abstract class OwnContext : AssemblyLoadContext
{
    readonly Assembly assembly;
    readonly object node;

    /// <param name="name">For people.</param>
    /// <param name="nodeType">The type of the node, which has a constructor without parameters.</param>
    protected OwnContext(string name, Type nodeType)
        : base(name)
    {
        assembly = nodeType.Assembly;
        node = Activator.CreateInstance(LoadFromAssemblyName(assembly.GetName()).GetType(nodeType.FullName!, throwOnError: true)!)!;
    }

    protected override Assembly? Load(AssemblyName assemblyName)
        => assemblyName.Name == assembly.GetName().Name || assemblyName.Name == "Replicated.Runtime"
            ? LoadFromAssemblyPath(Path.Combine(Path.GetDirectoryName(assembly.Location)!, assemblyName.Name + ".dll"))
            : null;

    /// <summary>A method of the node that has its name for itself.</summary>
    protected TDelegate Method<TDelegate>(string name)
        where TDelegate : Delegate
        => node.GetType().GetMethod(name, BindingFlags.Instance | BindingFlags.Public)!.CreateDelegate<TDelegate>(node);
}
