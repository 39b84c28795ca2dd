using Microsoft.CodeAnalysis;

namespace Replicated.Tests.Weaving;

/// <summary>What makes source from a page, a grammar or a template says with <c>#line</c> where each statement stands for its author.</summary>
[TestFixture(OptimizationLevel.Debug)]
[TestFixture(OptimizationLevel.Release)]
public class When_lines_are_mapped(OptimizationLevel optimization)
{
    const string Source = """
        using System.Runtime.InteropServices;
        [Replicated] public class Account
        {
            int n;
            public int Read() => n;
            public void Go()
            {
                n++;
        {0}
                MemoryMarshal.AsBytes(new Span<int>(ref n))[0] = 3;
        #line default
            }
        }
        """;

    [TestCase("", "Sample.cs(10,9,10,60)")]
    [TestCase("#line 200", "Sample.cs(200,9,200,60)")]
    [TestCase("#line 200 \"Page.razor\"", "Page.razor(200,9,200,60)")]
    [TestCase("#line (20,5)-(20,56) 8 \"Page.razor\"", "Page.razor(20,5,20,56)")]
    [TestCase("#line (20,5)-(20,56) \"Page.razor\"", "Page.razor(20,13,20,64)")]
    [TestCase("#line hidden", "Sample.cs(8,9,8,13)")]
    [TestCase("#line 200 \"Page.razor\"\n#line default", "Sample.cs(11,9,11,60)")]
    public void what_is_refused_is_named_where_its_author_wrote_it(string directive, string place)
    {
        var (result, _) = SampleWeaver.Weave(SampleCompiler.Compile(Source.Replace("{0}", directive), optimization));
        Assert.That(result.Diagnostics.Select(diagnostic => $"{diagnostic.Rule.Id} {PlaceOf(diagnostic.ToCanonicalLine(""))}"), Is.EqualTo([$"RPL2006 {place}"]));
    }

    /// <summary>Nothing compiled shows its line: the source does.</summary>
    [TestCase("", "Sample.cs(4,1,4,16)")]
    [TestCase("#line 200", "Sample.cs(200,1,200,16)")]
    [TestCase("#line 200 \"Page.razor\"", "Page.razor(200,1,200,16)")]
    [TestCase("#line 100 \"Page.razor\"\n#line 200", "Page.razor(200,1,200,16)")]
    [TestCase("#line (20,5)-(20,56) 8 \"Page.razor\"", "Page.razor(20,1,20,16)")]
    [TestCase("#line 200 \"Page.razor\"\n\n", "Page.razor(202,1,202,16)")]
    [TestCase("#line 200 \"Page.razor\"\n#line default", "Sample.cs(5,1,5,16)")]
    [TestCase("#line 200 \"Page.razor\"\n#line hidden", "Page.razor(201,1,201,16)")]
    public void a_member_without_an_initialiser_is_named_where_its_author_wrote_it(string directive, string place)
    {
        var (result, _) = SampleWeaver.Weave(SampleCompiler.Compile("[Replicated] public class Account\n{\n{0}\n    Thread any;\n#line default\n    int n;\n    void Go() => n++;\n}".Replace("{0}", directive), optimization));
        Assert.That(result.Diagnostics.Select(diagnostic => $"{diagnostic.Rule.Id} {PlaceOf(diagnostic.ToCanonicalLine(""))}"), Is.EqualTo([$"RPL3104 {place}"]));
    }

    /// <summary>In a build for Debug the method returns at its closing brace.</summary>
    [Test]
    public void a_return_is_named_at_its_statement()
    {
        const string source = """
            [Replicated] public class Account
            {
                int n, m;
                public ref int First(bool which)
                {
                    if (which)
                        return ref n;
                    ref int other = ref m;
                    return ref other;
                }
                public Span<int> Second()
                {
                    return new Span<int>(ref n);
                }
                public unsafe int* Third()
                {
                    fixed (int* p = &n)
                        return p;
                }
            }
            """;
        var (result, _) = SampleWeaver.Weave(SampleCompiler.Compile(source, optimization));
        Assert.That(result.Diagnostics.Select(diagnostic => $"{diagnostic.Rule.Id} {diagnostic.Place!.Line}"), Is.EquivalentTo(["RPL2001 7", "RPL2001 9", "RPL2002 13", "RPL2005 18"]));
    }

    [Test]
    public void a_debugger_steps_as_in_the_unwoven_one()
    {
        var before = SampleCompiler.Compile(
            """
            [Replicated] public class Account
            {
                int n;
            #line 200 "Page.razor"
                int initialised = 3;
                public void Go(int by)
                {
            #line (20,5)-(20,56) 8 "Page.razor"
                    n += by;
            #line 7 "Other.razor"
                    int.TryParse("4", out n);
            #line hidden
                    n++;
            #line default
                    n--;
                    initialised = n;
                }
                public async Task<int> GoLater()
                {
            #line 70 "Other.razor"
                    n = await Task.FromResult(n);
            #line default
                    return n;
                }
            }
            """,
            optimization);
        var (result, after) = SampleWeaver.Weave(before);
        Assert.That(result.Succeeded);
        Assert.That(SampleAudit.FindingsOf(before, after), Is.Empty);
    }

    [Test]
    public void a_line_of_another_file_is_found()
    {
        const string source = """
            [Replicated] public class Account
            {
                int n;
            #line 200 "Page.razor"
                public void Go() => n++;
            }
            """;
        var (_, after) = SampleWeaver.Weave(SampleCompiler.Compile(source, optimization));
        var findings = SampleAudit.FindingsOf(SampleCompiler.Compile(source.Replace("Page", "Other"), optimization), after);
        Assert.That(findings.Where(finding => finding.Contains("sequence points were [Other.razor:200:")), Has.Exactly(1).Items);
    }

    static string PlaceOf(string line) => System.Text.RegularExpressions.Regex.Replace(Path.GetFileName(line[..(line.IndexOf(')', StringComparison.Ordinal) + 1)]), "-.*\\.cs", ".cs");
}
