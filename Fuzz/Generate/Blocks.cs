namespace Fuzz.Generate;

/// <summary>Writes statements that hold others: branches, loops, handlers, lambdas.</summary>
sealed class Blocks(Draft draft, Expressions expressions, Action<int> statements)
{
    readonly Chooser choose = draft.Choose;
    readonly Places places = expressions.Places;

    internal IReadOnlyList<Action> All => [If, Switch, Loop, Guarded, Guarded, Lock, Goto, Lambda, Lambda, OwnLambda, LocalFunction, Forgotten, Query, Tree, Throw, Await, Yield];

    void Body(int count = 2) => draft.Block(() => statements(count));

    void If()
    {
        draft.Line($"if ({expressions.Condition()})");
        Body();
        if (choose.Chance(50))
        {
            draft.Line("else");
            Body();
        }
    }

    void Switch()
    {
        draft.Line($"switch ({expressions.Int()})");
        draft.Line("{");
        for (int label = 0; label < 5; label++)
        {
            draft.Line(label == 4 ? "default:" : $"case {label}:");
            Body(1);
            draft.Line("break;");
        }
        draft.Line("}");
    }

    void Loop()
    {
        draft.Row("12");
        string counter = draft.Name("n");
        draft.Line(choose.Text(
            () => $"for (int {counter} = 0; {counter} < 3 && M.Fuel(); {counter}++)",
            () => $"for (z.f = 0; z.f < 3 && M.Fuel(); z.f++)",
            () => $"foreach (int {counter} in z.arr)",
            () => $"while ({expressions.Condition()} && M.Fuel())"));
        draft.Block(() =>
        {
            statements(2);
            if (choose.Chance(30))
                draft.Line($"if ({expressions.Condition()}) {choose.Of<string>(["break", "continue"])};");
        });
    }

    void Guarded()
    {
        draft.Row("13");
        // No yield where there is a catch, no await in a filter.
        var (awaits, yields, refers) = (draft.MayAwait, draft.MayYield, draft.MayRefer);
        draft.MayYield = false;
        draft.Line("try");
        draft.Block(() =>
        {
            statements(2);
            if (choose.Chance(50))
            {
                draft.Row("14");
                draft.Line($"{places.Of("int", false)} = M.Throws({expressions.Int()}) / {expressions.Int()};".Replace("/ 0;", "/ i;", StringComparison.Ordinal));
            }
        });
        int kind = choose.Below(4);
        string caught = draft.Name("x");
        draft.MayAwait = false;
        if (kind is 0 or 1)
        {
            draft.Line(kind == 0 ? "catch (DivideByZeroException)" : $"catch (Exception {caught}) when (({places.Of("int", false)} = {caught}.Message.Length & 7) > 0 | {expressions.Condition()})");
            Body();
        }
        if (kind is 1 or 2 or 3)
        {
            draft.Line("finally");
            draft.Inner(() =>
            {
                draft.MayRefer = refers;
                statements(2);
            });
        }
        (draft.MayAwait, draft.MayYield) = (awaits, yields);
    }

    void Lock()
    {
        draft.Row("12");
        draft.Line(choose.Chance(50) ? "lock (w)" : $"using (new System.IO.MemoryStream(4))");
        var awaits = draft.MayAwait;
        draft.MayAwait = false;
        Body();
        draft.MayAwait = awaits;
    }

    void Goto()
    {
        draft.Row("12");
        string label = draft.Name("again");
        draft.Line($"{label}:");
        draft.Line($"{places.Of("int", false)} = {expressions.Int()};");
        draft.Line($"if ({expressions.Condition()} && M.Fuel()) goto {label};");
    }

    void Lambda()
    {
        string local = draft.Name("act");
        string kept = draft.Name("kept");
        bool capturesLocal = choose.Chance(60);
        if (capturesLocal)
        {
            draft.Line($"int {kept} = {expressions.Int()};");
            draft.Declare(new Variable(kept, "int"));
        }
        int start = draft.Text.Length;
        draft.Line($"Action {local} = () =>");
        draft.Inner(() =>
        {
            if (capturesLocal)
                draft.Line($"{places.Of("int", false)} = {kept}++;");
            statements(2);
        });
        draft.Line(";");
        if (capturesLocal && draft.Text[start..].Contains("this.", StringComparison.Ordinal))
            draft.Row("96");
        draft.Line($"{local}();");
        if (choose.Chance(30))
            draft.Line($"{local}();");
    }

    /// <summary>A lambda that captures nothing but the object that the method is of.</summary>
    void OwnLambda()
    {
        var owners = draft.Variables.Where(variable => variable.Name == "this" && Members.IsClass(variable.Type)).ToList();
        if (owners.Count == 0)
            return;
        string member = choose.Of(Members.From(choose.Of(owners).Type, "int", addressable: true, draft.SeesInternal)).Path;
        draft.Row("95");
        draft.Line($"((Action)(() => {{ this.{member} += 2; M.C(0); {choose.Text(() => $"this.{member}--;", () => $"M.Put(ref this.{member}, 3);", () => $"ref int of = ref this.{member}; of = 4;")} }}))();");
    }

    void LocalFunction()
    {
        if (!draft.IsSuspended)
            draft.Row("97");
        string function = draft.Name("Local");
        string kept = draft.Name("kept");
        draft.Line($"int {kept} = {expressions.Int()};");
        draft.Line($"int {function}(int a, ref int b)");
        draft.Inner(() =>
        {
            draft.Declare(new Variable("a", "int"));
            draft.Declare(new Variable("b", "int", true, true));
            statements(2);
            draft.Line($"b += a + {kept}++;");
            draft.Line("return a + p;");
        });
        draft.Line($"w.p = {function}({expressions.Int()}, ref {places.Of("int", true)});");
    }

    /// <summary>Ends before it returns, since nothing in it waits.</summary>
    void Forgotten()
    {
        draft.Row("103");
        string function = draft.Name("Forgotten");
        draft.Line($"async void {function}()");
        draft.Inner(() =>
        {
            draft.Line("try {");
            draft.MayRefer = false;
            statements(1);
            draft.Line($"z.f = await M.Later({expressions.Int()});");
            statements(1);
            // What it throws nobody would catch, and there may be no z.
            draft.Line("} catch (Exception) { if (z is not null) z.g++; }");
        });
        draft.Line($"{function}();");
    }

    void Query()
    {
        draft.Hide(() => draft.Line($"w.text += z.list.Select(x => x + {expressions.Int()}).Where(x => (z.g = x) > {expressions.Int()}).Sum();"));
    }

    void Tree()
    {
        if (draft.MayAwait)
            draft.Line(Rowed("64", choose.Text(
                () => $"{places.Root("Z")}.arr[i] += await M.Yielded({expressions.Int()});",
                () => $"{places.Root("Z")}.s.T.U += await M.Yielded({expressions.Int()});",
                () => $"{places.Root("Z")}.structs[await M.Later(i)].X ^= await M.Yielded({expressions.Int()});",
                () => $"{places.Root("Z")}.deep.D.C.X -= await M.Yielded({expressions.Int()});")));
        else
            draft.Line($"{places.Root("Z")}.structs[i] = {expressions.Of("S")};");
    }

    void Throw()
    {
        if (!draft.MayReturn || !choose.Chance(30))
            return;
        draft.Line($"if ({expressions.Condition()}) {choose.Text(() => Rowed("14", "throw new InvalidOperationException(\"on purpose\");"), () => draft.Return)}");
    }

    void Await()
    {
        if (!draft.MayAwait)
            return;
        draft.Row("99", "101");
        draft.Line($"{places.Root("Z")}.f = {expressions.Int()};");
        string how = choose.Chance(50) ? "Later" : "Yielded";
        draft.Line(choose.Text(
            () => AwaitedPlace(how),
            () => Rowed("100", $"{places.Root("Z")}.s.X += await M.{how}({expressions.Int()});"),
            () => Rowed("100", $"{places.Root("Z")}.f += await M.{how}({expressions.Int()});"),
            () => Rowed("100", $"{places.Root("Z")}.tup.A = await M.{how}({expressions.Int()});"),
            () => Rowed("100", $"{places.Root("Z")}.s = new S(await M.{how}({expressions.Int()}), {expressions.Int()});"),
            () => Rowed("100", $"z.next = new Z {{ f = await M.{how}(p), g = 2, s = {{ X = await M.{how}(i) }} }};"),
            () => "await Task.Yield();"));
    }

    string Rowed(string row, string text)
    {
        draft.Row(row);
        return text;
    }

    string AwaitedPlace(string how)
    {
        var (place, type) = places.Any(addressable: false);
        return places.Rowed("100", $"{place} = await M.{how}<{Members.Spell(type)}>({expressions.Of(type)});", place);
    }

    void Yield()
    {
        if (!draft.MayYield)
            return;
        draft.Row("98");
        draft.Line($"yield return {expressions.Int()};");
    }
}
