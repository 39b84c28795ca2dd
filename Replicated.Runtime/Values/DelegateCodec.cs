using Replicated.Frames;
using Replicated.Woven;

namespace Replicated.Values;

/// <summary>
/// A delegate by what it calls: message { number of its type = 1, if it is not the static type; handlers = 2 { number of the method = 1;
/// target = 2 } }, null as the number 0 under the same field.
/// </summary>
internal sealed class DelegateCodec<T> : Codec<T?>
    where T : Delegate
{
    internal override bool HoldsReferences => true;

    internal override void Write(MemberWriter writer, int field, T? value)
    {
        if (value is null || !AreNumbered(writer.References, value))
        {
            writer.Null(field);
            return;
        }
        writer.Encoder.Tag(field, WireType.LengthDelimited);
        int start = writer.Encoder.BeginMessage();
        if (value.GetType() != typeof(T))
            Number(writer.Encoder, writer.References.NumberOf(Exact(value)));
        foreach (var handler in Delegate.EnumerateInvocationList<Delegate>(value))
            WriteHandler(writer, handler);
        writer.Encoder.EndMessage(start);
    }

    static Codec Exact(T value) => Codecs.OfValue(value) ?? throw UnsupportedCodec.Refusal(value.GetType());

    /// <summary>Whether all that must be announced for the delegate is, or could be.</summary>
    static bool AreNumbered(ReferenceWriter references, T value)
    {
        if (value.GetType() != typeof(T) && references.NumberOf(Exact(value)) == 0)
            return false;
        foreach (var handler in Delegate.EnumerateInvocationList<Delegate>(value))
        {
            if (references.NumberOf(MethodOf(handler)) == 0)
                return false;
        }
        return true;
    }

    static void WriteHandler(MemberWriter writer, Delegate handler)
    {
        var method = MethodOf(handler);
        writer.Encoder.Tag(2, WireType.LengthDelimited);
        int start = writer.Encoder.BeginMessage();
        Number(writer.Encoder, writer.References.NumberOf(method));
        if (handler.Target is { } target && !ReferenceEquals(target, method.Shared))
            AnyValue.Write(writer, 2, target);
        writer.Encoder.EndMessage(start);
    }

    static void Number(Encoder encoder, int number)
    {
        encoder.Tag(1, WireType.Varint);
        encoder.Varint((uint)number);
    }

    /// <exception cref="ReplicationException">The other node has no way to find the method.</exception>
    static DelegateMethod MethodOf(Delegate handler)
        => DelegateMethods.Of(handler.Method) ?? DelegateMethods.CalledFor(handler.Method) ?? throw new ReplicationException(
            $"a delegate on {TypeNames.Of(handler.Method.DeclaringType ?? typeof(void))}.{handler.Method.Name} cannot be replicated, because no woven code makes one: use a method or a lambda of woven code that calls it, or mark the member [NotReplicated(\"how it is rebuilt\")]");

    internal override T? Read(MemberReader reader, WireType type)
    {
        if (reader.IsNull(type))
            return null;
        int outer = reader.Decoder.Enter();
        var exact = typeof(T);
        List<Delegate> handlers = [];
        while (reader.NextField(2, out int field))
        {
            if (field == 2)
                ReadHandler(reader, exact, handlers);
            else
                exact = AnyValue.ReadType(reader).Type;
        }
        reader.Decoder.Leave(outer);
        return reader.IsPutOff ? null : Delegate.Combine([.. handlers]) as T ?? throw reader.Decoder.Damaged($"no {Name}");
    }

    static void ReadHandler(MemberReader reader, Type type, List<Delegate> handlers)
    {
        reader.Decoder.Expect(reader.FieldType, WireType.LengthDelimited);
        int outer = reader.Decoder.Enter();
        DelegateMethod? method = null;
        object? target = null;
        while (reader.NextField(2, out int field))
        {
            if (field == 1)
                method = ReadMethod(reader);
            else
                target = AnyValue.Read(reader, reader.FieldType);
        }
        reader.Decoder.Leave(outer);
        // Its target cannot be made yet: the member is read again.
        if (reader.IsPutOff)
            return;
        var bound = method is null || !typeof(T).IsAssignableFrom(type)
            ? null
            : Delegate.CreateDelegate(type, target ?? method.Shared, method.Method, throwOnBindFailure: false);
        handlers.Add(bound ?? throw reader.Decoder.Damaged($"a {TypeNames.Of(type)} that {method?.Name} does not fit"));
    }

    static DelegateMethod ReadMethod(MemberReader reader)
    {
        reader.Decoder.Expect(reader.FieldType, WireType.Varint);
        ulong number = reader.Decoder.Varint();
        return reader.References.MethodOf(number) ?? throw reader.Decoder.Damaged($"a delegate on the method number {number}, which is not known");
    }

    internal override void Reach(Reacher reacher, T? value)
    {
        if (value is null)
            return;
        foreach (var handler in Delegate.EnumerateInvocationList<Delegate>(value))
            AnyValue.Reach(reacher, handler.Target);
    }
}
