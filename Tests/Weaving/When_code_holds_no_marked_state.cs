using Microsoft.CodeAnalysis;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Tests.Weaving.Constructs;

namespace Replicated.Tests.Weaving;

/// <summary>What is not replicated comes out as it went in, byte for byte; only tokens, which number the rows of tables, may be others.</summary>
[TestFixture(OptimizationLevel.Debug)]
[TestFixture(OptimizationLevel.Release)]
public class When_code_holds_no_marked_state(OptimizationLevel optimization)
{
    const string Plain = """
        using System.Linq;
        public class Worker
        {
            int turns;
            string last = "";
            readonly List<int> sizes = new();
            public static int Count;
            public (int, string) Pair;
            public int Turns { get => turns; set => turns = value; }
            public void Keep(int size) { sizes.Add(size); turns += size; Count++; Pair.Item1 = size; int.TryParse(last, out turns); }
            public string Choose(int kind) => kind switch { 0 => "none", 1 => last, 2 => $"{turns} turns", 3 => sizes.Count.ToString(), 4 => "four", _ => throw new ArgumentException(last) };
            public bool Guard(string text, out int number)
            {
                try { number = int.Parse(text); return true; }
                catch (FormatException fault) when (fault.Message.Length > turns) { number = 0; return false; }
                finally { Interlocked.Increment(ref Count); }
            }
            public IEnumerable<int> Twice() { foreach (int size in sizes) { yield return size; yield return size; } }
            public async Task<int> Later(Task<int> first) { int n = await first; lock (sizes) { return n + sizes.Where(size => size > n).Sum(); } }
            public unsafe int Sum(int* from, int count) { int sum = 0; for (int i = 0; i < count; i++) sum += from[i]; return sum; }
            public object Copy() => MemberwiseClone();
            public static T Make<T>() where T : new() => new T();
            ~Worker() { Count--; }
        }
        """;

    [Test]
    public void an_assembly_without_any_is_the_same()
    {
        var before = SampleCompiler.Compile(Plain, optimization);
        var (result, after) = SampleWeaver.Weave(before);
        Assert.That(result.Diagnostics, Is.Empty);
        using var first = new Listing(before);
        using var second = new Listing(after);
        Assert.That(second.Text(), Is.EqualTo(first.Text()));
    }

    [Test]
    public void it_is_the_same_beside_code_that_does()
    {
        string marked = Plain + "[Replicated] public class Account { public int Number; public Func<int>? Ask; public void Set(Worker worker) { Number = worker.Turns; Ask = () => Number; } }";
        var before = SampleCompiler.Compile(marked, optimization);
        var (result, after) = SampleWeaver.Weave(before);
        Assert.That(result.Succeeded);
        var changed = Changed(before, after);
        Assert.That(changed, Has.Some.StartsWith("Account::Set"));
        // A copy of what may be replicated has an identity of its own.
        Assert.That(changed.Where(method => method.StartsWith("Worker", StringComparison.Ordinal)), Is.EqualTo(["Worker::Copy 1"]));
    }

    [Test]
    public void of_all_constructs_only_methods_change_that_touch_members()
    {
        var zoo = Zoo.Of(optimization);
        var changed = Changed(zoo.Before, zoo.After);
        using var resolver = new SampleWeaver.Resolver();
        using var module = SampleWeaver.Read(zoo.Before, resolver);
        var touching = Touching(module, zoo.Result.Plan!.Classes.SelectMany(type => type.Members).Concat(zoo.Result.Plan.Statics.SelectMany(type => type.Members)).Select(member => member.Field.FullName));
        touching.UnionWith(zoo.Result.Watching.Methods.Select(NameOf));
        Assert.That(changed, Is.Not.Empty);
        Assert.That(changed.Where(method => !touching.Contains(method[..method.LastIndexOf(' ')])), Is.Empty);
    }

    /// <summary>The methods whose text is another after weaving.</summary>
    static List<string> Changed(CompiledSample before, CompiledSample after)
    {
        using var first = new Listing(before);
        using var second = new Listing(after);
        var texts = second.Methods();
        return [.. first.Methods().Where(method => texts[method.Key] != method.Value).Select(method => method.Key)];
    }

    static string NameOf(MethodDefinition method) => $"{method.DeclaringType.FullName.Replace('/', '+')}::{method.Name}";

    /// <summary>Methods that store to members, take their address, or copy objects; and those whose begin or end the runtime is told of.</summary>
    static HashSet<string> Touching(ModuleDefinition module, IEnumerable<string> memberNames)
    {
        var members = memberNames.ToHashSet();
        return [.. module.GetTypes().SelectMany(type => type.Methods)
            .Where(method => method.HasBody && (IsToldOf(method) || method.Body.Instructions.Any(Touches)))
            .Select(NameOf)];

        bool Touches(Instruction instruction) => instruction.Operand switch
        {
            FieldReference field => instruction.OpCode.Code is Code.Stfld or Code.Stsfld or Code.Ldflda or Code.Ldsflda && members.Contains(field.Resolve().FullName),
            MethodReference called => called.Name == "MemberwiseClone",
            _ => false,
        };

        static bool IsToldOf(MethodDefinition method) =>
            (method.Name == "MoveNext" && method.DeclaringType.Name.StartsWith('<')) || (method.Name == ".cctor" && (method.DeclaringType.Name == "<Module>" || method.DeclaringType.HasGenericParameters));
    }
}
