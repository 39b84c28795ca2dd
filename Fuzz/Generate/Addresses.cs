namespace Fuzz.Generate;

/// <summary>Writes statements that write through addresses of members.</summary>
sealed class Addresses(Draft draft, Expressions expressions)
{
    readonly Chooser choose = draft.Choose;
    readonly Places places = expressions.Places;

    internal IReadOnlyList<Action> All => draft.MayRefer ? [Argument, Argument, Interlocked, Local, Reseated, Conditional, Span, Unsafe, Fixed, View, Returned, Delegate] : [Argument, Argument, Interlocked, Conditional];

    void Argument()
    {
        draft.Line(choose.Text(
            () => places.At("55", "int", place => $"int.TryParse({expressions.Of("string")}, out {place});"),
            () => places.At("55", "int", place => $"M.Put(ref {place}, {expressions.Int()});"),
            () => places.At("55", "int", place => $"try {{ M.PutOut(out {place}, {expressions.Int()}); }} catch (ArgumentException) {{ }}"),
            () => places.At("55", "int", (place, other) => $"M.Exchange(ref {place}, ref {other});"),
            Generic,
            () => Rowed("55", $"Array.Resize(ref {places.Root("Z")}.arr, 4 + (p & 3));"),
            () => Rowed("55", $"M.PutS(ref {places.Root("Z")}.s, {expressions.Of("S")});"),
            () => Rowed("55", $"M.PutZ(ref {places.Root("Z")}.next, {expressions.Of("Z")});"),
            () => Rowed("55", $"M.PutText(ref {places.Root("Z")}.text, {expressions.Of("string")}); M.PutLong(ref {places.Root("Z")}.l, {expressions.Int()});"),
            () => Rowed("55", $"M.Constrained(ref {places.Root("Z")}.s).Sum();"),
            () => places.At("55", "int", place => $"w.z.map.TryGetValue({expressions.Of("string")} ?? \"a\", out {place});")));
    }

    string Generic()
    {
        var (place, type) = places.Any(addressable: true);
        return places.Rowed("55", $"M.PutT<{Members.Spell(type)}>(ref {place}, {expressions.Of(type)});", place);
    }

    void Interlocked()
    {
        draft.Row("59");
        draft.Line(choose.Text(
            () => $"Interlocked.Increment(ref {places.Root("Z")}.f);",
            () => $"Interlocked.Add(ref {places.Root("Z")}.s.X, {expressions.Int()});",
            () => $"Interlocked.CompareExchange(ref {places.Root("Z")}.text, {expressions.Of("string")}, {expressions.Of("string")});",
            () => $"Interlocked.Exchange(ref {places.Root("Z")}.next, {expressions.Of("Z")});",
            () => $"Volatile.Write(ref {places.Root("Z")}.g, {expressions.Int()});",
            () => $"Volatile.Read(ref {places.Root("Z")}.g);",
            () => $"Interlocked.Exchange(ref Z.rs, {expressions.Int()});"));
    }

    void Local()
    {
        var (place, type) = places.Any(addressable: true);
        string local = draft.Name("t");
        draft.Line(places.Rowed("54", $"ref {Members.Spell(type)} {local} = ref {place};", place));
        draft.Declare(new Variable(local, type, true, true));
        draft.Line(choose.Text(
            () => $"{local} = {expressions.Of(type)};",
            () => $"for (int n = 0; n < 3 && M.Fuel(); n++) {local} = {expressions.Of(type)};",
            () => $"foreach (int x in {places.Root("Z")}.arr) {{ {local} = {expressions.Of(type)}; if (x > 2) break; }}",
            () => $"try {{ {local} = {expressions.Of(type)}; M.Throws(i); {local} = {expressions.Of(type)}; }} finally {{ {local} = {expressions.Of(type)}; }}",
            () => $"if ({expressions.Condition()}) {local} = {expressions.Of(type)};",
            () => $"M.PutT<{Members.Spell(type)}>(ref {local}, {expressions.Of(type)});"));
    }

    void Reseated()
    {
        string local = draft.Name("t");
        string place = places.Of("int", true);
        draft.Line(places.Rowed("54", $"ref int {local} = ref {place};", place));
        draft.Declare(new Variable(local, "int", true, true));
        draft.Line(choose.Text(
            () => $"{local}++; {local} = ref {places.OfObject("int")}; {local} += {expressions.Int()};",
            () => $"if ({expressions.Condition()}) {local} = ref {places.OfObject("int")}; {local} = {expressions.Int()};",
            () => $"for (Z o = z; o != null && M.Fuel(); o = o.next) {{ {local} = ref o.f; {local} += 2; if (o.g > 5) break; }} {local}++;",
            // What is kept of an earlier turn is not what the last one took.
            () => $"for (Z o = {places.Root("Z")}; o != null && M.Fuel(); o = o.next) {{ ref int each = ref o.f; if (o.g < {choose.Below(9)}) {local} = ref each; {local} += 2; M.C(0); {local}--; }}",
            () => $"{local} = ref {local}; {local}--;"));
    }

    void Conditional()
    {
        draft.Line(choose.Text(
            () => places.At("56", "int", (place, other) => $"({expressions.Condition()} ? ref {place} : ref {other}) = {expressions.Int()};"),
            () => places.At("56", "int", (place, other) => $"({expressions.Condition()} ? ref {place} : ref {other})++;"),
            () => Rowed("56", $"({expressions.Condition()} ? ref {places.Root("Z")}.s : ref {places.Root("Z")}.s).Mutate({expressions.Int()});"),
            () => places.At("56", "int", (place, other) => $"M.Put(ref ({expressions.Condition()} ? ref {place} : ref {other}), {expressions.Int()});")));
    }

    void Span()
    {
        string local = draft.Name("sp");
        string place = places.Of("int", true);
        draft.Line(places.Rowed("58", choose.Text(
            () => $"{{ var {local} = new Span<int>(ref {place}); {local}[0] = {expressions.Int()}; {local}.Fill({expressions.Int()}); }}",
            () => $"{{ var {local} = MemoryMarshal.CreateSpan(ref {place}, 1); M.Fill({local}, {expressions.Int()}); }}",
            () => $"{{ var {local} = new Span<int>(ref {place}); foreach (ref int x in {local}) x += {expressions.Int()}; {local}.Clear(); }}",
            () => $"{{ var {local} = new ReadOnlySpan<int>(ref {place}); M.Sum({local}); }}",
            () => $"{{ var {local} = new Span<int>(ref {place}); {local}.CopyTo(new Span<int>(ref {places.OfObject("int")})); }}",
            () => $"{{ var {local} = new Span<int>(ref {place}); var other = {local}; other[0]--; {local} = new Span<int>(ref {places.OfObject("int")}); {local}[0] = other[0] + {expressions.Int()}; }}",
            () => $"{{ ReadOnlySpan<int> {local} = new Span<int>(ref {place}); w.text += {local}[0]; }}",
            () => $"new Span<int>(ref {place}).Slice(0, 1)[0] = {expressions.Int()};"), place));
    }

    void Unsafe() => draft.Line(choose.Text(
        () => places.At("60", "int", place => $"System.Runtime.CompilerServices.Unsafe.As<int, uint>(ref {place}) = 3u;"),
        () => Rowed("60", $"System.Runtime.CompilerServices.Unsafe.As<long, ulong>(ref {places.Root("Z")}.l)++;"),
        () => places.At("60", "int", place => $"System.Runtime.CompilerServices.Unsafe.Add(ref {place}, 0) = {expressions.Int()};"),
        () => places.At("60", "int", BlockOf),
        () => places.At("60", "int", BlockOf)));

    /// <summary>The instructions that fill or copy a block of memory, whose addresses are of bytes.</summary>
    string BlockOf(string place)
    {
        string bytes = $"ref System.Runtime.CompilerServices.Unsafe.As<int, byte>(ref {place})";
        string others = $"ref System.Runtime.CompilerServices.Unsafe.As<int, byte>(ref {places.Of("int", true)})";
        return places.Rowed("50", choose.Text(
            () => $"System.Runtime.CompilerServices.Unsafe.InitBlockUnaligned({bytes}, 1, 4);",
            () => $"System.Runtime.CompilerServices.Unsafe.InitBlock({bytes}, (byte)({expressions.Int()}), 4);",
            () => $"System.Runtime.CompilerServices.Unsafe.CopyBlock({bytes}, {others}, 4);",
            () => $"System.Runtime.CompilerServices.Unsafe.CopyBlockUnaligned({bytes}, {others}, 4);"), place);
    }

    void Fixed()
    {
        draft.Row("61");
        string field = choose.Of<string>(["z.f", "y.g", "z.s.X", "z.s.T.U", "Z.rs", "d.extra", "w.z.f2", "ob.over.A", "ob.ring[1]", "ob.pairs[2].X", "ob.fix.Cells[1]", "gs.val.X", "gi.val", "Gen<int>.value", "Gen<S>.part.Y", "z.arr[i]", "z.structs[i].X", "vi.openS.T.U"]);
        string other = choose.Of<string>(["y.f2", "z.g", "y.s.Y"]);
        string a = draft.Name("a");
        string b = draft.Name("b");
        draft.Line(choose.Text(
            () => $"unsafe {{ fixed (int* {a} = &{field}) *{a} = {expressions.Int()}; }}",
            () => $"unsafe {{ fixed (int* {a} = &{field}) {{ {a}[0] += {expressions.Int()}; *(uint*){a} ^= 1; }} }}",
            () => $"unsafe {{ fixed (int* {a} = &{field}, {b} = &{other}) {{ *{a} = *{b} + 1; *{b} = *{a} + 2; }} }}",
            () => $"unsafe {{ fixed (int* {a} = &{field}) {{ int* {b} = {a}; for (int n = 0; n < 2; n++) *{b} += n; }} }}"));
    }

    void View()
    {
        string local = draft.Name("view");
        draft.Line(choose.Text(
            () => places.At("58", "int", place => $"{{ var {local} = new View(ref {place}); {local}.Value = {expressions.Int()}; }}"),
            () => places.At("58", "int", place => $"{{ var {local} = new View(ref {place}); {local}.Put({expressions.Int()}); {local}.Count = 3; }}"),
            () => places.At("58", "int", place => places.Rowed("91a", $"{{ var {local} = new View(ref {place}); M.PutView({local}, {expressions.Int()}); }}", place)),
            () => places.At("58", "int", place => $"{{ var {local} = new View(ref {place}); ref View same = ref {local}; same.Value = {expressions.Int()}; same.Put(M.C(p)); }}"),
            () => places.At("58", "int", place => $"{{ var {local} = new View(ref {place}); ref View same = ref {local}; same.Value++; same = new View(ref {places.OfObject("int")}); {local}.Value = {expressions.Int()}; }}"),
            () => places.At("58", "int", place => $"{{ var {local} = new View(ref {place}); var copy = {local}; copy.Value++; M.PutView(copy, {expressions.Int()}); }}"),
            () => Rowed("58", $"for (Z o = {places.Root("Z")}; o != null && M.Fuel(); o = o.next) {{ var {local} = new View(ref o.f); {local}.Value += {expressions.Int()}; if (o.g > 5) break; {local}.Put(3); }}"),
            // Not in a loop, where it is refused.
            () => Rowed("58", $"((Action)(() => {{ var {local} = new View {{ Value = ref z.f }}; {local}.Value++; {local}.Value = ref y.s.X; {local}.Value--; }}))();")));
    }

    void Returned()
    {
        draft.Line(choose.Text(
            () => places.At("55", "int", place => $"M.Pass(ref {place}) = {expressions.Int()};"),
            () => places.At("55", "int", (place, other) => $"M.Choose({expressions.Condition()}, ref {place}, ref {other}) += {expressions.Int()};"),
            () => ReturnedByMethodOfStruct(places.Root("Z")),
            () => places.At("54", "int", place => $"{{ ref int back = ref M.Pass(ref {place}); back = {expressions.Int()}; M.Put(ref back, 4); back++; }}")));
    }

    /// <summary>
    /// The value first: where the object is null, the JIT compiler puts off the check of an address until the right side has run, in code that
    /// is not woven; the woven one throws before.
    /// </summary>
    string ReturnedByMethodOfStruct(string owner) => Rowed("43", $"{{ int value = {expressions.Int()}; {owner}.s.RefX() = value; }}");

    void Delegate()
    {
        string place = places.Of("int", true);
        draft.Line(places.Rowed("68", choose.Text(
            () => $"((RefAction)((ref int x) => x = M.C(p)))(ref {place});",
            () => $"((RefFunc)((ref int x) => ref x))(ref {place}) = {expressions.Int()};",
            () => $"unsafe {{ delegate*<ref int, int, void> to = &M.Put; to(ref {place}, {expressions.Int()}); }}"), place));
    }

    string Rowed(string row, string text)
    {
        draft.Row(row);
        return text;
    }
}
