using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using StateFuzz.Model;

namespace StateFuzz.Compare;

/// <summary>How objects are written: collections by what they say to the outside, what has no identity by its content, all else by its fields.</summary>
static class Forms
{
    static readonly Dictionary<Type, Form> all = new()
    {
        [typeof(object)] = Identical(typeof(object), (_, _) => { }),
        [typeof(string)] = Value<string>((picture, value) => picture.Characters(value)),
        [typeof(Uri)] = Value<Uri>((picture, value) => picture.Characters(value.OriginalString)),
        [typeof(Version)] = Value<Version>((picture, value) => picture.Characters(value.ToString())),
        [typeof(CultureInfo)] = Value<CultureInfo>((picture, value) => picture.Characters(value.Name)),
        [typeof(Known)] = Identical(typeof(Known), WriteKnown),
        [typeof(Parcel)] = Value<Parcel>(WriteParcel),
        [typeof(StringBuilder)] = Identical(typeof(StringBuilder), (picture, value) => picture.Characters(value.ToString())),
        [typeof(BitArray)] = Identical(typeof(BitArray), (picture, value) => WriteItems<bool>(picture, ((BitArray)value).Cast<bool>())),
    };

    static readonly Dictionary<MethodInfo, int> methods = [];
    static readonly Action<Picture, object> fieldsOfKnown = (Action<Picture, object>)FormBuilder.Fields(typeof(Known), typeof(object));

    internal static Form Of(Type type)
    {
        if (!all.TryGetValue(type, out var form))
            all[type] = form = Make(type);
        return form;
    }

    static Form Make(Type type)
    {
        if (type.IsValueType)
            return new(NameOf(type), _ => false, Call(nameof(WriteBoxed), type));
        if (typeof(Type).IsAssignableFrom(type))
            return Value<Type>((picture, value) => picture.Characters(value.ToString()));
        if (typeof(Delegate).IsAssignableFrom(type))
            return new(NameOf(type), _ => false, WriteDelegate);
        if (type.IsArray)
            return Identical(type, Call(nameof(WriteArray), type.GetElementType()!));
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        if (definition == typeof(LinkedListNode<>))
            return Identical(type, Call(nameof(WriteNode), type.GetGenericArguments()));
        if (definition == typeof(Lazy<>))
            return Identical(type, Call(nameof(WriteLazy), type.GetGenericArguments()));
        if (definition == typeof(PriorityQueue<,>))
            return Identical(type, Call(nameof(WritePriorities), type.GetGenericArguments()));
        if (type.Assembly == typeof(Forms).Assembly && CollectionOf(type) is { } collection)
            return Derived(type, collection);
        bool isView = definition == typeof(ReadOnlyCollection<>);
        return !isView && type.Assembly != typeof(Forms).Assembly && ItemOf(type) is { } item ? Collection(type, item)
            : Identical(type, (Action<Picture, object>)FormBuilder.Fields(type, typeof(object)));
    }

    /// <summary>The collection that a class derives from.</summary>
    static Type? CollectionOf(Type type)
    {
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (ancestor.Assembly != type.Assembly)
                return ItemOf(ancestor) is null ? null : ancestor;
        }
        return null;
    }

    static Form Derived(Type type, Type collection)
    {
        var items = Of(collection);
        var fields = (Action<Picture, object>)FormBuilder.Fields(type, typeof(object), collection);
        return Identical(type, (picture, value) =>
        {
            items.Write(picture, value);
            fields(picture, value);
        });
    }

    static Type? ItemOf(Type type)
        => type.GetInterfaces().FirstOrDefault(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];

    /// <summary>Empty ones that never change may be one or several.</summary>
    static Form Collection(Type type, Type item)
    {
        bool isConstant = type.Namespace is "System.Collections.Immutable" or "System.Collections.Frozen";
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        bool isSorted = definition != typeof(ConcurrentBag<>) && definition != typeof(ConcurrentDictionary<,>) && definition != typeof(ImmutableDictionary<,>) && definition != typeof(ImmutableHashSet<>);
        var write = isSorted ? Call(nameof(WriteItems), item) : item.IsGenericType && item.GetGenericTypeDefinition() == typeof(KeyValuePair<,>) ? Call(nameof(WriteEntries), item.GetGenericArguments())
            : Call(nameof(WriteUnordered), item);
        var comparer = type.GetProperty("Comparer") ?? type.GetProperty("KeyComparer");
        return new(NameOf(isConstant ? BaseOf(type) : type), value => !isConstant || !IsEmpty((IEnumerable)value), (picture, value) =>
        {
            if (comparer is not null)
                WriteComparer(picture, comparer.GetValue(value)!);
            write(picture, value);
            if (picture.MustFind && Missed(value) is > 0 and var missed)
                throw new InvalidOperationException($"{missed} keys of a {type} are in it and not found");
        });
    }

    static bool IsEmpty(IEnumerable items) => items is ICollection known ? known.Count == 0 : !items.GetEnumerator().MoveNext();

    /// <summary>How many of the keys of a collection it does not find.</summary>
    static int Missed(object value) => value switch
    {
        IDictionary map => map.Keys.Cast<object>().Count(key => !map.Contains(key)),
        HashSet<Piece> set => set.Count(item => !set.Contains(item)),
        HashSet<Keyed> set => set.Count(item => !set.Contains(item)),
        _ => 0,
    };

    /// <summary>The class of a frozen collection depends on what is in it.</summary>
    static Type BaseOf(Type type) => type.Namespace == "System.Collections.Frozen" && type.BaseType is { } ancestor && ancestor != typeof(object) ? BaseOf(ancestor) : type;

    static Form Value<T>(Action<Picture, T> write) => new(NameOf(typeof(T)), _ => false, (picture, value) => write(picture, (T)value));

    static Form Identical(Type type, Action<Picture, object> write) => new(NameOf(type), _ => true, write);

    static Action<Picture, object> Call(string method, params Type[] arguments)
        => typeof(Forms).GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(arguments).CreateDelegate<Action<Picture, object>>();

    static int NameOf(Type type) => NameOf(type.ToString());

    static int NameOf(MethodInfo method)
    {
        if (!methods.TryGetValue(method, out int name))
            methods[method] = name = NameOf($"{method.DeclaringType}.{method.Name}");
        return name;
    }

    /// <summary>FNV-1a: hash codes of texts differ from process to process.</summary>
    static int NameOf(string name) => name.Aggregate(unchecked((int)2166136261), (hash, character) => unchecked((hash ^ character) * 16777619));

    static void WriteBoxed<T>(Picture picture, object value) => picture.Put((T)value);

    static void WriteItems<T>(Picture picture, object value)
    {
        int count = 0;
        foreach (var item in (IEnumerable<T>)value)
        {
            picture.Put(item);
            count++;
        }
        picture.Bits(count);
    }

    static void WriteUnordered<T>(Picture picture, object value) => picture.Sorted((IEnumerable<T>)value, (one, item) => one.Put(item));

    static void WriteEntries<TKey, TValue>(Picture picture, object value)
        => picture.Sorted((IEnumerable<KeyValuePair<TKey, TValue>>)value, (one, entry) => one.Put(entry.Key));

    static void WriteArray<T>(Picture picture, object value)
    {
        var array = (Array)value;
        for (int dimension = 0; dimension < array.Rank; dimension++)
            picture.Bits(array.GetLength(dimension));
        foreach (var item in MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length))
            picture.Put(item);
    }

    static void WritePriorities<TElement, TPriority>(Picture picture, object value)
    {
        var queue = (PriorityQueue<TElement, TPriority>)value;
        WriteComparer(picture, queue.Comparer);
        WriteItems<(TElement, TPriority)>(picture, queue.UnorderedItems);
    }

    static void WriteNode<T>(Picture picture, object value)
    {
        var node = (LinkedListNode<T>)value;
        picture.Put(node.Value);
        picture.Any(node.List);
        int place = 0;
        for (var before = node.Previous; before is not null; before = before.Previous)
            place++;
        picture.Bits(place);
    }

    static void WriteLazy<T>(Picture picture, object value)
    {
        var lazy = (Lazy<T>)value;
        picture.Bits(lazy.IsValueCreated);
        if (lazy.IsValueCreated)
            picture.Put(lazy.Value);
    }

    static void WriteDelegate(Picture picture, object value)
    {
        foreach (var handler in Delegate.EnumerateInvocationList((Delegate)value))
        {
            picture.Bits(NameOf(handler.Method));
            picture.Any(handler.Target);
        }
        picture.Bits(0);
    }

    /// <summary>Each node has its own, so that it counts which one it is.</summary>
    static void WriteKnown(Picture picture, object value)
    {
        foreach (var known in Known.All)
            picture.Bits(ReferenceEquals(value, known));
        fieldsOfKnown(picture, value);
    }

    static void WriteParcel(Picture picture, Parcel parcel)
    {
        picture.Characters(parcel.To);
        picture.Bits(parcel.Weight);
        picture.Bits(parcel.Inner.Count);
        foreach (var inner in parcel.Inner)
            WriteParcel(picture, inner);
    }

    static void WriteComparer(Picture picture, object comparer)
    {
        if (comparer is ByDistance)
        {
            picture.Any(comparer);
            return;
        }
        picture.Characters(comparer.GetType().ToString());
        if (StringComparer.IsWellKnownCultureAwareComparer(comparer as IEqualityComparer<string?>, out var culture, out var options))
            picture.Characters($"{culture.Name} {options}");
        else if (comparer is StringComparer)
            picture.Bits(StringComparer.IsWellKnownOrdinalComparer((IEqualityComparer<string?>)comparer, out bool ignoresCase) && ignoresCase);
    }
}
