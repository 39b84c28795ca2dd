namespace Fuzz.Generate;

/// <summary>Writes statements that write through addresses of members.</summary>
sealed class Addresses(Draft draft, Expressions expressions)
{
    readonly Chooser choose = draft.Choose;
    readonly Places places = expressions.Places;

    internal IReadOnlyList<Action> All => draft.MayRefer ? [Argument, Argument, Interlocked, Local, Reseated, Conditional, Span, Unsafe, Fixed, View, Returned, Delegate] : [Argument, Argument, Interlocked, Conditional];

    void Argument() => draft.Line(choose.Text(
        () => Rowed("55", $"int.TryParse({expressions.Of("string")}, out {places.Of("int", true)});"),
        () => Rowed("55", $"M.Put(ref {places.Of("int", true)}, {expressions.Int()});"),
        () => Rowed("55", $"try {{ M.PutOut(out {places.Of("int", true)}, {expressions.Int()}); }} catch (ArgumentException) {{ }}"),
        () => Rowed("55", $"M.Exchange(ref {places.Of("int", true)}, ref {places.Of("int", true)});"),
        () => Rowed("55", Generic()),
        () => Rowed("55", $"Array.Resize(ref {places.Root("Z")}.arr, 4 + (p & 3));"),
        () => Rowed("55", $"M.PutS(ref {places.Root("Z")}.s, {expressions.Of("S")});"),
        () => Rowed("55", $"M.PutZ(ref {places.Root("Z")}.next, {expressions.Of("Z")});"),
        () => Rowed("55", $"M.PutText(ref {places.Root("Z")}.text, {expressions.Of("string")}); M.PutLong(ref {places.Root("Z")}.l, {expressions.Int()});"),
        () => Rowed("50", $"M.Constrained(ref {places.Root("Z")}.s).Sum();"),
        () => Rowed("55", $"w.z.map.TryGetValue({expressions.Of("string")} ?? \"a\", out {places.Of("int", true)});")));

    string Generic()
    {
        var (place, type) = places.Any(addressable: true);
        return $"M.PutT<{Members.Spell(type)}>(ref {place}, {expressions.Of(type)});";
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
        draft.Row("54");
        var (place, type) = places.Any(addressable: true);
        string local = draft.Name("t");
        draft.Line($"ref {Members.Spell(type)} {local} = ref {place};");
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
        draft.Row("54");
        string local = draft.Name("t");
        draft.Line($"ref int {local} = ref {places.Of("int", true)};");
        draft.Declare(new Variable(local, "int", true, true));
        draft.Line(choose.Text(
            () => $"{local}++; {local} = ref {places.OfObject("int")}; {local} += {expressions.Int()};",
            () => $"if ({expressions.Condition()}) {local} = ref {places.OfObject("int")}; {local} = {expressions.Int()};",
            () => $"for (Z o = z; o != null && M.Fuel(); o = o.next) {{ {local} = ref o.f; {local} += 2; if (o.g > 5) break; }} {local}++;",
            () => $"{local} = ref {local}; {local}--;"));
    }

    void Conditional()
    {
        draft.Row("56");
        draft.Line(choose.Text(
            () => $"({expressions.Condition()} ? ref {places.Of("int", true)} : ref {places.Of("int", true)}) = {expressions.Int()};",
            () => $"({expressions.Condition()} ? ref {places.Of("int", true)} : ref {places.Of("int", true)})++;",
            () => $"({expressions.Condition()} ? ref {places.Root("Z")}.s : ref {places.Root("Z")}.s).Mutate({expressions.Int()});",
            () => $"M.Put(ref ({expressions.Condition()} ? ref {places.Of("int", true)} : ref {places.Of("int", true)}), {expressions.Int()});"));
    }

    void Span()
    {
        draft.Row("58");
        string local = draft.Name("sp");
        string place = places.Of("int", true);
        draft.Line(choose.Text(
            () => $"{{ var {local} = new Span<int>(ref {place}); {local}[0] = {expressions.Int()}; {local}.Fill({expressions.Int()}); }}",
            () => $"{{ var {local} = MemoryMarshal.CreateSpan(ref {place}, 1); M.Fill({local}, {expressions.Int()}); }}",
            () => $"{{ var {local} = new Span<int>(ref {place}); foreach (ref int x in {local}) x += {expressions.Int()}; {local}.Clear(); }}",
            () => $"{{ var {local} = new ReadOnlySpan<int>(ref {place}); M.Sum({local}); }}",
            () => $"{{ ReadOnlySpan<int> {local} = new Span<int>(ref {place}); w.text += {local}[0]; }}",
            () => $"new Span<int>(ref {place}).Slice(0, 1)[0] = {expressions.Int()};"));
    }

    void Unsafe()
    {
        draft.Row("60", "50");
        draft.Line(choose.Text(
            () => $"System.Runtime.CompilerServices.Unsafe.As<int, uint>(ref {places.Of("int", true)}) = 3u;",
            () => $"System.Runtime.CompilerServices.Unsafe.As<long, ulong>(ref {places.Root("Z")}.l)++;",
            () => $"System.Runtime.CompilerServices.Unsafe.Add(ref {places.Of("int", true)}, 0) = {expressions.Int()};",
            () => $"System.Runtime.CompilerServices.Unsafe.InitBlockUnaligned(ref System.Runtime.CompilerServices.Unsafe.As<int, byte>(ref {places.Of("int", true)}), 1, 4);"));
    }

    void Fixed()
    {
        draft.Row("61");
        string field = choose.Of<string>(["z.f", "y.g", "z.s.X", "z.s.T.U", "Z.rs", "d.extra", "w.z.f2"]);
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
        draft.Row("58", "91a");
        string local = draft.Name("view");
        draft.Line(choose.Text(
            () => $"{{ var {local} = new View(ref {places.Of("int", true)}); {local}.Value = {expressions.Int()}; }}",
            () => $"{{ var {local} = new View(ref {places.Of("int", true)}); {local}.Put({expressions.Int()}); {local}.Count = 3; }}",
            // Not in a loop, where it is refused.
            () => $"((Action)(() => {{ var {local} = new View {{ Value = ref z.f }}; {local}.Value++; {local}.Value = ref y.s.X; {local}.Value--; }}))();"));
    }

    void Returned() => draft.Line(choose.Text(
        () => Rowed("55", $"M.Pass(ref {places.Of("int", true)}) = {expressions.Int()};"),
        () => Rowed("56", $"M.Choose({expressions.Condition()}, ref {places.Of("int", true)}, ref {places.Of("int", true)}) += {expressions.Int()};"),
        () => ReturnedByMethodOfStruct(places.Root("Z")),
        () => Rowed("54", $"{{ ref int back = ref M.Pass(ref {places.Of("int", true)}); back = {expressions.Int()}; M.Put(ref back, 4); back++; }}")));

    /// <summary>
    /// The value first: where the object is null, the JIT compiler puts off the check of an address until the right side has run, in code that
    /// is not woven; the woven one throws before.
    /// </summary>
    string ReturnedByMethodOfStruct(string owner) => Rowed("55", $"{{ int value = {expressions.Int()}; {owner}.s.RefX() = value; }}");

    void Delegate()
    {
        draft.Row("68");
        draft.Line(choose.Text(
            () => $"((RefAction)((ref int x) => x = M.C(p)))(ref {places.Of("int", true)});",
            () => $"((RefFunc)((ref int x) => ref x))(ref {places.Of("int", true)}) = {expressions.Int()};",
            () => $"unsafe {{ delegate*<ref int, int, void> to = &M.Put; to(ref {places.Of("int", true)}, {expressions.Int()}); }}"));
    }

    string Rowed(string row, string text)
    {
        draft.Row(row);
        return text;
    }
}
