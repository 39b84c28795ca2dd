using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Replicated.Marks;
using Replicated.Values;

namespace Replicated.Woven;

/// <summary>What woven code calls. Its members are frozen for assemblies that are woven already.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Tracker
{
    /// <summary>The contract with woven code that this runtime keeps, see <see cref="WovenAttribute"/>.</summary>
    public const int Contract = 1;

    /// <summary>Called first by a module's initialiser.</summary>
    /// <param name="module">Name and version of the assembly.</param>
    /// <param name="contract">The contract that it was woven for.</param>
    /// <param name="weaver">The version of the weaver.</param>
    /// <exception cref="ReplicationException">It was woven for another contract than this runtime keeps.</exception>
    public static void Begin(string module, int contract, string weaver) => Versions.CheckContract(module, contract, weaver);

    /// <summary>The slow path of a store: the member's bit was set, so the object is attached and the member unchanged so far.</summary>
    /// <param name="self">The object whose member was stored to.</param>
    /// <param name="header">Its header.</param>
    /// <param name="bit">The bit of the member.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Mark(IReplicated self, ref Header header, long bit) => MarkList.Mark(self, ref header, bit);

    /// <summary>Called by the initialiser of a generic type after a store to its statics: something may have announced and captured them already.</summary>
    /// <param name="declaringType">The type.</param>
    public static void MarkStatics(RuntimeTypeHandle declaringType) => Registry.MarkStatics(Type.GetTypeFromHandle(declaringType)!);

    /// <summary>The address of a member is given to a call that follows: until it returns, each capture takes the member.</summary>
    /// <param name="self">The object; null where another address was taken in its place.</param>
    /// <param name="bit">The bit of the member.</param>
    public static void Lend(IReplicated? self, long bit) => LentMembers.Lend(self, bit);

    /// <summary>The call that got the addresses has returned or thrown.</summary>
    /// <param name="number">How many members were lent to it.</param>
    public static void TakeBack(int number) => LentMembers.TakeBack(number);

    /// <summary>Stands in for <c>object.MemberwiseClone</c>: the copy is an object of its own, not attached.</summary>
    public static object Clone(object self)
    {
        object copy = MemberwiseClone(self);
        if (copy is IReplicated replicated)
            replicated.GetHeader() = default;
        return copy;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    static extern object MemberwiseClone(object self);

    /// <summary>Called by a module's initialiser for each replicated class and struct that is not generic.</summary>
    public static void Register<[DynamicallyAccessedMembers(Registry.Constructors)] T>() => Registry.Register(typeof(T));

    /// <summary>Called by a module's initialiser for each replicated class and struct that is generic.</summary>
    public static void RegisterDefinition(RuntimeTypeHandle type) => Registry.Register(Type.GetTypeFromHandle(type)!);

    /// <summary>Called by a module's initialiser for each type that was called otherwise in earlier builds; of a generic one, with its definition.</summary>
    /// <param name="type">The type.</param>
    /// <param name="name">Its former name with namespace.</param>
    public static void RegisterFormerName(RuntimeTypeHandle type, string name) => Registry.RegisterFormerName(Type.GetTypeFromHandle(type)!, name);

    /// <summary>Called by a module's initialiser for each class of comparers that has no state, so that its name stands for any instance.</summary>
    public static void RegisterComparer<[DynamicallyAccessedMembers(Registry.Constructors)] T>()
        where T : class
        => Registry.RegisterComparer<T>();

    /// <summary>Called by a module's initialiser for each struct whose methods change it where it is boxed; of a generic one, with its definition.</summary>
    public static void RegisterChangingBox(RuntimeTypeHandle type) => Boxes.Register(Type.GetTypeFromHandle(type)!);

    /// <summary>
    /// Called by a module's initialiser. The method, <c>static void()</c>, names what the module's code puts where the static
    /// type does not say what it is; it is called when that is needed.
    /// </summary>
    public static void RegisterHeld(RuntimeMethodHandle method) => Registry.RegisterHeld(method);

    /// <summary>Names a method that the module's code makes delegates of; of a generic type, or a generic one, as its definition.</summary>
    public static void HoldMethod(RuntimeMethodHandle method, RuntimeTypeHandle declaringType) => DelegateMethods.Add(method, declaringType);

    /// <summary>Called by a module's initialiser where the module has replicated lambdas or iterators.</summary>
    /// <param name="type">A type of the module.</param>
    /// <param name="code">Differs where their code differs: the names that the compiler gives them mean nothing to another build.</param>
    public static void RegisterCode(RuntimeTypeHandle type, string code) => DelegateMethods.AddCode(type, code);

    /// <summary>Called by a module's initialiser for each object that a <c>static readonly</c> member holds.</summary>
    /// <param name="field">The member.</param>
    /// <param name="declaringType">The type that declares it.</param>
    /// <param name="member">Its name; of an auto-property, the property's.</param>
    /// <param name="initialiser">Differs where the code differs that makes the object.</param>
    public static void RegisterKnown(RuntimeFieldHandle field, RuntimeTypeHandle declaringType, string member, string initialiser)
        => KnownObjects.Register(field, declaringType, member, initialiser);

    /// <summary>
    /// Called by a module's initialiser for each type with replicated statics; for each instance of a generic one when it is initialised, or
    /// when something is first stored to its statics. A holder that is known is not announced again.
    /// </summary>
    /// <param name="statics">The holder that stands for the statics of the type.</param>
    /// <param name="declaringType">The type whose initialiser makes their first values.</param>
    public static void RegisterStatics(IReplicated statics, RuntimeTypeHandle declaringType) => Registry.RegisterStatics(statics, declaringType);

    /// <summary>Called by a module's initialiser for each generic type with replicated statics.</summary>
    /// <param name="statics">The definition of the holders.</param>
    /// <param name="declaringType">The definition of the type.</param>
    public static void RegisterGenericStatics(RuntimeTypeHandle statics, RuntimeTypeHandle declaringType) => Registry.RegisterGenericStatics(statics, declaringType);
}
