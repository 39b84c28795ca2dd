namespace Replicated.Tests.Weaving;

/// <summary>X6: a capture between the taking of an address and the write through it must not swallow the mark.</summary>
public class When_a_write_through_an_address_has_ended
{
    const string Source = """
        public struct S { public int X; public void Mutate(Action capture) { capture(); X++; } public ref int Hidden() => ref System.Runtime.CompilerServices.Unsafe.AsRef(in X); }
        public ref struct View(ref int first) { public ref int First = ref first; public void Put([System.Diagnostics.CodeAnalysis.UnscopedRef] ref int other) => First = ref other; }
        public delegate void Writer<U>(U u) where U : allows ref struct;
        public interface IPart { [System.Diagnostics.CodeAnalysis.UnscopedRef] ref int Part(); [System.Diagnostics.CodeAnalysis.UnscopedRef] ref int Property { get; } }
        public struct Parted : IPart
        {
            int x;
            [System.Diagnostics.CodeAnalysis.UnscopedRef] public ref int Part() => ref x;
            [System.Diagnostics.CodeAnalysis.UnscopedRef] public ref int Property => ref x;
        }
        [Replicated] public class Holder<U> where U : struct, IPart { public U parted; }
        public ref struct Around<U> where U : allows ref struct { public U Value; }
        public class Init { public int N { get; init; } }
        public class Sneaky { public Sneaky(in int n, Action capture) { capture(); System.Runtime.CompilerServices.Unsafe.AsRef(in n) = 4; } }
        [Replicated] public class Z
        {
            public S s; public int f;
            public bool flag; public byte small; public char letter; public short number; public long large; public float single; public double real; public string text; public decimal money; public DayOfWeek day;
            public static void Part(Z z, Action capture) => z.s.X = Captured(capture);
            public static void Call(Z z, Action capture) => z.s.Mutate(capture);
            public static void Argument(Z z, Action capture) => Write(ref z.f, capture);
            public static void Thrown(Z z, Action capture) { try { WriteAndThrow(ref z.f, capture); } catch (InvalidOperationException) { } }
            public static void Local(Z z, Action capture) { ref int t = ref z.f; t = 1; capture(); t = 4; }
            public static void InLoop(Z z, Action capture) { ref int t = ref z.f; for (int i = 0; i < 3; i++) { t += i; if (i == 1) capture(); } }
            public static void Span(Z z, Action capture) { var span = new Span<int>(ref z.f); capture(); span[0] = 4; }
            public static unsafe void Pointer(Z z, Action capture) { fixed (int* p = &z.f) { capture(); *p = 4; } }
            public static void NativeInteger(Z z, Action capture) { ref nint large = ref System.Runtime.CompilerServices.Unsafe.As<long, nint>(ref z.large); capture(); large = 4; }
            public static unsafe void Number(Z z, Action capture) { fixed (int* pinned = &z.f) { nint at = NumberOf(ref z.f); capture(); *(int*)at = 4; } }
            public static void InConstructor(Z z, Action capture) => new Sneaky(in z.f, capture);
            public static void IncrementedThroughIn(Z z, Action capture) => Increment(in z.f, capture);
            public static void Parameter(Z z, Action capture) { int other = 0; Reassigned(z, capture, 1, 2, ref other); }
            public static void FirstParameter(Z z, Action capture) { int other = 0; z.Reassigned(ref other, capture); }
            public static void Filter(Z z, Action capture) { try { throw new InvalidOperationException(); } catch (InvalidOperationException) when (Filtered(ref z.f, capture)) { } }
            public static void LocalOfFilter(Z z, Action capture) { ref int t = ref z.f; try { throw new InvalidOperationException(); } catch (InvalidOperationException) when (Captured(capture) == (t = 3)) { } }
            public static void StoreOfFilter(Z z, Action capture) { try { throw new InvalidOperationException(); } catch (InvalidOperationException) when ((z.f = Captured(capture)) == 3) { } }
            public static void PutIntoRefStruct(Z z, Action capture) { int other = 0; var view = new View(ref other); view.Put(ref z.f); capture(); view.First = 4; }
            public static void MadeByOutArgument(Z z, Action capture) { Make(out var view, ref z.f); capture(); view.First = 4; }
            public static void HandedOn(Z z, Action capture) { int n = 0; ref int a = ref n; ref int b = ref n; ref int c = ref n; for (int i = 0; i < 3; i++) { c = ref b; b = ref a; a = ref z.f; } capture(); c = 4; }
            public static void HandedOnAtOnce(Z z, Action capture) { int n = 0; ref int a = ref n; ref int b = ref n; ref int c = ref n; for (int i = 0; i < 2; i++) { a = ref z.f; b = ref a; c = ref b; } capture(); c = 4; }
            public static void SpanToDelegate(Z z, Action capture) { Writer<Span<int>> write = span => { capture(); span[0] = 4; }; write(new Span<int>(ref z.f)); }
            public static void InitialisedBeside(Z z, Action capture) => Write(ref z.f, capture, new Init { N = 3 });
            public static void WithinGenericRefStruct(Z z, Action capture) { var around = new Around<View> { Value = new View(ref z.f) }; capture(); around.Value.First = 4; }
            public static void InRecursion(Z z, Action capture) => Down(in z.f, 2, capture);
            public static void InCircle(Z z, Action capture) { Forth(in z.f, 1); capture(); Back(in z.f, 1); }
            public static void Retried(Z z, Action capture)
            {
                // What the address was taken of before the exception is written through after it was taken again.
                var other = new Z(); var at = z; ref int held = ref other.f; int n = 0;
                again: try { ref int taken = ref at.f; at = other; if (n++ > 0) throw new InvalidOperationException(); held = ref taken; goto again; } catch (InvalidOperationException) { capture(); held = 4; }
            }
            public static void CopiedTo(Z z, Action capture) { var span = new Span<int>(ref z.f); ReadOnlySpan<int> four = [4]; capture(); four.CopyTo(span); }
            public static void Hidden(Z z, Action capture) { ref int x = ref z.s.Hidden(); capture(); x = 4; }
            public static void RefField(Z z, Action capture) { var view = new View(ref z.f); capture(); view.First = 4; }
            public static void CopiedRefField(Z z, Action capture) { var view = new View(ref z.f); ref var same = ref view; var copy = same; capture(); copy.First = 4; }
            public static unsafe void PointerToPointer(Z z, Action capture) { fixed (int* p = &z.f) { int* q = p; int** at = &q; capture(); **at = 4; } }
            public static unsafe void CheckedPointer(Z z, Action capture) { fixed (int* p = &z.f) { int n = z.f; checked { int* q = p + n; capture(); *q = 4; } } }
            public static void Kinds(Z z, Action capture)
            {
                ref bool flag = ref z.flag; ref byte small = ref z.small; ref char letter = ref z.letter; ref short number = ref z.number; ref long large = ref z.large; ref float single = ref z.single;
                ref double real = ref z.real; ref string text = ref z.text; ref decimal money = ref z.money; ref DayOfWeek day = ref z.day;
                capture();
                flag = true; small = 1; letter = 'a'; number = 2; large = 3; single = 4; real = 5; text = "6"; money = 7; day = DayOfWeek.Friday;
            }
            void Reassigned(ref int t, Action capture) { t = ref f; capture(); t = 4; }
            static void Reassigned(Z z, Action capture, int a, int b, ref int t) { t = ref z.f; capture(); t = a + b; }
            static bool Filtered(ref int f, Action capture) { capture(); f = 4; return true; }
            static void Make(out View view, ref int n) => view = new View(ref n);
            static void Write(ref int f, Action capture, Init init) { capture(); f = init.N; }
            static void Down(in int f, int times, Action capture) { if (times > 0) Down(in f, times - 1, capture); else { capture(); System.Runtime.CompilerServices.Unsafe.AsRef(in f) = 4; } }
            static void Forth(in int f, int times) { if (times > 0) Back(in f, times - 1); System.Runtime.CompilerServices.Unsafe.AsRef(in f) += 1; }
            static void Back(in int f, int times) { if (times >= 0) Forth(in f, times); }
            static unsafe nint NumberOf(ref int f) => (nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref f);
            static void Increment(in int f, Action capture) { capture(); Interlocked.Increment(ref System.Runtime.CompilerServices.Unsafe.AsRef(in f)); }
            static int Captured(Action capture) { capture(); return 3; }
            static void Write(ref int f, Action capture) { capture(); f = 4; }
            static void WriteAndThrow(ref int f, Action capture) { capture(); f = 4; throw new InvalidOperationException(); }
        }
        public static class Parts
        {
            public static void Method(Holder<Parted> h, Action capture) => Of(h, capture);
            public static void Property(Holder<Parted> h, Action capture) => OfProperty(h, capture);
            static void Of<U>(Holder<U> h, Action capture) where U : struct, IPart { ref int x = ref h.parted.Part(); capture(); x = 4; }
            static void OfProperty<U>(Holder<U> h, Action capture) where U : struct, IPart { ref int x = ref h.parted.Property; capture(); x = 4; }
        }
        """;

    [TestCase("Part", "s")]
    [TestCase("Call", "s")]
    [TestCase("Argument", "f")]
    [TestCase("Thrown", "f")]
    [TestCase("Local", "f")]
    [TestCase("InLoop", "f")]
    [TestCase("Span", "f")]
    [TestCase("Pointer", "f")]
    [TestCase("NativeInteger", "large")]
    [TestCase("Number", "f")]
    [TestCase("InConstructor", "f")]
    [TestCase("IncrementedThroughIn", "f")]
    [TestCase("Parameter", "f")]
    [TestCase("FirstParameter", "f")]
    [TestCase("Filter", "f")]
    [TestCase("LocalOfFilter", "f")]
    [TestCase("StoreOfFilter", "f")]
    [TestCase("PutIntoRefStruct", "f")]
    [TestCase("MadeByOutArgument", "f")]
    [TestCase("HandedOn", "f")]
    [TestCase("HandedOnAtOnce", "f")]
    [TestCase("SpanToDelegate", "f")]
    [TestCase("InitialisedBeside", "f")]
    [TestCase("WithinGenericRefStruct", "f")]
    [TestCase("InRecursion", "f")]
    [TestCase("InCircle", "f")]
    [TestCase("Retried", "f")]
    [TestCase("CopiedTo", "f")]
    [TestCase("Hidden", "s")]
    [TestCase("RefField", "f")]
    [TestCase("CopiedRefField", "f")]
    [TestCase("PointerToPointer", "f")]
    [TestCase("CheckedPointer", "f")]
    [TestCase("Kinds", "flag", "small", "letter", "number", "large", "single", "real", "text", "money", "day")]
    public void the_member_is_marked_after_it_even_if_a_capture_came_before(string method, params string[] members)
    {
        var program = WovenProgram.From(Source, configuration: "<Replicated Writers=\"Synchronized\" />");
        object z = program.New("Z");
        Action capture = () => program.Arm(z);
        Assert.That(program.MarkedBy(z, "Z." + method, z, capture), Is.EqualTo(members));
    }

    /// <summary>There is no body to look into: the attribute alone says that what is returned is a part of the struct.</summary>
    [TestCase("Method")]
    [TestCase("Property")]
    public void so_it_is_where_an_interface_says_that_it_returns_a_part_of_the_struct(string method)
    {
        var program = WovenProgram.From(Source, configuration: "<Replicated Writers=\"Synchronized\" />");
        object holder = Activator.CreateInstance(program.Type("Holder`1").MakeGenericType(program.Type("Parted")))!;
        Action capture = () => program.Arm(holder);
        Assert.That(program.MarkedBy(holder, "Parts." + method, holder, capture), Is.EqualTo(["parted"]));
    }
}
