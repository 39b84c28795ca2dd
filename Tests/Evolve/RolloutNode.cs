using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using Replicated.Frames;
using Replicated.Tests.Weaving;

namespace Replicated.Tests.Evolve;

/// <summary>A node of a <see cref="Rollout"/>.</summary>
sealed class RolloutNode
{
    const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;
    const int SliceBytes = 64;

    readonly Rollout rollout;
    readonly WovenProgram program;
    readonly object state;

    internal RolloutNode(Rollout rollout, WovenProgram program)
    {
        this.rollout = rollout;
        this.program = program;
        RuntimeHelpers.RunModuleConstructor(program.Assembly.ManifestModule.ModuleHandle);
        program.RuntimeType("Woven.Registry").GetMethod("RunRootInitialisers", BindingFlags.NonPublic | BindingFlags.Static)!.Invoke(null, null);
        state = New("Takeover.ObjectState", Enum.ToObject(program.RuntimeType("WriterMode"), 0));
    }

    internal IReadOnlyList<string> Faults => (IReadOnlyList<string>)Call("get_Faults")!;

    /// <summary>As a standby: how many of its objects nothing refers to.</summary>
    internal int Unreachable()
    {
        object tracer = Call("get_Tracer")!;
        tracer.GetType().GetMethod("Begin", Everything)!.Invoke(tracer, null);
        object? found;
        do
            found = tracer.GetType().GetMethod("Step", Everything)!.Invoke(tracer, [1000]);
        while (found is null);
        var runs = (IEnumerable)((ITuple)found)[0]!;
        return runs.Cast<object>().Sum(run => (int)(ulong)run.GetType().GetProperty("Count", Everything)!.GetValue(run)!);
    }

    /// <summary>What it says of its types in a hello.</summary>
    internal List<TypeShape> Types => [.. ((IEnumerable)Call("get_Types")!).Cast<object>().Select(type => (TypeShape)Twin(type, typeof(TypeShape))!)];

    internal IReadOnlyList<string> Known => (IReadOnlyList<string>)Call("get_Known")!;

    /// <summary>Calls <c>Type.Method</c> of the program.</summary>
    internal object? Run(string method, params object?[] arguments) => program.Run(method, arguments);

    internal void BecomeActive() => Call("BecomeActive", Epoch);

    internal byte[]? Capture(long sequence) => Call("Capture", Position(sequence), false) is { } frame ? Bytes(frame) : null;

    internal void Apply(byte[] frame) => Call("Apply", Frame(frame));

    internal List<byte[]> Snapshot() => [.. ((IEnumerable)Call("Snapshot", Position(rollout.Sequence), SliceBytes)!).Cast<object>().Select(Bytes)];

    internal void Replace(List<byte[]> slices)
    {
        var frames = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(program.RuntimeType("Frames.Frame")))!;
        foreach (byte[] slice in slices)
            frames.Add(Frame(slice));
        Call("Replace", frames);
    }

    object Epoch => New("Protocol.Epoch", rollout.Epoch);

    object Frame(byte[] bytes) => New("Frames.Frame", Position(rollout.Sequence), new ReadOnlyMemory<byte>(bytes));

    object Position(long sequence) => New("Protocol.Position", New("Protocol.Lineage", rollout.Lineage), New("Protocol.Reign", rollout.Reign), Epoch, sequence);

    static byte[] Bytes(object frame) => ((ReadOnlyMemory<byte>)frame.GetType().GetProperty("Bytes", Everything)!.GetValue(frame)!).ToArray();

    /// <summary>The same data as a type of the tests' own runtime.</summary>
    static object? Twin(object? value, Type type)
    {
        if (value is null or string or uint or bool)
            return value;
        object twin = RuntimeHelpers.GetUninitializedObject(type);
        if (value is IEnumerable items)
        {
            twin = Activator.CreateInstance(type)!;
            foreach (object item in items)
                ((IList)twin).Add(Twin(item, type.GetGenericArguments()[0]));
            return twin;
        }
        foreach (var field in type.GetFields(Everything))
            field.SetValue(twin, Twin(value.GetType().GetField(field.Name, Everything)!.GetValue(value), field.FieldType));
        return twin;
    }

    object New(string type, params object[] arguments) => Activator.CreateInstance(program.RuntimeType(type), Everything, null, arguments, null)!;

    object? Call(string method, params object[] arguments)
    {
        try
        {
            return state.GetType().GetMethod(method, Everything)!.Invoke(state, arguments);
        }
        catch (TargetInvocationException exception) when (exception.InnerException is { } inner)
        {
            throw inner;
        }
    }
}
