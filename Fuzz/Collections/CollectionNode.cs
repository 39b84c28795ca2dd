using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using System.Text;
using Fuzz.Nodes;
using Replicated;
using Replicated.Woven;

namespace Fuzz.Collections;

/// <summary>One object of a random class, with the state that it is the root of. In a context of its own, as in a process of its own. One caller at a time.</summary>
public sealed class CollectionNode
{
    const string RootName = "root";
    const int SliceBytes = 1000;
    const BindingFlags Fields = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    readonly Dictionary<Type, FieldInfo[]> fields = [];
    NodeState? own;
    Assembly batch = null!;
    object root = null!;
    Func<int, int, string> ways = null!;

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
        own = isReplicated ? new NodeState(1) : null;
        own?.BecomeActive(1);
        own?.State.AddRoot(RootName, root);
    }

    /// <summary>A standby that has just started.</summary>
    public void Follow(long epoch) => own = new NodeState(epoch);

    /// <summary>The standby goes on with what it has.</summary>
    public void TakeOver(long epoch)
    {
        own!.BecomeActive(epoch);
        root = own.State.FindRoot(RootName)!;
        Bind();
    }

    public string Do(int way, int number) => ways(way, number);

    public byte[]? Capture() => own!.Capture();

    public void Apply(byte[] frame) => own!.Apply(frame);

    public List<byte[]> Snapshot() => own!.Snapshot(SliceBytes);

    public void Replace(long epoch, long sequence, List<byte[]> slices) => own!.Replace(epoch, sequence, slices);

    public long Sequence() => own!.Sequence;

    /// <summary>All members that can be reached and what is in them; each object with a number, so that one that is reached twice shows.</summary>
    public string Picture()
    {
        var text = new StringBuilder();
        var numbers = new Dictionary<object, int>(ReferenceEqualityComparer.Instance);
        var left = new Queue<object>();
        Value(own?.State.FindRoot(RootName) ?? root);
        while (left.TryDequeue(out object? next))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n#{numbers[next]} ");
            if (next is IEnumerable items)
            {
                if (next is Array { Rank: > 1 } array)
                    text.AppendJoin(" x ", Enumerable.Range(0, array.Rank).Select(array.GetLength)).Append(": ");
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
            if (value is null or string or int or bool)
                text.Append(value ?? "null");
            else if (value is ValueType)
            {
                foreach (var field in value.GetType().GetFields(Fields))
                    Value(field.GetValue(value));
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
}
