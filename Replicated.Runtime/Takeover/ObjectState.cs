using Replicated.Apply;
using Replicated.Capture;
using Replicated.Collections;
using Replicated.Frames;
using Replicated.Graph;
using Replicated.Protocol;
using Replicated.Values;
using Replicated.Woven;

namespace Replicated.Takeover;

/// <summary>The replicated objects of this process.</summary>
internal sealed class ObjectState : IState
{
    readonly ObjectGraph graph = new();
    readonly Capturer capturer;
    readonly Applier applier;

    internal ObjectState(WriterMode writers)
    {
        capturer = new(graph, writers);
        applier = new(graph);
    }

    /// <summary>Gets what somebody should read who runs the program.</summary>
    internal Action<string>? Told
    {
        set => graph.Derived.Told = value;
    }

    /// <summary>
    /// No object is of an abstract class: its members are among those of the classes derived from it. Which instances of generic types a
    /// process has used so far is its own business; of those that members are declared to hold, nodes compare what both have.
    /// </summary>
    public IReadOnlyList<TypeShape> Types
    {
        get
        {
            List<Shape> shapes = [.. Registry.Types.Where(type => !type.IsAbstract && !type.ContainsGenericParameters).Select(Registry.ShapeOf)
                .Concat(Registry.Statics.Where(root => !root.DeclaringType.IsGenericType).Select(root => root.Holder.GetShape()))
                .DistinctBy(shape => shape.Name)];
            return [.. shapes.Concat(graph.Resolver.Instances).DistinctBy(shape => shape.Name).Select(shape => shape.Description), .. DelegateMethods.Codes.Select(module => DescribeCode(module, shapes)), .. KnownObjects.All.Select(DescribeKnown)];
        }
    }

    public IReadOnlyList<string> Known => graph.Resolver.Names;

    public IReadOnlyList<TextOrder> Orders => graph.Orders.All;

    public Frame? Capture(Position position, bool evenIfEmpty) => capturer.Capture(position, evenIfEmpty);

    public IReadOnlyList<Frame> Snapshot(Position position, int sliceBytes) => capturer.Snapshot(position, sliceBytes);

    public void Apply(Frame frame) => applier.Apply(frame);

    public void Replace(IReadOnlyList<Frame> slices) => applier.Replace(slices);

    public Garbage? Garbage => capturer.Garbage;

    public Tracer? Tracer => applier.Tracer;

    public long Churn => applier.Churn;

    public IReadOnlyList<string> Faults => [.. applier.Rebuilder.Faults, .. applier.Overflows.Faults];

    public void RetryFaults() => applier.Rebuilder.Retry();

    /// <summary>Standby: how many objects there are, dead ones included.</summary>
    internal int Objects => graph.Objects.Count;

    public void BecomeActive(Epoch epoch) => graph.BecomeActive(epoch);

    /// <summary>From now on every capture takes the whole state. Not while a capture runs.</summary>
    internal void TakeWholeState() => capturer.TakesWholeState = true;

    /// <summary>The root with this name, if there is one. Not while a capture runs.</summary>
    internal object? FindRoot(string name) => graph.Roots.GetValueOrDefault(name);

    /// <summary>Names a root. Not while a capture runs.</summary>
    /// <exception cref="ReplicationException">It cannot be replicated: taken, it would make every later commit fail.</exception>
    internal void AddRoot(string name, object value)
    {
        if (FaultOf(value) is { } fault)
            throw new ReplicationException($"The root '{name}' cannot be a {TypeNames.Of(value.GetType())}: {fault}");
        graph.AddRoot(name, value);
    }

    string? FaultOf(object value)
    {
        if (value is IReplicated derived && graph.Derived.FaultOf(derived) is { } fault)
            return fault + ".";
        var codec = value is IReplicated replicated ? replicated.GetShape().Items : Codecs.Of(value.GetType()) as ICollectionCodec;
        if (codec is null && value is not IReplicated)
            return "a root is a List, a Dictionary, an array, or an instance of a class that is marked with [Replicated] or Include.";
        try
        {
            codec?.Track(value, 0);
            return null;
        }
        catch (ReplicationException refusal)
        {
            return refusal.Message;
        }
    }

    /// <summary>The compiler's names of lambdas and iterators mean the same in equal builds only, so nodes compare the code.</summary>
    static TypeShape DescribeCode((string Assembly, string Code) module, IEnumerable<Shape> shapes) => new()
    {
        Name = $"the lambdas and iterators of {module.Assembly}",
        Code = module.Code,
        Members = [.. shapes.SelectMany(shape => shape.Members.Index().Where(member => CanHoldCode(member.Item.Type)).Select(member => new MemberShape { Name = $"{shape.Name}.{shape.MemberNames[member.Index]}" }))],
    };

    /// <summary>What each node makes by itself must be the same on all of them.</summary>
    static TypeShape DescribeKnown((string Name, string Type, string Initialiser) known) => new()
    {
        Name = $"the object {known.Name}",
        Members = [new MemberShape { Name = "type", Type = known.Type }, new MemberShape { Name = "initialiser", Type = known.Initialiser }],
    };

    static bool CanHoldCode(Type type) =>
        typeof(Delegate).IsAssignableFrom(type)
        || TypeForms.Of(type) == MemberShape.Any
        || (type.HasElementType ? CanHoldCode(type.GetElementType()!) : Array.Exists(type.GetGenericArguments(), CanHoldCode));
}
