using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace Replicated.Tests.Weaving.RoundTrip;

/// <summary>Members hold types, as tables of handlers and schemas do: each node has its own, by their names.</summary>
public class When_types_are_committed
{
    const string Library = "public class Plain { public class Within<T> { } public enum Kind { } } public static class Tools { } public interface IPart { }";

    const string Source = """
        [Replicated] public class Order { }
        [Replicated] public class Holder
        {
            public Type Kind;
            public object Any;
            public System.Reflection.ICustomAttributeProvider Member;
            public List<Type> Kinds = new();
            public Type[] Fixed;
            public object[] Mixed;
            public Dictionary<Type, string> Names = new();
            public HashSet<Type> Seen = new();
            public (Type, int) Pair;
            [Replicated(Compare = true)] public Type Compared;
        }
        public static class Program
        {
            static Holder replicatedHolder = new();
            static Type replicatedKind = typeof(Order);
            public static void Set(Type type)
            {
                var holder = replicatedHolder;
                holder.Kind = type; holder.Any = type; holder.Member = type; holder.Fixed = new[] { type, null }; holder.Mixed = new object[] { type, 1, null }; holder.Pair = (type, 1); holder.Compared = type;
                holder.Kinds.Add(type);
                if (type == null) return;
                holder.Names[type] = type.Name;
                holder.Seen.Add(type);
            }
            public static bool Has(Type type)
            {
                var holder = replicatedHolder;
                return holder.Kind == type && (Type)holder.Any == type && ReferenceEquals(holder.Member, type) && holder.Fixed[0] == type && holder.Fixed[1] == null && (Type)holder.Mixed[0] == type && holder.Pair == (type, 1)
                    && holder.Compared == type && holder.Kinds[^1] == type && (type == null || (holder.Names[type] == type.Name && holder.Seen.Contains(type) && !holder.Names.ContainsKey(typeof(Version))));
            }
            public static void Forget(Type type) { replicatedHolder.Names.Remove(type); replicatedHolder.Seen.Remove(type); }
            public static string State() => $"{replicatedKind} {string.Join(' ', replicatedHolder.Kinds)} {string.Join(' ', replicatedHolder.Names.Keys)}";
            public static void OneOf(object value, string member) { if (member == "Kinds") replicatedHolder.Kinds.Add((Type)value); else if (member == "Any") replicatedHolder.Any = value; else if (member == "Names") replicatedHolder.Names[(Type)value] = ""; else replicatedHolder.Kind = (Type)value; }
            public static void Back() { replicatedHolder.Kind = null; replicatedHolder.Any = null; replicatedHolder.Kinds.Clear(); replicatedHolder.Names.Clear(); }
        }
        public static class Types
        {
            public static Type FromLibrary => typeof(Plain);
            public static Type[] All => new[]
            {
                typeof(Order), typeof(Holder), typeof(Program), typeof(Plain), typeof(Tools), typeof(IPart), typeof(Plain.Within<>), typeof(Plain.Within<Order>), typeof(Plain.Within<Plain.Within<int[]>>[,]), typeof(Plain.Kind), typeof(Plain.Kind?),
                typeof(int), typeof(string), typeof(object), typeof(void), typeof(Type), typeof(List<>), typeof(List<Order>), typeof(Dictionary<string, List<Plain>>), typeof((int, Order)), typeof(Order[]), typeof(Order[,]), typeof(Order[][,]),
                typeof(int*), typeof(int).MakeByRefType(), typeof(Order).MakeArrayType(1), typeof(System.Linq.Enumerable), typeof(System.Net.Http.HttpClient), typeof(Action<Order>), new { a = 1 }.GetType(), null,
            };
        }
        """;

    WovenProgram active = null!;
    WovenProgram standby = null!;
    ProgramState state = null!;
    ProgramState follower = null!;

    [SetUp]
    public void Begin()
    {
        (active, standby) = (New(), New());
        (state, follower) = (new ProgramState(active).Activate(), new ProgramState(standby));
        follower.Apply(state.Capture());
    }

    static WovenProgram New(string more = "") => WovenProgram.From(OptimizationLevel.Release, "<Replicated />", Library + more, Source);

    [Test]
    public void each_node_has_its_own()
    {
        var types = AllOf(active);
        var same = AllOf(standby);
        for (int i = 0; i < types.Length; i++)
        {
            active.Run("Program.Set", types[i]);
            follower.Apply(state.Capture());
            Assert.That(standby.Run("Program.Has", same[i]), Is.True, types[i]?.ToString());
        }
        Assert.That(standby.Run("Program.State"), Is.EqualTo(active.Run("Program.State")));
    }

    [Test]
    public void they_are_in_a_snapshot_and_go_on_after_a_takeover()
    {
        foreach (var type in AllOf(active))
            active.Run("Program.Set", type);
        state.Capture();
        var late = New();
        var taken = new ProgramState(late);
        taken.Replace(state);
        Assert.That(late.Run("Program.State"), Is.EqualTo(active.Run("Program.State")));
        taken.Activate(2);
        late.Run("Program.Forget", late.Type("Order"));
        late.Run("Program.Set", late.Type("Order"));
        var third = New();
        var next = new ProgramState(third);
        taken.Capture();
        next.Replace(taken);
        Assert.That(third.Run("Program.Has", third.Type("Order")), Is.True);
        Assert.That(third.Run("Program.State"), Is.EqualTo(late.Run("Program.State")));
    }

    [TestCase("Kind", "Program.replicatedHolder.Kind: ")]
    [TestCase("Any", "Program.replicatedHolder.Any: ")]
    [TestCase("Kinds", "Program.replicatedHolder.Kinds: ")]
    [TestCase("Names", "Program.replicatedHolder.Names: ")]
    public void one_that_no_other_node_finds_is_refused_with_its_path_and_the_next_commit_goes_on(string member, string path)
    {
        foreach (var (type, reason) in NotFound())
        {
            active.Run("Program.OneOf", type, member);
            Assert.That(() => state.Capture(), Throws.Exception.With.Message.StartsWith(path).And.Message.Contains(reason), type.Name);
            active.Run("Program.Back");
            follower.Apply(state.Capture());
        }
        Assert.That(standby.Run("Program.State"), Is.EqualTo(active.Run("Program.State")));
    }

    IEnumerable<(Type Type, string Reason)> NotFound()
    {
        var made = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Made"), AssemblyBuilderAccess.Run).DefineDynamicModule("Made").DefineType("Made").CreateType();
        yield return (made, "the type Made of the assembly Made cannot be replicated, because it is made while the program runs");
        yield return (typeof(List<>).MakeGenericType(made.MakeArrayType()), "because it is made while the program runs");
        yield return (typeof(Dictionary<,>).GetGenericArguments()[0], "it has no name of its own");
        yield return (Type.MakeGenericSignatureType(typeof(List<>), Type.MakeGenericMethodParameter(0)), "a System.Reflection.SignatureConstructedGenericType cannot be replicated, because it stands for a type that this program need not have");
        var unloaded = new AssemblyLoadContext("collectible", isCollectible: true).LoadFromStream(new MemoryStream(SampleCompiler.Compile("public class Plugin { }", name: "Plugin").Assembly));
        yield return (unloaded.GetType("Plugin")!, "its assembly can be unloaded, and need not be there on another node");
        var twin = new AssemblyLoadContext("twin").LoadFromStream(new MemoryStream(active.Samples[0].Assembly));
        yield return (twin.GetType("Plain")!, "it is not what is found by its name, 'Plain, Library0'");
    }

    [TestCase("Kind", "Program.replicatedHolder.Kind: ")]
    [TestCase("Any", "Program.replicatedHolder.Any: ")]
    [TestCase("Kinds", "Program.replicatedHolder.Kinds: ")]
    [TestCase("Names", "Program.replicatedHolder.Names: ")]
    public void one_that_a_standby_does_not_have_is_named_with_its_path(string member, string path)
    {
        var newer = New("public class Added { }");
        var ahead = new ProgramState(newer).Activate();
        follower = new ProgramState(standby = New());
        follower.Apply(ahead.Capture());
        newer.Run("Program.OneOf", typeof(List<>).MakeGenericType(AddedIn(newer)), member);
        byte[]? frame = ahead.Capture();
        Assert.That(() => follower.Apply(frame), Throws.Exception.With.Message.EndsWith($"cannot be applied: {path}this build has no type 'System.Collections.Generic.List`1[[Added, Library0]]': deploy the build of the active on this node too"));
    }

    static Type AddedIn(WovenProgram program) => ((Type)program.Run("Types.get_FromLibrary")!).Assembly.GetType("Added", throwOnError: true)!;

    static Type?[] AllOf(WovenProgram program) => (Type?[])program.Run("Types.get_All")!;
}
