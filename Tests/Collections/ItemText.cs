using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using Replicated.Tests.Capture;

namespace Replicated.Tests.Collections;

/// <summary>An item of a collection as text, so that items of active and standby can be compared.</summary>
static class ItemText
{
    internal static string Of(object? item) => item switch
    {
        null => "null",
        Node node => $"#{node.Number}",
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        string text => $"'{text}'",
        ImmutableArray<string> { IsDefault: true } => "default",
        IEnumerable items => $"[{string.Join(' ', items.Cast<object?>().Select(Of))}]",
        _ when item.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>)
            => $"{Of(type.GetProperty("Key")!.GetValue(item))}={Of(type.GetProperty("Value")!.GetValue(item))}",
        _ => item.ToString()!,
    };
}
