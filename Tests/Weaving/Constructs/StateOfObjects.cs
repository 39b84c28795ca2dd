using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Replicated.Tests.Weaving.Constructs;

/// <summary>Every field of every object that some object reaches, as text. What the weaver added is left out, so that a woven program is compared with its unwoven twin.</summary>
/// <param name="numbers">Stand for the objects in the texts; shared by what is compared.</param>
sealed class StateOfObjects(Assembly program, Dictionary<object, int> numbers)
{
    const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    readonly Dictionary<object, IReadOnlyList<(FieldInfo? Field, string Text)>> states = new(ReferenceEqualityComparer.Instance);
    readonly Queue<object> toVisit = new();

    /// <summary>What was reached, in the order in which it was.</summary>
    internal IEnumerable<object> Objects => states.Keys;

    internal static Dictionary<object, int> NoNumbers() => new(ReferenceEqualityComparer.Instance);

    /// <summary>The instance fields of a class of the program and its bases, bases first.</summary>
    internal static IEnumerable<FieldInfo> FieldsOf(Type type) =>
        (type.BaseType is { } baseType ? FieldsOf(baseType) : []).Concat(
            type.GetFields(Declared).Where(field => !field.Name.StartsWith("<Replicated>", StringComparison.Ordinal)).OrderBy(field => field.MetadataToken));

    /// <summary>Adds what a value reaches, and gives the value's own text.</summary>
    internal string Add(object? value)
    {
        string text = TextOf(value);
        while (toVisit.TryDequeue(out object? next))
            states[next] = [.. Visit(next)];
        return text;
    }

    /// <summary>The state of an object that was reached: each field of the program's own classes; the items of a collection have no field.</summary>
    internal IReadOnlyList<(FieldInfo? Field, string Text)> this[object reached] => states[reached];

    internal bool Has(object reached) => states.ContainsKey(reached);

    public override string ToString() => string.Join('\n', states.SelectMany(
        state => state.Value.Select(field => $"#{numbers[state.Key]} {state.Key.GetType()} {field.Field?.Name} = {field.Text}")));

    IEnumerable<(FieldInfo?, string)> Visit(object reached)
    {
        if (reached is Delegate call)
            yield return (null, $"{call.Method.Name} of {TextOf(call.Target)}");
        else if (reached.GetType().Assembly == program)
        {
            foreach (var field in FieldsOf(reached.GetType()))
                yield return (field, TextOf(field.GetValue(reached)));
        }
        else if (reached is IEnumerable items and not string)
            yield return (null, string.Join(", ", items.Cast<object?>().Select(TextOf)));
    }

    string TextOf(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        decimal number => string.Join('/', decimal.GetBits(number)),
        double number => BitConverter.DoubleToInt64Bits(number).ToString(CultureInfo.InvariantCulture),
        DateTime time => $"{time.Ticks} {time.Kind}",
        Pointer => "pointer",
        Type type => type.ToString(),
        IFormattable formattable when value is not IEnumerable && value.GetType().Assembly != program => formattable.ToString(null, CultureInfo.InvariantCulture),
        ValueType when value is bool => value.ToString()!,
        ValueType when HidesContent(value.GetType()) => BytesOf(value),
        ValueType => $"{{{string.Join(", ", FieldsOf(value.GetType()).Select(field => TextOf(field.GetValue(value))))}}}",
        _ => Reference(value),
    };

    string Reference(object value)
    {
        if (!numbers.TryGetValue(value, out int number))
            numbers.Add(value, number = numbers.Count);
        if (states.TryAdd(value, []))
            toVisit.Enqueue(value);
        return "#" + number;
    }

    /// <summary>A fixed buffer or inline array shows one element only.</summary>
    static bool HidesContent(Type type) => type.IsDefined(typeof(InlineArrayAttribute)) || type.IsDefined(typeof(UnsafeValueTypeAttribute));

    static string BytesOf(object value)
    {
        byte[] bytes = new byte[Marshal.SizeOf(value)];
        var handle = GCHandle.Alloc(value, GCHandleType.Pinned);
        Marshal.Copy(handle.AddrOfPinnedObject(), bytes, 0, bytes.Length);
        handle.Free();
        return Convert.ToHexString(bytes);
    }
}
