using Replicated.Frames;
using Replicated.Woven;

namespace Replicated.Values;

/// <summary>
/// Objects of classes that are not ours, sent by value: null as the number 0 under the same field. They may change where they are held, so
/// what holds them is compared.
/// </summary>
internal abstract class ForeignCodec<T> : Codec<T>
    where T : notnull
{
    internal sealed override bool IsForeign => !typeof(T).IsValueType;

    internal sealed override void Write(MemberWriter writer, int field, T value)
    {
        if (value is null)
        {
            writer.Null(field);
            return;
        }
        try
        {
            WriteValue(writer, field, value);
        }
        // It is code of the program, or of a library.
        catch (Exception failure) when (failure is not OutOfMemoryException and not ReplicationException)
        {
            throw Failed(value.GetType(), failure);
        }
    }

    internal sealed override T Read(MemberReader reader, WireType type)
    {
        if (!typeof(T).IsValueType && reader.IsNull(type))
            return default!;
        try
        {
            return ReadValue(reader, type);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException and not ReplicationException)
        {
            throw Failed(typeof(T), failure);
        }
    }

    internal sealed override void Reach(Reacher reacher, T value)
    {
        if (value is null)
            return;
        try
        {
            ReachValue(reacher, value);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException and not ReplicationException)
        {
            throw Failed(value.GetType(), failure);
        }
    }

    /// <summary>Shows the references in a value that is not null.</summary>
    protected virtual void ReachValue(Reacher reacher, T value)
    {
    }

    /// <summary>Writes a value that is not null, as a message.</summary>
    protected abstract void WriteValue(MemberWriter writer, int field, T value);

    protected abstract T ReadValue(MemberReader reader, WireType type);

    /// <summary>What turns values into something that travels, for an error.</summary>
    protected abstract string Means { get; }

    protected ReplicationException Failed(Type type, Exception failure)
        => new($"a {TypeNames.Of(type)} cannot be replicated, because {Means} failed: {failure.GetType().Name}: {failure.Message}", failure);
}
