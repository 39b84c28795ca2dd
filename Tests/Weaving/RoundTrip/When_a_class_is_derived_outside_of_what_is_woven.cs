using System.Reflection;
using System.Reflection.Emit;
using AssemblyToProcess;
using Replicated.Takeover;
using Replicated.Tests.Capture;

namespace Replicated.Tests.Weaving.RoundTrip;

/// <summary>
/// Proxies that libraries emit while the program runs, and classes of assemblies that are not woven: another node would have an object of the
/// base in their place, without what they do and hold. So they are refused where they are found, and not taken for their base.
/// </summary>
public class When_a_class_is_derived_outside_of_what_is_woven : RoundTripTest
{
    const string OfProxy = "its class was made while the program runs, and no other node has it; its base AssemblyToProcess.Circle is replicated (it adds '__interceptor'). Hold the object that it stands for";
    const string OfDerived = "its class is not woven, only its base AssemblyToProcess.Circle is (it adds 'extra'). Weave the assembly that declares it";

    static readonly Type proxy = EmitProxy();

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

    static Circle NewProxy() => (Circle)Activator.CreateInstance(proxy)!;

    /// <summary>Overrides a property and holds who is told of it, as proxies do.</summary>
    static Type EmitProxy()
    {
        var setter = typeof(Circle).GetProperty(nameof(Circle.Size))!.SetMethod!;
        var type = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Proxies"), AssemblyBuilderAccess.Run)
            .DefineDynamicModule("Proxies")
            .DefineType("CircleProxy", TypeAttributes.Public, typeof(Circle));
        var interceptor = type.DefineField("__interceptor", typeof(string), FieldAttributes.Public);
        var overriding = type.DefineMethod(setter.Name, MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig | MethodAttributes.SpecialName, null, [typeof(int)]);
        var il = overriding.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldstr, "intercepted");
        il.Emit(OpCodes.Stfld, interceptor);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
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
