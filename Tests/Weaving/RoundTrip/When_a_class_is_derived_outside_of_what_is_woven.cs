using System.Reflection;
using System.Reflection.Emit;
using AssemblyToProcess;
using Replicated.Takeover;
using Replicated.Tests.Capture;

namespace Replicated.Tests.Weaving.RoundTrip;

/// <summary>
/// Proxies that libraries emit while the program runs, and classes of assemblies that are not woven: another node has an object of the base in
/// their place. What they hold would be lost, so they are refused where they are found; a proxy that holds nothing is taken, and a line says so.
/// </summary>
public class When_a_class_is_derived_outside_of_what_is_woven : RoundTripTest
{
    const string OfProxy = "its class was made while the program runs, and no other node has it; its base AssemblyToProcess.Circle is replicated (it adds '__interceptor'). Hold the object that it stands for";
    const string OfDerived = "its class is not woven, only its base AssemblyToProcess.Circle is (it adds 'extra'). Weave the assembly that declares it";

    static readonly Type proxy = EmitProxy();
    static readonly Type bare = EmitBare();

    static IEnumerable<TestCaseData> Objects =>
    [
        new TestCaseData(new Func<Circle>(NewProxy), OfProxy).SetArgDisplayNames("proxy"),
        new TestCaseData(new Func<Circle>(() => new Derived()), OfDerived).SetArgDisplayNames("derived"),
    ];

    [TestCaseSource(nameof(Objects))]
    public void a_commit_that_finds_one_says_where_and_what_would_be_lost_and_loses_nothing(Func<Circle> make, string said)
    {
        var pair = new Pair();
        var root = pair.Root(new Group { First = new Circle { Size = 3 } });
        pair.Commit();
        root.Name = "changed";
        var made = make();
        made.Size = 4;
        root.First = made;
        Assert.That(() => pair.Commit(), Throws.TypeOf<ReplicationException>().With.Message.StartsWith("root.First: ").And.Message.Contains(said));

        root.First = new Circle { Size = made.Size };
        pair.Commit();
        Assert.That(DeepComparison.Of(root, pair.Copy<Group>()).Differences, Is.Empty, "the next commit brings all");
    }

    [TestCaseSource(nameof(Objects))]
    public void it_is_no_root(Func<Circle> make, string said) => Assert.That(
        () => new ObjectState(WriterMode.Synchronized).AddRoot("circle", make()),
        Throws.TypeOf<ReplicationException>().With.Message.StartsWith("The root 'circle' cannot be a ").And.Message.Contains(said));

    [Test]
    public void what_it_overrides_still_stores_where_the_base_stores()
    {
        var made = NewProxy();
        made.Size = 4;
        Assert.That((made.Size, proxy.GetField("__interceptor")!.GetValue(made)), Is.EqualTo((4, "intercepted")));
    }

    [Test]
    public void one_that_was_made_while_the_program_runs_and_holds_nothing_is_replicated_as_its_base_and_a_line_says_so_once()
    {
        var pair = new Pair();
        List<string> told = [];
        pair.Active.Derived.Told = told.Add;
        var root = pair.Root(new Group { First = NewBare() });
        pair.Commit();
        root.First!.Size = 4;
        root.Parts = [NewBare(), root.First];
        pair.Commit();

        var copy = pair.Copy<Group>();
        Assert.That((copy.First!.GetType(), copy.First.Size), Is.EqualTo((typeof(Circle), 5)), "the override stores one more");
        Assert.That((copy.Parts![0]!.GetType(), copy.Parts[1]), Is.EqualTo((typeof(Circle), copy.First)));
        Assert.That(told, Is.EqualTo(["BareCircle was made while the program runs, and no other node has it: its objects are replicated as AssemblyToProcess.Circle, and are that after a takeover, without what BareCircle overrides."]));
    }

    [Test]
    public void such_a_one_is_a_root() => Assert.That(() => new ObjectState(WriterMode.Synchronized).AddRoot("circle", NewBare()), Throws.Nothing);

    static Circle NewProxy() => (Circle)Activator.CreateInstance(proxy)!;

    static Circle NewBare() => (Circle)Activator.CreateInstance(bare)!;

    /// <summary>Overrides a property and holds who is told of it, as proxies do.</summary>
    static Type EmitProxy() => Emit("CircleProxy", type =>
    {
        var interceptor = type.DefineField("__interceptor", typeof(string), FieldAttributes.Public);
        return il =>
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldstr, "intercepted");
            il.Emit(OpCodes.Stfld, interceptor);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldarg_1);
        };
    });

    /// <summary>Overrides a property, which stores one more than it gets, and holds nothing.</summary>
    static Type EmitBare() => Emit("BareCircle", _ => il =>
    {
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldc_I4_1);
        il.Emit(OpCodes.Add);
    });

    /// <param name="name">Of the class.</param>
    /// <param name="declare">Gives what the setter does before it calls that of the base.</param>
    static Type Emit(string name, Func<TypeBuilder, Action<ILGenerator>> declare)
    {
        var setter = typeof(Circle).GetProperty(nameof(Circle.Size))!.SetMethod!;
        var type = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Proxies"), AssemblyBuilderAccess.Run)
            .DefineDynamicModule("Proxies")
            .DefineType(name, TypeAttributes.Public, typeof(Circle));
        var begin = declare(type);
        var overriding = type.DefineMethod(setter.Name, MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig | MethodAttributes.SpecialName, null, [typeof(int)]);
        var il = overriding.GetILGenerator();
        begin(il);
        il.Emit(OpCodes.Call, setter);
        il.Emit(OpCodes.Ret);
        return type.CreateType();
    }

    sealed class Derived : Circle
    {
        internal int extra = 1;

        public override int Size { get => base.Size; set => base.Size = value + extra; }
    }
}
