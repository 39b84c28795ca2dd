using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Replicated.Marks;
using Replicated.Woven;

namespace Replicated.Collections;

/// <summary>A <see cref="Lazy{T}"/>: its function is sent when it is new, its value when it is made.</summary>
[UnconditionalSuppressMessage("Trimming", "IL2091", Justification = "Each Lazy here is made with a function, none with a constructor.")]
internal sealed class TrackedLazy<T> : TrackedCollection
{
    const int ValueField = 1;
    const int FunctionField = 2;

    readonly LazyCodec<T> codec;
    readonly LazyThreadSafetyMode mode;

    /// <summary>On a standby: gives the value.</summary>
    readonly LazySource<T>? source;

    /// <summary>The platform forgets the function when it makes the value, but a snapshot may have to tell what was sent before.</summary>
    Func<T>? function;
    Part sent;
    Part taken;

    internal TrackedLazy(ulong id, Lazy<T> lazy, LazyCodec<T> codec, LazyThreadSafetyMode mode, Func<T>? function)
        : base(id, lazy)
    {
        this.codec = codec;
        this.mode = mode;
        this.function = function;
    }

    internal TrackedLazy(ulong id, LazySource<T> source, LazyCodec<T> codec, LazyThreadSafetyMode mode)
        : this(id, new Lazy<T>(source.Make, mode), codec, mode, null)
        => this.source = source;

    internal override ICollectionCodec Codec => codec;

    internal override Construction Construction => new() { Length = (int)mode };

    Lazy<T> Lazy => (Lazy<T>)Instance!;

    internal override bool WriteChanges(MemberWriter writer, ReadOnlySpan<ItemRange> touched)
    {
        taken = Lazy.IsValueCreated ? Part.Value : Part.Function;
        if (taken == sent)
            return false;
        Write(writer, taken);
        return true;
    }

    void Write(MemberWriter writer, Part part)
    {
        switch (part)
        {
            case Part.Value: writer.Write(ValueField, Lazy.Value); break;
            case Part.Function: writer.Write(FunctionField, function); break;
            default: throw new UnreachableException($"nothing of a Lazy is written as {part}");
        }
    }

    internal override void Confirm()
    {
        sent = taken;
        if (sent == Part.Value)
            function = null;
    }

    internal override void Discard()
    {
    }

    internal override bool WriteSent(MemberWriter writer)
    {
        if (sent == Part.Nothing)
            return false;
        Write(writer, sent);
        return true;
    }

    /// <summary>What was received is noted already; if the value was made here since, the next capture says so.</summary>
    internal override void NoteSent()
    {
    }

    internal override void Reach(Reacher reacher)
    {
        if (Lazy.IsValueCreated)
            reacher.Reach(Lazy.Value);
        else if (function is not null)
            reacher.Reach(function);
    }

    internal override void Read(MemberReader reader)
    {
        while (reader.NextField(FunctionField, out int field))
        {
            if (field == FunctionField)
                (function, sent) = (reader.Read<Func<T>?>(), Part.Function);
            else
                Receive(reader);
            source!.Function = function;
        }
    }

    void Receive(MemberReader reader)
    {
        var value = reader.Read<T>();
        // It holds what cannot be made yet, and is read again.
        if (reader.IsPutOff)
            return;
        source!.Receive(value);
        (function, sent) = (null, Part.Value);
        _ = Lazy.Value;
    }

    internal override string? KeyOf(object item) => ".Value";

    /// <summary>What of it has been sent or received.</summary>
    enum Part
    {
        Nothing,
        Function,
        Value,
    }
}
