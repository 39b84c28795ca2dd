namespace Fuzz.Generate;

/// <summary>Writes statements about members of special kinds: events, delegates, objects of any type, buffers, fields that overlap.</summary>
sealed class Kinds(Draft draft, Expressions expressions)
{
    readonly Chooser choose = draft.Choose;
    readonly Places places = expressions.Places;

    internal IReadOnlyList<Action> All => [Event, Delegate, Closure, Anything, Interface, Overlap, Buffer, Inline, Inline, Unusual, Disposed, Visible, Compared, Filled];

    string Owner() => choose.Of<string>(["ob", "ob", "w.ob", "(ob.twin ?? ob)", "M.C<O>(ob)"]);

    string Handler() => choose.Text(() => $"{Owner()}.Add", () => "M.Handler", () => "static n => M.C(n)", () => "(Action<int>)null");

    void Event() => Write("29",
        () => $"{Owner()}.Raised += {Handler()};",
        () => $"{Owner()}.Raised -= {Handler()};",
        () => $"{Owner()}.Raise({expressions.Int()});",
        () => $"{Owner()}.Reset({expressions.Condition()});",
        () => $"{Owner()}.Custom += {Handler()};",
        () => $"O.Anywhere += {Handler()};");

    void Delegate() => Write("30",
        () => $"{Owner()}.act = {Handler()};",
        () => $"{Owner()}.act += {Handler()};",
        () => $"{Owner()}.act -= {Handler()};",
        () => $"{Owner()}.act?.Invoke({expressions.Int()});",
        () => $"{Owner()}.func = static n => n + 1;",
        () => $"{Owner()}.func ??= M.C<int>;",
        () => $"Interlocked.CompareExchange(ref {Owner()}.act, M.Handler, null);",
        () => $"M.PutT<Action<int>>(ref {Owner()}.act, {Owner()}.Add);",
        () => $"O.staticAct += {Handler()};");

    void Closure()
    {
        string kept = draft.Name("held");
        string owner = draft.Name("own");
        draft.Row("40");
        draft.Block(() => Write("30", () => $$"""
            int {{kept}} = {{expressions.Int()}}; O {{owner}} = {{Owner()}};
            {{owner}}.act {{choose.Of<string>(["=", "+="])}} n => { {{kept}} += n; M.C(0); {{owner}}.count = {{kept}}++; };
            {{owner}}.act({{expressions.Leaf("int")}}); {{kept}} -= 2; {{owner}}.act(4);
            """));
    }

    void Anything() => Write("32",
        () => $"{Owner()}.any = {expressions.Of(choose.Of<string>(["int", "string", "S", "Z", "long", "bool"]))};",
        () => $"{Owner()}.any ??= {expressions.Of("string")};",
        () => $"{Owner()}.any = {Owner()};",
        () => $"M.PutT<object>(ref {Owner()}.any, {expressions.Of("int")});",
        () => $"if ({Owner()}.any is int) {Owner()}.any = (int){Owner()}.any + 1;",
        () => $"Interlocked.Exchange(ref {Owner()}.any, {expressions.Of("string")});",
        () => $"{Owner()}.late = {expressions.Of(choose.Of<string>(["int", "string"]))};",
        () => $"O.staticAny = {expressions.Of("int")};",
        () => choose.Chance(20) ? $"{Owner()}.late = 3; {Owner()}.late += {expressions.Int()};" : $"{Owner()}.late = null;");

    void Interface() => Write("33",
        () => $"{Owner()}.items = new List<int> {{ 1, {expressions.Int()} }};",
        () => $"{Owner()}.items = {places.Root("Z")}.arr;",
        () => $"{Owner()}.items = null;",
        () => $"{Owner()}.touched = {expressions.Of("Z")};",
        () => $"{Owner()}.touched = d; {Owner()}.touched.Touch({expressions.Int()});",
        () => $"({Owner()}.touched ?? z).Touched += {expressions.Int()};",
        () => $"{Owner()}.root = {choose.Of<string>(["d", "y", "null"])};",
        () => $"{Owner()}.root?.Virtual({expressions.Int()});",
        () => $"M.PutT<Root>(ref {Owner()}.root, {expressions.Of("Z")});");

    void Overlap() => Write("28",
        () => $"{Owner()}.over.A = {expressions.Int()};",
        () => $"{Owner()}.over.B ^= {expressions.Of("uint")};",
        () => $"{Owner()}.over.C++;",
        () => $"{Owner()}.over = new Over {{ C = {expressions.Of("byte")} }};",
        () => $"{Owner()}.over = default;",
        () => $"M.Put(ref {Owner()}.over.A, {expressions.Int()});");

    void Buffer() => Write("34",
        () => $"unsafe {{ {Owner()}.fix.Cells[{Index()}] = {expressions.Int()}; }}",
        () => $"unsafe {{ {Owner()}.fix.Cells[2] += {expressions.Leaf("int")}; }}",
        () => $"unsafe {{ M.Put(ref {Owner()}.fix.Cells[1], {expressions.Leaf("int")}); }}",
        // In Debug, an async method keeps its pointers in fields.
        () => $"unsafe {{ {(draft.MayRefer ? "" : "void Within() {")} fixed (int* cell = {Owner()}.fix.Cells) {{ cell[{Index()}] = {expressions.Leaf("int")}; cell[3]--; }} {(draft.MayRefer ? "" : "} Within();")} }}",
        () => $"{Owner()}.fix = default;",
        () => $"unsafe {{ O.staticFix.Cells[{Index()}]++; }}");

    void Inline() => Write("35",
        () => $"{Owner()}.ring[{Index()}] = {expressions.Int()};",
        () => $"{Owner()}.ring[1] += {expressions.Int()};",
        () => $"foreach (ref int cell in (Span<int>){Owner()}.ring) cell += {expressions.Int()};",
        () => $"((Span<int>){Owner()}.ring).Fill({expressions.Int()});",
        () => $"M.Fill({Owner()}.ring, {expressions.Int()});",
        () => $"{Owner()}.ring[2..][0] = {expressions.Int()};",
        () => $"w.text += M.Sum({Owner()}.ring);",
        () => $"M.Put(ref {Owner()}.ring[{Index()}], {expressions.Int()});",
        () => $"{Owner()}.ring = default;",
        () => $"{Owner()}.pairs[{Index()}].X = {expressions.Int()};",
        () => $"{Owner()}.pairs[2].Mutate({expressions.Int()});",
        () => $"O.staticRing[{Index()}]++;");

    void Unusual() => draft.Line(choose.Text(
        () => Rowed("77", $"try {{ w.z.next = new Z {{ f = {expressions.Int()}, Thrown = {expressions.Int()} }}; }} catch (NotSupportedException) {{ }}"),
        () => Rowed("83", $"w.z.other = (Z)RuntimeHelpers.GetUninitializedObject(typeof(Z)); w.z.other.f = {expressions.Int()}; w.z.other.s.X = {expressions.Int()};"),
        () => Rowed("91b", $"((Root){expressions.Of("Z")})?.Virtual({expressions.Int()});"),
        () => Native(places.Of("int", true))));

    string Native(string place) => places.Rowed("111", $"M.frexp({expressions.Int()}, ref {place});", place);

    void Disposed()
    {
        string local = draft.Name("end");
        Write("84", () => $"using (var {local} = new Ending(ob)) {{ {local}.left = {expressions.Int()}; ob.any = {local}; }}");
    }

    /// <summary>Members that only some code can name.</summary>
    void Visible()
    {
        bool within = draft.Variables.Any(variable => variable.Type == "VisWithin");
        Func<string>[] open = !draft.SeesInternal ?
        [
            () => $"vi.open = {expressions.Int()}; vi.openS.Mutate({expressions.Int()});",
            () => $"M.Own(w, new Vis {{ open = {expressions.Int()}, Once = {expressions.Int()}, openS = {{ X = {expressions.Int()} }}, nested = {{ part = {{ Y = 3 }}, n = {expressions.Int()} }} }}).open++;",
            () => $"vi?.nested?.n = {expressions.Int()}; vn.part.T.U += {expressions.Int()};",
        ]
        :
        [
            () => $"vi.Turn({expressions.Int()}); vi.Get += {expressions.Int()};",
            () => $"vn.Within({expressions.Int()});",
            () => $"M.Own(w, new Vis {{ open = {expressions.Int()}, Once = {expressions.Int()}, insideS = {{ X = {expressions.Int()} }}, nested = {{ part = {{ Y = 3 }}, inside = {expressions.Int()} }} }}).either++;",
            () => $"vi?.nested?.inside = {expressions.Int()};",
            () => $"vi.insideZ?.s.T.U += {expressions.Int()};",
            () => $"vi.insideG.val.X += {expressions.Int()}; vi.insideG.vmap.TryGetValue(\"a\", out vi.insideG.val);",
        ];
        string both = draft.SeesInternal ? "both" : "guarded";
        Func<string>[] inherited =
        [
            () => $"Put(ref {places.Of("int", true)}, {expressions.Int()});",
            () => $"{(draft.IsApart ? "base." : "")}Put(ref guarded, {expressions.Int()}); {both} += Turn({expressions.Int()});",
            () => "PutText(ref guardedText); sharedText = guardedText;",
            () => $"this.guardedZ?.f = {expressions.Int()};",
            () => $"guardedG.val = Guarded--; M.Exchange(ref guardedG.count, ref {both});",
        ];
        string row = draft.IsApart ? within ? "90" : "106" : "105";
        Write(row, within ? [.. open, .. inherited, .. inherited] : open);
    }

    /// <summary>Whoever has the address may keep it.</summary>
    void Compared() => Write("57",
        () => $"cm.Number = {expressions.Int()};",
        () => $"cm.Whole.Mutate({expressions.Int()}); cm.seen++;",
        () => $"M.Put(ref cm.Number, {expressions.Int()});",
        () => $"{{ ref int Of(Kept of) => ref of.Number; Of(cm) += {expressions.Int()}; }} Interlocked.Add(ref cm.Whole.X, {expressions.Leaf("int")});",
        () => $"cm.seen = cm.Number++;");

    /// <summary>What a serialiser writes no weaver sees.</summary>
    void Filled() => Write("108", () => $"M.WriteUnseen({choose.Of<string>(["z", "y.next", "d", "h", "r", "rq", "gi", "gt", "ob", "vi", "vn"])}, {expressions.Int()});");

    string Index() => choose.Of<string>(["0", "i", "(p & 3)"]);

    void Write(string row, params Func<string>[] all)
    {
        draft.Row(row);
        draft.Line(choose.Text(all));
    }

    string Rowed(string row, string text)
    {
        draft.Row(row);
        return text;
    }
}
