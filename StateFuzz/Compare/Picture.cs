using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace StateFuzz.Compare;

/// <summary>
/// All that can be reached from some objects, as bytes, and for people as text: values by their bits, objects by the number in which they
/// were met, so that two pictures are the same if values, identity, order and comparers are. It reads fields by reflection and knows nothing
/// of how the runtime writes them.
/// </summary>
/// <param name="text">Where people read it, if they do.</param>
sealed class Picture(StringBuilder? text)
{
    readonly Dictionary<object, int> numbers = new(ReferenceEqualityComparer.Instance);
    readonly Queue<(object, Form)> waiting = [];
    byte[] bytes = new byte[1 << 16];
    int length;

    /// <summary>Whether keys are to be found where they are; a standby places those that changed when it takes over.</summary>
    internal bool MustFind { get; private set; }

    /// <summary>Until the next one is taken.</summary>
    internal ReadOnlyMemory<byte> Bytes => bytes.AsMemory(0, length);

    internal bool IsText => text is not null;

    internal string Text => text!.ToString();

    /// <summary>All objects that have an identity, in the order in which they were met.</summary>
    internal IEnumerable<object> Objects => numbers.Keys;

    internal bool Has(object value) => numbers.ContainsKey(value);

    internal void Take(IEnumerable<object?> roots, bool mustFind)
    {
        MustFind = mustFind;
        length = 0;
        numbers.Clear();
        waiting.Clear();
        foreach (object? root in roots)
            Any(root);
        while (waiting.TryDequeue(out var next))
        {
            var (value, form) = next;
            text?.Append(CultureInfo.InvariantCulture, $"\n#{numbers[value]} {value.GetType()}");
            form.Write(this, value);
        }
    }

    /// <summary>Something whose type does not say what it is.</summary>
    internal void Any(object? value)
    {
        if (value is null)
        {
            Bits(0);
            return;
        }
        if (!numbers.TryGetValue(value, out int number))
        {
            var form = Forms.Of(value.GetType());
            if (!form.HasIdentity(value))
            {
                Bits(-1);
                Bits(form.Name);
                form.Write(this, value);
                return;
            }
            number = numbers.Count + 1;
            numbers.Add(value, number);
            waiting.Enqueue((value, form));
            Bits(form.Name);
        }
        Bits(number);
    }

    internal void Put<T>(T value) => Form<T>.Write(this, value);

    internal void Bits<T>(T value)
        where T : unmanaged
    {
        MemoryMarshal.Write(Room(Unsafe.SizeOf<T>()), in value);
        text?.Append(' ').Append(Shown(value));
    }

    internal void Characters(string? value)
    {
        int count = value?.Length ?? -1;
        MemoryMarshal.Write(Room(sizeof(int)), in count);
        MemoryMarshal.AsBytes(value.AsSpan()).CopyTo(Room(2 * value?.Length ?? 0));
        text?.Append(" '").Append(value is { Length: > 100 } ? value[..100] : value).Append('\'');
    }

    /// <summary>For people only.</summary>
    internal void Label(string name) => text?.Append("\n  ").Append(name).Append(':');

    /// <summary>Items whose order nobody promises, each written by itself and sorted.</summary>
    internal void Sorted<T>(IEnumerable<T> items, Action<Picture, T> key)
    {
        int start = length;
        var keyed = new List<(byte[] Key, T Item)>();
        var (shown, count) = (text?.Length ?? 0, numbers.Count);
        foreach (var item in items)
        {
            key(this, item);
            keyed.Add((bytes[start..length], item));
            length = start;
        }
        if (numbers.Count != count)
            throw new InvalidOperationException("what has no order must not be told apart by identity");
        text?.Remove(shown, text.Length - shown);
        foreach (var (_, item) in keyed.OrderBy(one => one.Key, Comparer<byte[]>.Create((left, right) => left.AsSpan().SequenceCompareTo(right))))
            Put(item);
        Bits(keyed.Count);
    }

    Span<byte> Room(int count)
    {
        if (length + count > bytes.Length)
            Array.Resize(ref bytes, Math.Max(2 * bytes.Length, length + count));
        length += count;
        return bytes.AsSpan(length - count, count);
    }

    [return: NotNull]
    static string Shown<T>(T value)
        where T : unmanaged
        => value is double number ? $"{number:R}/{BitConverter.DoubleToInt64Bits(number):x}" : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
