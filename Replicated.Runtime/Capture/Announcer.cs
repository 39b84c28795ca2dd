using Replicated.Collections;
using Replicated.Frames;
using Replicated.Graph;
using Replicated.Values;
using Replicated.Woven;

namespace Replicated.Capture;

/// <summary>Gives types their numbers and writes their shapes into the frame that first needs them.</summary>
internal sealed class Announcer(ObjectGraph graph, FrameWriter frame)
{
    TypeTable Types => graph.Types;

    /// <summary>The number of a replicated class.</summary>
    internal int NumberOf(Shape shape)
    {
        int number = Types.NumberOf(shape.Name);
        if (number == 0)
            return Announce(new ObjectType.Class(shape));
        // Others know types by their names, so a second one with the same name would be taken for the first.
        if (Types.Find((ulong)number) is ObjectType.Class(var first) && first != shape)
        {
            throw new ReplicationException(
                $"{shape.Name} is declared in {shape.Type.Assembly.GetName().Name} and in {first.Type.Assembly.GetName().Name}: give one of the two another name or namespace");
        }
        return number;
    }

    /// <summary>The number of a collection type.</summary>
    internal int NumberOf(ICollectionCodec codec)
    {
        string name = TypeNames.Of(codec.Type);
        int number = Types.NumberOf(name);
        return number != 0 ? number : Announce(new ObjectType.Collection(codec));
    }

    /// <summary>The number of the type of a value.</summary>
    internal int NumberOf(Codec codec)
    {
        int number = Types.NumberOf(codec.Name);
        return number != 0 ? number : Announce(codec is IStructCodec { Shape: var shape } ? new ObjectType.Value(shape) : new ObjectType.Plain(codec));
    }

    /// <summary>The number of a method that a delegate calls.</summary>
    internal int NumberOf(DelegateMethod method)
    {
        int number = Types.NumberOf(method.Name);
        return number != 0 ? number : Announce(new ObjectType.Method(method));
    }

    /// <summary>Writes all types that have a number, for a snapshot.</summary>
    internal void WriteAll()
    {
        for (int number = 1; number <= Types.Count; number++)
            Write(number, Types.Find((ulong)number)!);
    }

    /// <summary>Writes the types whose fields or names are not those that standbys know.</summary>
    internal void WriteChanged()
    {
        foreach (int number in Types.Changed)
            Write(number, Types.Find((ulong)number)!);
    }

    int Announce(ObjectType type)
    {
        CheckThatOthersKnow(type);
        // The structs first, so that whoever reads a shape has seen those of its parts.
        foreach (var part in PartsOf(type))
            AnnounceStructs(part);
        int number = Types.Add(type);
        Write(number, type);
        return number;
    }

    /// <exception cref="ReplicationException">Another node of this build would not find the type by its name.</exception>
    void CheckThatOthersKnow(ObjectType type)
    {
        var named = type switch
        {
            ObjectType.Class(var shape) => shape.Type,
            ObjectType.Value(var shape) => shape.Type,
            ObjectType.Collection(var codec) => codec.Type,
            ObjectType.Plain(var codec) => codec.Type,
            ObjectType.Method(var method) => method.Method.DeclaringType,
            _ => null,
        };
        if (named is not null && !graph.Resolver.Knows(named))
        {
            throw new ReplicationException(
                $"a {type.Name} cannot be replicated, because no woven assembly says that there are any: declare a replicated member of this type, or mark the type with [Replicated]");
        }
    }

    void AnnounceStructs(Codec codec)
    {
        if (codec is ICollectionCodec)
            return;
        if (codec is IStructCodec { Shape: var shape } && Types.NumberOf(shape.Name) == 0)
            Announce(new ObjectType.Value(shape));
        else
        {
            foreach (var part in codec.Parts)
                AnnounceStructs(part);
        }
    }

    static IEnumerable<Codec> PartsOf(ObjectType type) => type switch
    {
        ObjectType.Class(var shape) => shape.Members,
        ObjectType.Value(var shape) => shape.Members,
        ObjectType.Collection(var codec) => ((Codec)codec).Parts,
        ObjectType.Plain(var codec) => codec.Parts,
        _ => [],
    };

    void Write(int number, ObjectType type)
    {
        var description = type switch
        {
            ObjectType.Class(var shape) => Types.LayoutOf(shape)?.Description ?? shape.Description,
            ObjectType.Value(var shape) => Types.LayoutOf(shape)?.Description ?? shape.Description,
            ObjectType.Collection(var codec) => Describe(type.Name, codec.Type),
            ObjectType.Plain(var codec) => Describe(type.Name, codec.Type),
            ObjectType.Method({ Method: var method }) => Describe(type.Name, [method.DeclaringType!, .. method.GetParameters().Select(parameter => parameter.ParameterType)]),
            _ => throw new System.Diagnostics.UnreachableException(type.Name),
        };
        frame.Type(description with { Number = (uint)number });
    }

    static TypeShape Describe(string name, params Type[] types) => new() { Name = name, Renamed = [.. ShapeDescription.Renamed(types)] };
}
