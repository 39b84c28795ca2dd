using System.Reflection;
using System.Runtime.CompilerServices;

namespace Replicated.Tests.Weaving;

/// <summary>The replicated state of a program that has the runtime for itself, so that two of them are as two processes: statics, too.</summary>
sealed class ProgramState
{
    const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    static readonly Guid lineage = Guid.NewGuid();
    static readonly Guid reign = Guid.NewGuid();

    readonly WovenProgram program;
    readonly object state;
    long sequence;

    internal ProgramState(WovenProgram program)
    {
        this.program = program;
        RuntimeHelpers.RunModuleConstructor(program.Assembly.ManifestModule.ModuleHandle);
        program.RuntimeType("Woven.Registry").GetMethod("RunRootInitialisers", BindingFlags.NonPublic | BindingFlags.Static)!.Invoke(null, null);
        state = New("Takeover.ObjectState", Enum.ToObject(program.RuntimeType("WriterMode"), 0));
    }

    internal ProgramState Activate()
    {
        Call("BecomeActive", Epoch);
        return this;
    }

    internal byte[]? Capture()
    {
        object? frame = Call("Capture", Position(sequence + 1), false);
        if (frame is null)
            return null;
        sequence++;
        return ((ReadOnlyMemory<byte>)frame.GetType().GetProperty("Bytes", Everything)!.GetValue(frame)!).ToArray();
    }

    internal void Apply(byte[]? frame) => Call("Apply", New("Frames.Frame", Position(++sequence), new ReadOnlyMemory<byte>(frame!)));

    /// <summary>The types that this program says it replicates.</summary>
    internal IEnumerable<string> Types =>
        ((System.Collections.IEnumerable)Call("get_Types")!).Cast<object>().Select(type => (string)type.GetType().GetProperty("Name", Everything)!.GetValue(type)!);

    object Epoch => New("Protocol.Epoch", 1L);

    object Position(long number) => New("Protocol.Position", New("Protocol.Lineage", lineage), New("Protocol.Reign", reign), Epoch, number);

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
