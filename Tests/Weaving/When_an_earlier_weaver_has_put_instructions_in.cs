using System.Xml.Linq;
using Mono.Cecil.Cil;
using Replicated.Fody;

namespace Replicated.Tests.Weaving;

/// <summary>What a weaver puts in has no offset until it is written, which is after all weavers.</summary>
public class When_an_earlier_weaver_has_put_instructions_in
{
    const string Source = """
        [Replicated] public class Z
        {
            public int f, g;
            public decimal locked, unlocked;
            static readonly object gate = new();
            public static void Go(Z[] all)
            {
                ref int last = ref all[0].g;
                for (int i = 0; i < all.Length; i++)
                {
                    ref int now = ref all[i].f;
                    last = 5;
                    last = ref now;
                }
            }
            public void Locked() { lock (gate) { locked = 1; } }
            public void Unlocked() { lock (gate) { f = 1; } unlocked = 2; }
        }
        """;

    /// <summary>In the second turn, what is written is not what the address was last taken of.</summary>
    [Test]
    public void a_loop_is_seen_by_its_branches_wherever_they_come_from([Values] bool renewed)
    {
        var (_, program) = Weave("Go", renewed ? instruction => instruction.Operand is Instruction : _ => false, "<Replicated />");
        var all = Array.CreateInstance(program.Type("Z"), 3);
        for (int i = 0; i < all.Length; i++)
        {
            all.SetValue(program.New("Z"), i);
            program.Arm(all.GetValue(i)!);
        }

        program.Run("Z.Go", [all]);

        Assert.That(all.Cast<object>().Select(program.Marked), Is.EqualTo((string[][])[["f", "g"], ["f"], []]));
    }

    [Test]
    public void a_lock_is_seen_whatever_it_begins_and_ends_with([Values("Locked", "Unlocked")] string method)
    {
        var (result, _) = Weave(method, instruction => instruction.OpCode.Code is Code.Nop or Code.Endfinally or Code.Ret or Code.Leave or Code.Leave_S or Code.Ldarg_0, "<Replicated />");

        Assert.That(result.Diagnostics.Select(diagnostic => diagnostic.Text), Has.One.Contains("unlocked").And.None.Contains("'Z.locked'"));
    }

    static (WeavingResult Result, WovenProgram Program) Weave(string method, Func<Instruction, bool> renewed, string configuration)
    {
        var sample = SampleCompiler.Compile(Source);
        using var resolver = new SampleWeaver.Resolver();
        using var module = SampleWeaver.Read(sample, resolver);
        var body = module.GetType("Z").Methods.Single(candidate => candidate.Name == method).Body;
        var il = body.GetILProcessor();
        foreach (var instruction in body.Instructions.Where(renewed).ToList())
            Renew(il, instruction);
        var result = Replicated.Fody.Weaving.Weave(module, XElement.Parse(configuration));
        Assert.That(result.Succeeded, Is.True);
        return (result, new WovenProgram([SampleWeaver.Write(module, sample.Name)]));
    }

    /// <summary>Puts a new instruction in the place of one, and whatever leads to that leads to it.</summary>
    static void Renew(ILProcessor il, Instruction old)
    {
        var renewed = il.Create(OpCodes.Nop);
        renewed.OpCode = old.OpCode;
        renewed.Operand = old.Operand;
        il.Replace(old, renewed);
        foreach (var branch in il.Body.Instructions.Where(branch => branch.Operand == old))
            branch.Operand = renewed;
        foreach (var handler in il.Body.ExceptionHandlers)
        {
            handler.TryStart = handler.TryStart == old ? renewed : handler.TryStart;
            handler.TryEnd = handler.TryEnd == old ? renewed : handler.TryEnd;
            handler.HandlerStart = handler.HandlerStart == old ? renewed : handler.HandlerStart;
            handler.HandlerEnd = handler.HandlerEnd == old ? renewed : handler.HandlerEnd;
        }
    }
}
