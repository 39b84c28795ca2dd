using System.Xml.Linq;
using Fuzz.Verify;
using Microsoft.CodeAnalysis;
using Mono.Cecil;
using Replicated.Fody.Verify;

namespace Replicated.Tests.Weaving;

/// <summary>No single check finds everything, so each way to go wrong has the name of the one that finds it.</summary>
public class When_a_weaving_is_bad
{
    static IEnumerable<TestCaseData> Weavings() => BadWeaving.All.Select(weaving => new TestCaseData(weaving).SetArgDisplayNames(weaving.Name));

    [TestCaseSource(nameof(Weavings))]
    public void the_named_check_finds_it(object weaving)
    {
        var bad = (BadWeaving)weaving;
        Assert.That(FoundBy(bad.Corrupt), Does.Contain(bad.FoundBy));
    }

    [Test]
    public void nothing_is_found_where_nothing_is_bad() => Assert.That(FoundBy(_ => { }), Is.Empty);

    [Test]
    public void nor_where_prefixes_stand_before_what_they_belong_to() => Assert.That(FoundBy(BadWeaving.UsePrefixes), Is.Empty);

    static HashSet<string> FoundBy(Action<ModuleDefinition> corrupt)
    {
        var compiled = SampleCompiler.Compile(BadWeaving.Source, OptimizationLevel.Release);
        var found = new HashSet<string>();
        using var resolver = new SampleWeaver.Resolver();
        using var module = SampleWeaver.Read(compiled, resolver);
        Assert.That(Replicated.Fody.Weaving.Weave(module, new XElement("Replicated")).Succeeded, Is.True);
        corrupt(module);
        if (module.GetTypes().SelectMany(type => type.Methods).Any(method => BodyInvariants.ViolationOf(method) != null))
            return [BadWeaving.Invariants];
        var written = SampleWeaver.Write(module, compiled.Name);
        // Lines that moved are meant here: code was put in by hand.
        found.UnionWith(SampleAudit.ChecksThatFind(compiled, written).Where(check => check != "symbols"));
        var program = new WovenProgram([written]);
        if (JitCheck.Of(program.Assembly).Failed.Count > 0)
            found.Add(BadWeaving.Jit);
        using var decompiler = new DecompilerCheck("Sample.dll", written.Assembly);
        if (decompiler.Complaints((_, _) => true).Count > 0)
            found.Add(BadWeaving.Decompiler);
        return found;
    }
}
