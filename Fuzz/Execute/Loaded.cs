using System.Reflection;
using System.Runtime.Loader;
using Fuzz.Weave;

namespace Fuzz.Execute;

/// <summary>A batch that is loaded, with a runtime of its own.</summary>
sealed class Loaded : IDisposable
{
    const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    readonly AssemblyLoadContext context = new("batch", isCollectible: true);
    readonly Type world;
    readonly Action begin;

    internal Loaded(Binary binary)
    {
        context.LoadFromAssemblyPath(typeof(Replicated.ReplicatedAttribute).Assembly.Location);
        Assembly = context.LoadFromStream(new MemoryStream(binary.Assembly), new MemoryStream(binary.Symbols));
        world = Assembly.GetType("World", throwOnError: true)!;
        var methods = Assembly.GetType("M", throwOnError: true)!;
        begin = methods.GetMethod("Begin")!.CreateDelegate<Action>();
        OnCapture = methods.GetField("OnCapture")!;
        OnPublish = methods.GetField("OnPublish")!;
        TypesWithStatics = [.. Assembly.GetTypes().Where(type => type.GetNestedType("<Replicated>Statics", Everything) != null)];
        Statics = [.. Assembly.GetType("Z")!.GetFields(Everything & ~BindingFlags.Instance).Where(field => !field.IsLiteral && field.Name[0] != '<').OrderBy(field => field.Name, StringComparer.Ordinal)];
    }

    internal Assembly Assembly { get; }

    internal FieldInfo OnCapture { get; }

    internal FieldInfo OnPublish { get; }

    internal IReadOnlyList<Type> TypesWithStatics { get; }

    /// <summary>Those that outcomes are compared by.</summary>
    internal IReadOnlyList<FieldInfo> Statics { get; }

    internal static object HolderOf(Type type) => type.GetNestedType("<Replicated>Statics", Everything)!.GetField("Instance", Everything)!.GetValue(null)!;

    /// <summary>Makes the objects that methods work on, the same ones for the same number.</summary>
    internal object NewWorld(int number)
    {
        begin();
        return Activator.CreateInstance(world, number)!;
    }

    internal MethodInfo EntryOf(int index) => Assembly.GetType($"Entry{index}", throwOnError: true)!.GetMethod("Run")!;

    public void Dispose() => context.Unload();
}
