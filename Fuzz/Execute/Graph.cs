using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Fuzz.Execute;

/// <summary>Walks all that a world reaches, objects numbered as they are met.</summary>
sealed class Graph(IReadOnlyList<FieldInfo> statics)
{
    readonly Dictionary<object, int> numbers = new(ReferenceEqualityComparer.Instance);
    readonly List<object> objects = [];
    readonly StringBuilder text = new();

    /// <summary>All fields of all objects as text, the same for two graphs that are the same.</summary>
    internal static string Text(object root, IReadOnlyList<FieldInfo> statics) => new Graph(statics).Describe(root);

    string Describe(object root)
    {
        Reference(root);
        foreach (var field in statics)
        {
            text.Append(field.Name).Append('=');
            Value(field.GetValue(null));
            text.Append('\n');
        }
        for (int next = 0; next < objects.Count; next++)
        {
            text.Append('#').Append(next).Append(' ').Append(objects[next].GetType().Name).Append(": ");
            Content(objects[next]);
            text.Append('\n');
        }
        return text.ToString();
    }

    void Content(object item)
    {
        if (item is IDictionary map)
        {
            foreach (DictionaryEntry entry in map)
            {
                Value(entry.Key);
                text.Append(':');
                Value(entry.Value);
                text.Append(' ');
            }
        }
        else if (item is IEnumerable list)
        {
            foreach (object? one in list)
            {
                Value(one);
                text.Append(' ');
            }
        }
        else
            Fields(item);
    }

    void Fields(object item)
    {
        foreach (var field in FieldTable.Of(item.GetType()).All)
        {
            text.Append(field.Name).Append('=');
            Value(field.GetValue(item));
            text.Append("; ");
        }
    }

    void Value(object? value)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case string known:
                text.Append('"').Append(known).Append('"');
                break;
            case double number:
                text.Append(BitConverter.DoubleToInt64Bits(number).ToString(CultureInfo.InvariantCulture));
                break;
            case DateTime time:
                text.Append(time.Ticks);
                break;
            case Delegate handler:
                text.Append("delegate ").Append(handler.GetInvocationList().Length);
                break;
            case IFormattable formattable when value.GetType() is { IsPrimitive: true } or { IsEnum: true } or { Namespace: "System" }:
                text.Append(formattable.ToString(null, CultureInfo.InvariantCulture));
                break;
            case bool or char:
                text.Append(value);
                break;
            case ValueType:
                text.Append('{');
                Fields(value);
                text.Append('}');
                break;
            default:
                Reference(value);
                break;
        }
    }

    void Reference(object value)
    {
        if (!numbers.TryGetValue(value, out int number))
        {
            numbers.Add(value, number = numbers.Count);
            objects.Add(value);
        }
        text.Append('#').Append(number);
    }
}
