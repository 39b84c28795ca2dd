using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Fuzz.Execute;

/// <summary>Walks all that a world reaches, objects numbered as they are met.</summary>
sealed class Graph(Loaded batch)
{
    readonly Dictionary<object, int> numbers = new(ReferenceEqualityComparer.Instance);
    readonly List<object> objects = [];
    readonly StringBuilder text = new();

    /// <summary>All fields of all objects as text, the same for two graphs that are the same.</summary>
    internal static string Text(object root, Loaded batch) => new Graph(batch).Describe(root);

    string Describe(object root)
    {
        Reference(root);
        Fields(batch.FieldsOfStatics, batch.ReadStatics());
        text.Append('\n');
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
        var table = FieldTable.Of(item.GetType());
        Fields(table.All, table.Read(item));
    }

    void Fields(IReadOnlyList<FieldInfo> fields, object?[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            text.Append(fields[i].Name).Append('=');
            Value(values[i]);
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
                foreach (var one in handler.GetInvocationList())
                {
                    text.Append(one.Method.Name).Append(" of ");
                    Value(one.Target);
                }
                break;
            case IFormattable formattable when value.GetType() is { IsPrimitive: true } or { IsEnum: true } or { Namespace: "System" }:
                text.Append(formattable.ToString(null, CultureInfo.InvariantCulture));
                break;
            case bool or char:
                text.Append(value);
                break;
            case ValueType when FieldTable.Of(value.GetType()).SpeaksForItself:
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
