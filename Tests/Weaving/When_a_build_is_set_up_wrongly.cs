using System.Text.RegularExpressions;
using System.Xml.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody;
using Replicated.Fody.Diagnostics;
using Replicated.Fody.Find;
using Replicated.Tests.Service;

namespace Replicated.Tests.Weaving;

/// <summary>What is wrong with the build, and the codes that no C# of one file brings about.</summary>
public class When_a_build_is_set_up_wrongly
{
    const string Account = """
        [Replicated] public class Account
        {
            public int n;
            public readonly int fixedly;
            public void Go() =>
                n = 3;
        }
        """;

    const string LineOfGo = "Sample.cs(6,9)";

    [TestCase("<Replicated Includes=\"A\" />", "attribute 'Includes' (did you mean the attribute 'Include'?); it knows the attributes Include, Exclude, ")]
    [TestCase("<Replicated wirter=\"A\" />", "attribute 'wirter' (did you mean the attribute 'Writers'?)")]
    [TestCase("<Replicated Colour=\"A\" />", "attribute 'Colour'; it knows")]
    [TestCase("<Replicated><Include /></Replicated>", "element 'Include' (did you mean the attribute 'Include'?)")]
    public void a_setting_that_nobody_knows_is_refused(string configuration, string named) =>
        Assert.That(TextOf(Rules.UnknownSetting, SampleWeaver.Weave(SampleCompiler.Compile(Account), configuration).Result), Does.Contain(named));

    [Test]
    public void writers_are_racing_or_synchronized() =>
        Assert.That(TextOf(Rules.UnknownWriters, SampleWeaver.Weave(SampleCompiler.Compile(Account), "<Replicated Writers=\"sync\" />").Result), Does.Contain("'sync'"));

    [Test]
    public void a_pattern_without_match_is_a_warning_only()
    {
        var (result, _) = SampleWeaver.Weave(SampleCompiler.Compile(Account), "<Replicated Include=\"Nobody.*, Account::n\" Exclude=\"Acc?unt\" />");
        Assert.That(TextOf(Rules.PatternWithoutMatch, result), Does.Contain("'Nobody.*' in Include"));
        Assert.That(result.Succeeded, Is.True);
    }

    /// <summary>Fody hands out settings without their places, so these are found in the files that it reads.</summary>
    [Test]
    public void what_is_wrong_with_a_setting_is_named_where_it_stands()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "FodyWeavers.xml");
        const string settings = "<Replicated Include=\"Nobody.*\"\n    Writers=\"sync\" wirter=\"\">\n    <Include />\n  </Replicated>";
        File.WriteAllText(file, "<Weavers>\n  <Other />\n  " + settings + "\n</Weavers>");
        var build = SampleWeaver.BuildOf("c1") with { Configurations = [XDocument.Parse("<Weavers><Replicated /></Weavers>"), XDocument.Load(file, LoadOptions.SetBaseUri | LoadOptions.SetLineInfo)] };
        Assert.That(Errors(settings, build), Is.EqualTo([Line(4, 20, 26, "error RPL5001: <Replicated> has no attribute 'wirter'"), Line(5, 6, 13, "error RPL5001: <Replicated> has no element 'Include'"), Line(4, 5, 12, "error RPL5013: Writers is 'sync'")]));
        Assert.That(Errors("<Replicated Writers=\"other\" />", build), Is.EqualTo(["FodyWeavers.xml : error RPL5013: Writers is 'other'"]), "settings that stand in no file");

        File.WriteAllText(file, "<Weavers>\n  <Replicated Include=\"Nobody.*\" />\n</Weavers>");
        build = build with { Configurations = [XDocument.Load(file, LoadOptions.SetBaseUri | LoadOptions.SetLineInfo)] };
        Assert.That(Errors("<Replicated Include=\"Nobody.*\" />", build), Is.EqualTo([Line(2, 15, 22, "warning RPL5010: The pattern 'Nobody.*' in Include matches no type or member of 'Sample', which are written 'Namespace.Type' and 'Namespace.Type::member'")]));

        string Line(int line, int column, int end, string text) => $"{file}({line},{column},{line},{end}): {text}";

        static IEnumerable<string> Errors(string settings, BuildOptions build)
        {
            using var resolver = new SampleWeaver.Resolver();
            using var module = SampleWeaver.Read(SampleCompiler.Compile(Account), resolver);
            return [.. Replicated.Fody.Weaving.Weave(module, XElement.Parse(settings), build).Diagnostics.Select(diagnostic => diagnostic.ToCanonicalLine("FodyWeavers.xml")).Select(line => line[..(line.IndexOfAny([';', '('], line.IndexOf("RPL", StringComparison.Ordinal)))].Trim())];
        }
    }

    [Test]
    public void weaving_twice_is_refused()
    {
        var (_, woven) = SampleWeaver.Weave(SampleCompiler.Compile(Account));
        Assert.That(TextOf(Rules.WovenTwice, SampleWeaver.Weave(woven).Result), Does.Contain("'Sample' is woven already (configuration none, now none)"));
    }

    [Test]
    public void weaving_twice_with_another_configuration_is_refused() =>
        Assert.That(TextOf(Rules.WovenTwice, WeaveTwice("c1", "c2", out _)), Does.Contain("(configuration c1, now c2)"));

    [Test]
    public void weaving_twice_with_the_same_configuration_changes_nothing_and_says_nothing()
    {
        var result = WeaveTwice("c1", "c1", out bool changed);
        Assert.That(result.Diagnostics, Is.Empty);
        Assert.That(changed, Is.False);
    }

    [Test]
    public void a_weaver_that_runs_later_is_refused_at_its_line()
    {
        using var resolver = new SampleWeaver.Resolver();
        using var module = SampleWeaver.Read(SampleCompiler.Compile(Account), resolver);
        var place = new Place("FodyWeavers.xml", 3, 4, 3, 9);
        var result = Replicated.Fody.Weaving.Weave(module, new XElement("Replicated"), SampleWeaver.BuildOf("c1", new LaterWeaver("Other", place)));
        Assert.That(TextOf(Rules.NotLast, result), Does.Contain("'Other' runs after Replicated"));
        Assert.That(result.Diagnostics[0].Place, Is.EqualTo(place));
    }

    [Test]
    public void an_assembly_that_cannot_find_the_runtime_is_refused() =>
        Assert.That(TextOf(Rules.NoRuntime, WeaveChanged(SampleCompiler.Compile(Account), _ => { }, name => name.Name != "Replicated.Runtime")), Does.Contain("'Sample'"));

    [Test]
    public void a_runtime_of_another_contract_is_refused() =>
        Assert.That(
            TextOf(Rules.RuntimeContract, WeaveChanged(SampleCompiler.Compile(Account), _ => { }, _ => true, ChangeContract)),
            Does.Contain("contract 9").And.Contain("contract 1"));

    [Test]
    public void a_reference_that_was_woven_for_another_contract_is_refused()
    {
        var (_, library) = SampleWeaver.Weave(SampleCompiler.Compile(Account, name: "Library"));
        var sample = SampleCompiler.Compile("[Replicated] public class Holder { Account account; }", references: library);
        var result = WeaveChanged(sample, _ => { }, _ => true, ChangeContract, null, library);
        Assert.That(TextOf(Rules.OtherContract, result), Does.Contain("'Library'").And.Contain("contract 9"));
    }

    [Test]
    public void a_member_whose_type_is_not_among_the_references_is_refused_at_its_line()
    {
        var library = SampleCompiler.Compile("public struct Missing { public int n; }", name: "Library");
        var sample = SampleCompiler.Compile("[Replicated] public class Holder\n{\n    Missing missing;\n    public int Number() => 3;\n}", references: library);
        var result = SampleWeaver.Weave(sample).Result;
        Assert.That(TextOf(Rules.UnknownType, result), Does.Contain("'Holder.missing'").And.Contain("'Missing'"));
        Assert.That(PlaceOf(result), Is.EqualTo("Sample.cs(3,1)"));
    }

    /// <summary>No C# does this; other languages and weavers can.</summary>
    [Test]
    public void a_store_to_a_readonly_member_of_another_object_is_refused_at_its_line()
    {
        var result = WeaveBody(il =>
        {
            il.Emit(OpCodes.Ldnull);
            il.Emit(OpCodes.Ldc_I4_3);
            il.Emit(OpCodes.Stfld, FieldOf(il, "fixedly"));
            il.Emit(OpCodes.Ret);
        });
        Assert.That(TextOf(Rules.ReadonlyStore, result), Does.Contain("'Account.fixedly'"));
        Assert.That(PlaceOf(result), Is.EqualTo(LineOfGo));
    }

    [Test]
    public void an_address_that_becomes_a_number_is_refused_at_its_line()
    {
        var result = WeaveBody(il =>
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldflda, FieldOf(il, "n"));
            il.Emit(OpCodes.Conv_I4);
            il.Emit(OpCodes.Pop);
            il.Emit(OpCodes.Ret);
        });
        Assert.That(TextOf(Rules.AddressUse, result), Does.Contain("'Account.n'").And.Contain("'conv.i4'"));
        Assert.That(PlaceOf(result), Is.EqualTo(LineOfGo));
    }

    [Test]
    public void an_address_that_is_called_is_refused_at_its_line()
    {
        var result = WeaveBody(il =>
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldflda, FieldOf(il, "n"));
            il.Emit(OpCodes.Calli, new CallSite(il.Body.Method.Module.TypeSystem.Void));
            il.Emit(OpCodes.Ret);
        });
        Assert.That(TextOf(Rules.AddressUse, result), Does.Contain("'Account.n'").And.Contain("'calli'"));
        Assert.That(PlaceOf(result), Is.EqualTo(LineOfGo));
    }

    /// <summary>Nothing is written that breaks what the writer takes for granted, whatever was changed in a method.</summary>
    [TestCase("Go", TestName = "a_body_whose_branch_leads_nowhere_is_a_fault_of_our_own(stores)")]
    [TestCase("Copy", TestName = "a_body_whose_branch_leads_nowhere_is_a_fault_of_our_own(clones)")]
    [TestCase(".cctor", TestName = "a_body_whose_branch_leads_nowhere_is_a_fault_of_our_own(type initialiser)")]
    public void a_body_whose_branch_leads_nowhere_is_a_fault_of_our_own(string method)
    {
        const string Source = "[Replicated] public class Account { public int n; public void Go() => n = 3; public object Copy() => MemberwiseClone(); static readonly object plain = new(); [Replicated] static int total; }";
        var result = WeaveChanged(
            SampleCompiler.Compile(Source),
            module => module.GetType("Account").Methods.Single(candidate => candidate.Name == method).Body.Instructions.Insert(0, Instruction.Create(OpCodes.Br, Instruction.Create(OpCodes.Nop))),
            _ => true);
        Assert.That(TextOf(Rules.Internal, result), Does.Contain("Account::" + method).And.Contain("leads to an instruction that is not in the body"));
        Assert.That(result.Succeeded, Is.False);
    }

    [Test]
    public void a_fault_of_our_own_is_one_error_that_names_the_method() => Assert.That(
        TextOf(Rules.Internal, WeaveBody(il =>
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldc_I4_3);
            il.Emit(OpCodes.Stfld, FieldOf(il, "n"));
            il.Append(Instruction.Create(OpCodes.Switch, new Instruction[1]));
        })),
        Does.Contain("Account::Go").And.Contain("Please report"));

    [Test]
    public void a_fault_of_our_own_leaves_the_method_in_a_file_that_it_names()
    {
        string dump = Path.Combine(Path.GetTempPath(), $"replicated-dump-{Guid.NewGuid():N}.il");
        try
        {
            var result = WeaveBody(
                il =>
                {
                    il.Emit(OpCodes.Ldarg_0);
                    il.Emit(OpCodes.Ldc_I4_3);
                    il.Emit(OpCodes.Stfld, FieldOf(il, "n"));
                    il.Append(Instruction.Create(OpCodes.Switch, new Instruction[1]));
                },
                dump);
            Assert.That(TextOf(Rules.Internal, result), Does.Contain($"'{dump}'"));
            Assert.That(File.ReadAllText(dump), Does.Contain("Account::Go").And.Contain("Account::<Replicated>Store_n").And.Contain("switch nowhere"));
        }
        finally
        {
            File.Delete(dump);
        }
    }

    static WeavingResult WeaveTwice(string first, string second, out bool changed)
    {
        using var resolver = new SampleWeaver.Resolver();
        using var module = SampleWeaver.Read(SampleCompiler.Compile(Account), resolver);
        Assert.That(Replicated.Fody.Weaving.Weave(module, new XElement("Replicated"), SampleWeaver.BuildOf(first)).Succeeded, Is.True);
        var once = SampleWeaver.Write(module, "Sample");
        using var again = SampleWeaver.Read(once, resolver);
        var result = Replicated.Fody.Weaving.Weave(again, new XElement("Replicated"), SampleWeaver.BuildOf(second));
        changed = !SampleWeaver.Write(again, "Sample").Assembly.AsSpan().SequenceEqual(SampleWeaver.Write(SampleWeaver.Read(once, resolver), "Sample").Assembly);
        return result;
    }

    static string TextOf(Rule rule, WeavingResult result)
    {
        Assert.That(result.Diagnostics.Select(diagnostic => diagnostic.Rule), Is.EqualTo([rule]), string.Join('\n', result.Diagnostics.Select(diagnostic => diagnostic.Text)));
        return result.Diagnostics[0].Text;
    }

    static string PlaceOf(WeavingResult result) => result.Diagnostics[0].Place is { } place
        ? $"{Regex.Replace(Path.GetFileName(place.File), "-.*", ".cs")}({place.Line},{place.Column})"
        : "nowhere";

    static FieldDefinition FieldOf(ILProcessor il, string name) => il.Body.Method.DeclaringType.Fields.Single(field => field.Name == name);

    /// <summary>Weaves the account with another body of its method, which is of the line of the one before.</summary>
    static WeavingResult WeaveBody(Action<ILProcessor> emit, string? dump = null) => WeaveChanged(
        SampleCompiler.Compile(Account),
        module =>
        {
            var body = module.GetType("Account").Methods.Single(method => method.Name == "Go").Body;
            body.Instructions.Clear();
            emit(body.GetILProcessor());
            var point = body.Method.DebugInformation.SequencePoints[0];
            body.Method.DebugInformation.SequencePoints.Clear();
            body.Method.DebugInformation.SequencePoints.Add(new SequencePoint(body.Instructions[0], point.Document)
            {
                StartLine = point.StartLine,
                StartColumn = point.StartColumn,
                EndLine = point.EndLine,
                EndColumn = point.EndColumn,
            });
        },
        _ => true,
        dump: dump);

    static WeavingResult WeaveChanged(
        CompiledSample sample,
        Action<ModuleDefinition> change,
        Func<AssemblyNameReference, bool> finds,
        Action<AssemblyDefinition>? changeReference = null,
        string? dump = null,
        params CompiledSample[] references)
    {
        using var resolver = new ChangingResolver(new SampleWeaver.Resolver(references), finds, references.LastOrDefault()?.Name ?? "Replicated.Runtime", changeReference);
        using var module = SampleWeaver.Read(sample, resolver);
        change(module);
        return Replicated.Fody.Weaving.Weave(module, new XElement("Replicated"), dump: dump);
    }

    /// <summary>Makes an assembly say that it keeps, or was woven for, contract 9.</summary>
    static void ChangeContract(AssemblyDefinition assembly)
    {
        if (assembly.MainModule.GetType("Replicated.Woven.Tracker") is { } tracker)
            tracker.Fields.Single(field => field.Name == "Contract").Constant = 9;
        foreach (var attribute in assembly.CustomAttributes.Where(attribute => attribute.AttributeType.Name == "WovenAttribute"))
            attribute.ConstructorArguments[0] = new CustomAttributeArgument(attribute.ConstructorArguments[0].Type, 9);
    }

    sealed class ChangingResolver(IAssemblyResolver inner, Func<AssemblyNameReference, bool> finds, string changed, Action<AssemblyDefinition>? change) : IAssemblyResolver
    {
        readonly HashSet<AssemblyDefinition> done = [];

        public AssemblyDefinition? Resolve(AssemblyNameReference name)
        {
            var found = finds(name) ? inner.Resolve(name) : null;
            if (found != null && name.Name == changed && done.Add(found))
                change?.Invoke(found);
            return found;
        }

        public AssemblyDefinition? Resolve(AssemblyNameReference name, ReaderParameters parameters) => Resolve(name);

        public void Dispose() => inner.Dispose();
    }
}
