using System.Runtime.CompilerServices;
using Replicated.Collections;
using Replicated.Frames;
using Replicated.Values;

namespace Replicated.Woven;

/// <summary>
/// The objects that replicated statics held when replication started: what the program's own initialisers made. The program may have
/// other references to them by then, so on a standby what is in them on the active comes into them. The name of the member that held one says
/// which object of this node it is.
/// </summary>
internal static class OwnObjects
{
    static readonly Lock gate = new();
    static readonly ConditionalWeakTable<object, string> names = [];
    static readonly Dictionary<string, WeakReference> byName = [];

    /// <summary>Whether there are any: most objects are asked for in vain.</summary>
    static volatile bool any;

    /// <summary>Looks at what the statics hold now. What was noted before stays.</summary>
    internal static void Note(IEnumerable<StaticRoot> statics)
    {
        foreach (var root in statics.Where(root => !root.DeclaringType.IsGenericType))
            new Finder(root).Find();
    }

    /// <summary>The name of the member that held an object when replication started; null if none did.</summary>
    internal static string? NameOf(object? value) => any && value is not null && names.TryGetValue(value, out string? name) ? name : null;

    /// <summary>The object that a member of this node held then; null where it is gone.</summary>
    internal static object? Find(string name)
    {
        lock (gate)
            return byName.GetValueOrDefault(name)?.Target;
    }

    static void Add(string name, object value)
    {
        lock (gate)
        {
            // Another member may hold the same.
            if (!byName.TryAdd(name, new WeakReference(value)))
                return;
            names.TryAdd(value, name);
            any = true;
        }
    }

    /// <summary>Writes the members one by one to nowhere, to be told of the objects in them.</summary>
    sealed class Finder : ReferenceWriter
    {
        readonly StaticRoot root;
        readonly Encoder nowhere = new();
        readonly MemberWriter writer;
        string name = "";

        internal Finder(StaticRoot root)
        {
            this.root = root;
            writer = new MemberWriter(nowhere, this);
        }

        internal void Find()
        {
            var shape = root.Holder.GetShape();
            // Members that share a bit are not told apart.
            for (int member = 0; member < Math.Min(shape.Members.Length, 63); member++)
            {
                if (!HoldsOneObject(shape.Members[member]))
                    continue;
                name = $"{TypeNames.Of(root.DeclaringType)}.{shape.MemberNames[member]}";
                nowhere.Clear();
                try
                {
                    root.Holder.Write(Shape.BitOf(member), writer);
                }
                catch (ReplicationException)
                {
                    // It holds what cannot be replicated: the first commit says so.
                }
            }
        }

        static bool HoldsOneObject(Codec codec) => codec is ICollectionCodec || typeof(IReplicated).IsAssignableFrom(codec.Type) || (codec.HoldsReferences && TypeForms.Of(codec.Type) == MemberShape.Any);

        internal override ulong IdOf(IReplicated value) => Note(value);

        internal override ulong IdOf(object collection, ICollectionCodec codec) => Note(collection);

        ulong Note(object value)
        {
            // What is within the value of the member is written after it.
            if (name.Length > 0)
                Add(name, value);
            name = "";
            return 1;
        }

        internal override int NumberOf(Codec codec)
        {
            name = "";
            return 1;
        }

        internal override int NumberOf(DelegateMethod method)
        {
            name = "";
            return 1;
        }
    }
}
