using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Replicated.Fody.Diagnostics;

namespace Replicated.Tests.Weaving;

/// <summary>
/// A sample that is compiled, woven and loaded, with a runtime of its own, so that what it announces is not seen by other tests. It stays
/// loaded: the platform's heap was damaged now and then while contexts that can be unloaded came and went.
/// </summary>
sealed class WovenProgram
{
    const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;
    const long AllClean = -1;

    readonly AssemblyLoadContext context = new("woven sample");
    readonly Assembly runtime;

    /// <param name="samples">What is loaded, the last one being the program.</param>
    internal WovenProgram(IReadOnlyList<CompiledSample> samples)
    {
        Samples = samples;
        runtime = context.LoadFromAssemblyPath(ReferencePack.RuntimeFile);
        foreach (var sample in samples)
            Assembly = context.LoadFromStream(new MemoryStream(sample.Assembly), new MemoryStream(sample.Symbols));
    }

    /// <summary>What was loaded, the last one being the program.</summary>
    internal IReadOnlyList<CompiledSample> Samples { get; }

    internal Assembly Assembly { get; } = null!;

    internal static WovenProgram From(string source, OptimizationLevel optimization = OptimizationLevel.Release, string configuration = "<Replicated />")
        => From(optimization, configuration, source);

    /// <summary>Several assemblies: each may use those before it.</summary>
    internal static WovenProgram From(OptimizationLevel optimization, string configuration, params string[] sources)
    {
        var woven = new List<CompiledSample>();
        for (int i = 0; i < sources.Length; i++)
        {
            var compiled = SampleCompiler.Compile(sources[i], optimization, i == sources.Length - 1 ? "Sample" : $"Library{i}", [.. woven]);
            var (result, sample) = SampleWeaver.Weave(compiled, configuration, [.. woven]);
            Assert.That(result.Diagnostics.Where(diagnostic => diagnostic.Rule.Severity == Severity.Error).Select(diagnostic => diagnostic.ToCanonicalLine("")), Is.Empty);
            woven.Add(sample);
        }
        return new WovenProgram(woven);
    }

    internal Type Type(string name) => Assembly.GetType(name, throwOnError: true)!;

    internal object New(string type, params object?[] arguments) => Activator.CreateInstance(Type(type), Everything & ~BindingFlags.Static, null, arguments, null)!;

    /// <summary>Calls <c>Type.Method</c>.</summary>
    internal object? Run(string method, params object?[] arguments)
    {
        int dot = method.LastIndexOf('.');
        try
        {
            return Type(method[..dot]).GetMethod(method[(dot + 1)..], Everything)!.Invoke(null, arguments);
        }
        catch (TargetInvocationException exception) when (exception.InnerException is { } inner)
        {
            throw inner;
        }
    }

    /// <summary>The object that stands for the replicated statics of a type.</summary>
    internal object Statics(string type) =>
        Type(type).GetNestedType("<Replicated>Statics", Everything)!.GetField("Instance", Everything)!.GetValue(null)!;

    /// <summary>Makes an object look attached and captured: every member that is stored to from now on is marked.</summary>
    internal void Arm(object replicated) => ChangeHeader(replicated, header =>
    {
        HeaderField("Clean").SetValue(header, AllClean);
        HeaderField("Sealed").SetValue(header, 1L);
    });

    internal long Clean(object replicated) => (long)HeaderField("Clean").GetValue(HeaderOf(replicated).GetValue(replicated))!;

    /// <summary>Clean bits and id of an object's header.</summary>
    internal (long Clean, long Id) Header(object replicated) =>
        (Clean(replicated), (long)HeaderField("Sealed").GetValue(HeaderOf(replicated).GetValue(replicated))!);

    /// <summary>The members marked since the object was armed.</summary>
    internal IReadOnlyList<string> Marked(object replicated)
    {
        long marked = ~Clean(replicated);
        return [.. MemberNames(replicated).Where((_, number) => (marked & (1L << Math.Min(number, 63))) != 0)];
    }

    /// <summary>What is marked by an action on the object.</summary>
    internal IReadOnlyList<string> MarkedBy(object replicated, string method, params object?[] arguments)
    {
        Arm(replicated);
        Run(method, arguments.Length == 0 ? [replicated] : arguments);
        return Marked(replicated);
    }

    internal IReadOnlyList<string> MemberNames(object replicated)
    {
        object shape = Surface("IReplicated").GetMethod("GetShape")!.Invoke(replicated, null)!;
        return (string[])shape.GetType().GetProperty("MemberNames", Everything)!.GetValue(shape)!;
    }

    internal Type Surface(string name) => RuntimeType("Woven." + name);

    /// <summary>A type of the runtime that this program has for itself, by its name after <c>Replicated.</c></summary>
    internal Type RuntimeType(string name) => runtime.GetType("Replicated." + name, throwOnError: true)!;

    FieldInfo HeaderField(string name) => Surface("Header").GetField(name, Everything)!;

    static FieldInfo HeaderOf(object replicated)
    {
        for (var type = replicated.GetType(); type != null; type = type.BaseType)
        {
            if (type.GetField("<Replicated>header", Everything | BindingFlags.DeclaredOnly) is { } header)
                return header;
        }
        throw new InvalidOperationException($"{replicated.GetType()} has no header");
    }

    static void ChangeHeader(object replicated, Action<object> change)
    {
        var field = HeaderOf(replicated);
        object header = field.GetValue(replicated)!;
        change(header);
        field.SetValue(replicated, header);
    }
}
