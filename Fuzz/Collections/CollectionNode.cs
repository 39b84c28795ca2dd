using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using System.Text;
using Replicated;
using Replicated.Frames;
using Replicated.Marks;
using Replicated.Protocol;
using Replicated.Takeover;
using Replicated.Woven;

namespace Fuzz.Collections;

/// <summary>One object of a random class, with the state that it is the root of. In a context of its own, as in a process of its own. One caller at a time.</summary>
public sealed class CollectionNode
{
    const string RootName = "root";
    const BindingFlags Fields = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    static readonly Guid lineage = new("c1e9c7d2-4b57-4c0e-8a53-0f6fb0c8e7a1");
    static readonly Guid reign = new("4d6a1c3e-9b0f-4b55-a2a4-6a54b0b6b7c2");

    readonly Dictionary<Type, FieldInfo[]> fields = [];
    ObjectState state = null!;
    Assembly batch = null!;
    object root = null!;
    Func<int, int, string> ways = null!;
    long epoch;
    long sequence;

    Position Position => new(new Lineage(lineage), new Reign(reign), new Epoch(epoch), sequence);

    public void Load(byte[] assembly, byte[] symbols, Action now)
    {
        batch = AssemblyLoadContext.GetLoadContext(typeof(CollectionNode).Assembly)!.LoadFromStream(new MemoryStream(assembly), new MemoryStream(symbols));
        RuntimeHelpers.RunModuleConstructor(batch.ManifestModule.ModuleHandle);
        Registry.RunRootInitialisers();
        batch.GetType("Hook", throwOnError: true)!.GetField("OnNow")!.SetValue(null, now);
    }

    /// <summary>A plain program, or the first active.</summary>
    public void Begin(string type, bool isReplicated)
    {
        root = Activator.CreateInstance(batch.GetType(type, throwOnError: true)!)!;
        Bind();
        Become(1, isReplicated ? WriterMode.Racing : null);
        if (!isReplicated)
            return;
        state.BecomeActive(new Epoch(epoch));
        state.AddRoot(RootName, root);
    }

    /// <summary>A standby that has just started.</summary>
    public void Follow(long newEpoch) => Become(newEpoch, WriterMode.Racing);

    /// <summary>The standby goes on with what it has.</summary>
    public void TakeOver(long newEpoch)
    {
        (epoch, sequence) = (newEpoch, 0);
        state.BecomeActive(new Epoch(epoch));
        root = state.FindRoot(RootName)!;
        Bind();
    }

    public string Do(int way, int number) => ways(way, number);

    public byte[]? Capture()
    {
        Initialisers.Await();
        var frame = state.Capture(Position with { Sequence = sequence + 1 }, evenIfEmpty: false);
        sequence += frame is null ? 0 : 1;
        return frame?.Bytes.ToArray();
    }

    public void Apply(byte[] frame)
    {
        sequence++;
        state.Apply(new Frame(Position, frame));
        if (state.Faults is [var fault, ..])
            throw new InvalidOperationException(fault);
    }

    public List<byte[]> Snapshot() => [.. state.Snapshot(Position, 1000).Select(slice => slice.Bytes.ToArray())];

    public void Replace(long newEpoch, long newSequence, List<byte[]> slices)
    {
        (epoch, sequence) = (newEpoch, newSequence);
        state.Replace([.. slices.Select(slice => new Frame(Position, slice))]);
    }

    public long Sequence() => sequence;

    /// <summary>All members that can be reached and what is in them; each object with a number, so that one that is reached twice shows.</summary>
    public string Picture()
    {
        var text = new StringBuilder();
        var numbers = new Dictionary<object, int>(ReferenceEqualityComparer.Instance);
        var left = new Queue<object>();
        Value(state?.FindRoot(RootName) ?? root);
        while (left.TryDequeue(out object? next))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n#{numbers[next]} ");
            if (next is IEnumerable items)
            {
                if (next is Array { Rank: > 1 } array)
                    text.Append(CultureInfo.InvariantCulture, $"{array.GetLength(0)} x {array.GetLength(1)}: ");
                foreach (object? item in items)
                    Value(item);
            }
            else
            {
                foreach (var field in FieldsOf(next.GetType()))
                {
                    text.Append(field.Name).Append(": ");
                    Value(field.GetValue(next));
                }
            }
        }
        return text.ToString();

        void Value(object? value)
        {
            if (value is null or string or int)
                text.Append(value ?? "null");
            else if (value is ValueType)
            {
                var type = value.GetType();
                Value(type.GetProperty("Key")!.GetValue(value));
                text.Append("= ");
                Value(type.GetProperty("Value")!.GetValue(value));
            }
            else
            {
                if (numbers.TryAdd(value, numbers.Count))
                    left.Enqueue(value);
                text.Append('#').Append(numbers[value]);
            }
            text.Append(' ');
        }
    }

    FieldInfo[] FieldsOf(Type type)
    {
        if (!fields.TryGetValue(type, out var known))
            fields.Add(type, known = [.. type.GetFields(Fields).Where(field => field.GetCustomAttribute<NotReplicatedAttribute>() == null && !field.Name.StartsWith("<Replicated>", StringComparison.Ordinal)).OrderBy(field => field.Name, StringComparer.Ordinal)]);
        return known;
    }

    void Bind() => ways = root.GetType().GetMethod("Do")!.CreateDelegate<Func<int, int, string>>(root);

    void Become(long newEpoch, WriterMode? writers)
    {
        (epoch, sequence) = (newEpoch, 0);
        state = null!;
        if (writers is not { } mode)
            return;
        Initialisers.Await();
        MarkList.Drain([]);
        state = new ObjectState(mode);
    }
}
