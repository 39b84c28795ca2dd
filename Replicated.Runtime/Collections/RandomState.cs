using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Replicated.Frames;

namespace Replicated.Collections;

/// <summary>
/// What a <see cref="Random"/> will draw next, as numbers. Made with a seed it has 56 numbers and two places among them, without one four
/// numbers of twice the size. The platform keeps both private, so it is found out once whether it keeps them as the twins below do; where
/// it does not, no Random is read or made.
/// </summary>
internal static class RandomState
{
    const string ImplementationField = "_impl";
    const string SeededName = "System.Random+CompatSeedImpl";
    const string UnseededName = "System.Random+XoshiroImpl";
    const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>The numbers of one made with a seed, the two places behind them.</summary>
    const int SeededNumbers = 56;

    const int UnseededLength = 2 * 4;
    const int SeededLength = SeededNumbers + 2;

    static readonly FieldInfo? implementation = typeof(Random).GetField(ImplementationField, Fields);
    static readonly string? fault = FaultOf(ImplementationOf(new Random()), ImplementationOf(new Random(1)));

    /// <exception cref="ReplicationException">This version of the platform keeps the state in another way.</exception>
    internal static void CheckLayout()
    {
        if (fault is not null)
            throw new ReplicationException($"a Random cannot be replicated by a program on {RuntimeInformation.FrameworkDescription}: {fault}; mark the member [NotReplicated(\"how it is rebuilt\")]");
    }

    /// <summary>How the platform keeps the state differently from what is known here; null if it does not.</summary>
    internal static string? FaultOf(object? unseeded, object? seeded)
        => FieldsOf(unseeded) is var first && first != $"{UnseededName}: _s0 UInt64, _s1 UInt64, _s2 UInt64, _s3 UInt64" ? $"one without a seed is a {first}"
            : FieldsOf(seeded) is var second && second != $"{SeededName}: _prng (_seedArray Int32[], _inext Int32, _inextp Int32)" ? $"one with a seed is a {second}"
            : null;

    internal static int LengthOf(Random random) => IsSeeded(random) ? SeededLength : UnseededLength;

    /// <summary>One that will draw something else, for a state of this length; null: there is none of it.</summary>
    internal static Random? New(int length) => length switch
    {
        SeededLength => new Random(0),
        UnseededLength => new Random(),
        _ => null,
    };

    internal static void Read(Random random, Span<int> numbers)
    {
        if (!IsSeeded(random))
        {
            NumbersOf(random).CopyTo(numbers);
            return;
        }
        ref var state = ref StateOf(random);
        state.Numbers!.CopyTo(numbers);
        (numbers[SeededNumbers], numbers[SeededNumbers + 1]) = (state.Next, state.Other);
    }

    /// <exception cref="FrameDamagedException">No Random has such a state.</exception>
    internal static void Write(Random random, ReadOnlySpan<int> numbers)
    {
        if (!IsSeeded(random))
        {
            numbers.CopyTo(NumbersOf(random));
            return;
        }
        if ((uint)numbers[SeededNumbers] >= SeededNumbers || (uint)numbers[SeededNumbers + 1] >= SeededNumbers)
            throw new FrameDamagedException("a Random that draws from beyond its numbers");
        ref var state = ref StateOf(random);
        numbers[..SeededNumbers].CopyTo(state.Numbers);
        (state.Next, state.Other) = (numbers[SeededNumbers], numbers[SeededNumbers + 1]);
    }

    static bool IsSeeded(Random random) => ImplementationOf(random)!.GetType().FullName == SeededName;

    static object? ImplementationOf(Random random) => implementation?.GetValue(random);

    static Span<int> NumbersOf(Random random) => MemoryMarshal.Cast<ulong, int>(MemoryMarshal.CreateSpan(ref Unsafe.As<Unseeded>(ImplementationOf(random)!).First, 4));

    static ref SeededState StateOf(Random random) => ref Unsafe.As<Seeded>(ImplementationOf(random)!).State;

    [DynamicDependency(DynamicallyAccessedMemberTypes.NonPublicFields, "System.Random.CompatSeedImpl", "System.Private.CoreLib")]
    [DynamicDependency(DynamicallyAccessedMemberTypes.NonPublicFields, "System.Random.XoshiroImpl", "System.Private.CoreLib")]
    [DynamicDependency(DynamicallyAccessedMemberTypes.NonPublicFields, "System.Random.CompatPrng", "System.Private.CoreLib")]
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "The fields are kept by the attributes here; without them the state is refused.")]
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "As above.")]
    static string FieldsOf(object? implementation) => implementation is null ? "null" : $"{implementation.GetType().FullName}: {FieldsOf(implementation.GetType())}";

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "As above.")]
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "As above.")]
    static string FieldsOf(Type type) => string.Join(", ", type.GetFields(Fields).Select(
        field => field.FieldType is { IsValueType: true, IsPrimitive: false } nested ? $"{field.Name} ({FieldsOf(nested)})" : $"{field.Name} {field.FieldType.Name}"));

    /// <summary>Laid out as the platform's class, as all classes with fields of these types in this order are.</summary>
    sealed class Unseeded
    {
        internal ulong First;
#pragma warning disable CS0169, CA1823 // They are read as a span that begins with the first.
        readonly ulong second;
        readonly ulong third;
        readonly ulong fourth;
#pragma warning restore CS0169, CA1823
    }

    sealed class Seeded
    {
        internal SeededState State;
    }

    struct SeededState
    {
        internal int[]? Numbers;
        internal int Next;
        internal int Other;
    }
}
