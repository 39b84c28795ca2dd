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
    long epoch = 1;

    internal ProgramState(WovenProgram program)
    {
        this.program = program;
        RuntimeHelpers.RunModuleConstructor(program.Assembly.ManifestModule.ModuleHandle);
        program.RuntimeType("Woven.Registry").GetMethod("RunRootInitialisers", BindingFlags.NonPublic | BindingFlags.Static)!.Invoke(null, null);
        state = New("Takeover.ObjectState", Enum.ToObject(program.RuntimeType("WriterMode"), 0));
    }

    internal ProgramState Activate(long epoch = 1)
    {
        this.epoch = epoch;
        Call("BecomeActive", Epoch);
        return this;
    }

    internal byte[]? Capture()
    {
        program.RuntimeType("Woven.Initialisers").GetMethod("Await", BindingFlags.NonPublic | BindingFlags.Static)!.Invoke(null, null);
        return CaptureInTurn();
    }

    /// <summary>What a capture does once it has its place in the line.</summary>
    internal byte[]? CaptureInTurn()
    {
        object? frame = Call("Capture", Position(sequence + 1), false);
        if (frame is null)
            return null;
        sequence++;
        return BytesOf(frame).ToArray();
    }

    /// <summary>What a commit of the program calls: one capture at a time.</summary>
    internal Func<long> Line(Func<long> capture, TimeSpan patience)
    {
        object line = New("Takeover.CaptureLine", capture, patience, TimeProvider.System, (Action<string>)(_ => { }));
        return line.GetType().GetMethod("Capture", Everything)!.CreateDelegate<Func<long>>(line);
    }

    internal void Apply(byte[]? frame) => Call("Apply", New("Frames.Frame", Position(++sequence), new ReadOnlyMemory<byte>(frame!)));

    /// <summary>Takes all that another program has, which has a runtime of its own.</summary>
    internal void Replace(ProgramState other)
    {
        var slices = ((System.Collections.IEnumerable)other.Call("Snapshot", other.Position(other.sequence), 1 << 20)!).Cast<object>()
            .Select(slice => New("Frames.Frame", PositionOf(other), BytesOf(slice)))
            .ToList();
        var typed = (System.Collections.IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(program.RuntimeType("Frames.Frame")))!;
        slices.ForEach(slice => typed.Add(slice));
        Call("Replace", typed);
        sequence = other.sequence;
    }

    object PositionOf(ProgramState other)
    {
        epoch = other.epoch;
        return Position(other.sequence);
    }

    /// <summary>Finds what nothing refers to on a standby of this program: further frames take it away.</summary>
    internal void Collect(ProgramState standby)
    {
        object garbage = Call("get_Garbage")!;
        object tracer = standby.Call("get_Tracer")!;
        garbage.GetType().GetMethod("BeginTrace", Everything)!.Invoke(garbage, null);
        tracer.GetType().GetMethod("Begin", Everything)!.Invoke(tracer, null);
        var found = (ITuple)tracer.GetType().GetMethod("Step", Everything)!.Invoke(tracer, [int.MaxValue])!;
        var runs = (System.Collections.IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(program.RuntimeType("Frames.IdRun")))!;
        object ids = New("Graph.IdSet");
        foreach (object run in (System.Collections.IEnumerable)found[0]!)
        {
            ulong first = Number(run, "First");
            runs.Add(New("Frames.IdRun", first, Number(run, "Count")));
            for (ulong id = first; id < first + Number(run, "Count"); id++)
                ids.GetType().GetMethod("Add", Everything)!.Invoke(ids, [id]);
        }
        garbage.GetType().GetMethod("Judge", Everything)!.Invoke(garbage, [runs, ids]);
    }

    /// <summary>From now on captures take all that can be reached.</summary>
    internal void TakeWholeState() => Call("TakeWholeState");

    internal void AddRoot(string name, object value) => Call("AddRoot", name, value);

    internal object? FindRoot(string name) => Call("FindRoot", name);

    /// <summary>How many objects a standby has, those of collections among them.</summary>
    internal int ObjectCount => (int)Call("get_Objects")!;

    static ulong Number(object run, string property) => (ulong)run.GetType().GetProperty(property, Everything)!.GetValue(run)!;

    static ReadOnlyMemory<byte> BytesOf(object frame) => (ReadOnlyMemory<byte>)frame.GetType().GetProperty("Bytes", Everything)!.GetValue(frame)!;

    /// <summary>What this program says in its hello, with the members: name and types.</summary>
    internal IEnumerable<string> Shapes => ((System.Collections.IEnumerable)Call("get_Types")!).Cast<object>().Select(
        type => $"{NameOf(type)}: {string.Join(' ', ((System.Collections.IEnumerable)type.GetType().GetProperty("Members", Everything)!.GetValue(type)!).Cast<object>().Select(member => member.GetType().GetProperty("Type", Everything)!.GetValue(member)))}");

    static string NameOf(object type) => (string)type.GetType().GetProperty("Name", Everything)!.GetValue(type)!;

    /// <summary>The types that this program says it replicates.</summary>
    internal IEnumerable<string> Types =>
        ((System.Collections.IEnumerable)Call("get_Types")!).Cast<object>().Select(NameOf);

    object Epoch => New("Protocol.Epoch", epoch);

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
