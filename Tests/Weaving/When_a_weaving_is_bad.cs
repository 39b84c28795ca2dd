using System.Xml.Linq;
using Fuzz.Verify;
using Microsoft.CodeAnalysis;
using Mono.Cecil;
using Replicated.Fody.Verify;
using Replicated.Tests.Weaving.Constructs;

namespace Replicated.Tests.Weaving;

/// <summary>No single check finds everything, so each way to go wrong has the name of the one that finds it.</summary>
public class When_a_weaving_is_bad
{
    static IEnumerable<TestCaseData> Weavings() => BadWeaving.All.Select(weaving => new TestCaseData(weaving).SetArgDisplayNames(weaving.Name));

    static IEnumerable<TestCaseData> WeavingsThatTheFileShows() =>
        BadWeaving.All.Where(weaving => weaving.FoundInFileBy != null).Select(weaving => new TestCaseData(weaving).SetArgDisplayNames(weaving.Name));

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

    /// <summary>Each part of the audit finds by itself what the checks before the write keep from being written.</summary>
    [TestCaseSource(nameof(WeavingsThatTheFileShows))]
    public void the_audit_finds_it_in_the_file(object weaving)
    {
        var bad = (BadWeaving)weaving;
        var (compiled, written) = Weave(bad.Corrupt, isChecked: false);
        Assert.That(SampleAudit.ChecksThatFind(compiled, written!), Does.Contain(bad.FoundInFileBy));
    }

    static HashSet<string> FoundBy(Action<ModuleDefinition> corrupt)
    {
        var (compiled, written) = Weave(corrupt);
        if (written == null)
            return [BadWeaving.Invariants];
        HashSet<string> found = [.. SampleAudit.ChecksThatFind(compiled, written)];
        var program = new WovenProgram([written]);
        if (JitCheck.Of(program.Assembly).Failed.Count > 0)
            found.Add(BadWeaving.Jit);
        using var decompiler = new DecompilerCheck("Sample.dll", written.Assembly);
        if (decompiler.Complaints((_, _) => true).Count > 0)
            found.Add(BadWeaving.Decompiler);
        // What is not sound could end the process.
        if (found.Count == 0 && LosesChange(program))
            found.Add(BadWeaving.Oracle);
        return found;
    }

    /// <param name="isChecked">Whether nothing is written that does not hold the invariants.</param>
    static (CompiledSample Compiled, CompiledSample? Written) Weave(Action<ModuleDefinition> corrupt, bool isChecked = true)
    {
        var compiled = SampleCompiler.Compile(BadWeaving.Source, OptimizationLevel.Release);
        using var resolver = new SampleWeaver.Resolver();
        using var module = SampleWeaver.Read(compiled, resolver);
        Assert.That(Replicated.Fody.Weaving.Weave(module, new XElement("Replicated")).Succeeded, Is.True);
        corrupt(module);
        bool isViolated = isChecked && module.GetTypes().SelectMany(type => type.Methods).Any(method => BodyInvariants.ViolationOf(method) != null);
        return (compiled, isViolated ? null : SampleWeaver.Write(module, compiled.Name));
    }

    /// <summary>Runs what is given a number.</summary>
    static bool LosesChange(WovenProgram program)
    {
        var type = program.Type("Account");
        foreach (var method in type.GetMethods().Where(method => method.GetParameters() is [{ ParameterType: var given }] && given == typeof(int)))
        {
            object account = program.New("Account");
            var oracle = new ChangeOracle(program, type, account);
            Construct.Run(method, account, 4);
            if (oracle.Unmarked().Count > 0)
                return true;
        }
        return false;
    }
}
