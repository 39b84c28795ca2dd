using System.Reflection;
using Replicated.Tests.Capture;

namespace Replicated.Tests.Weaving.RoundTrip;

/// <summary>What a module of F# or VB binds are statics. Active and standby have the same here, so they are reset unseen before a frame is applied.</summary>
[NonParallelizable]
[TestFixture(typeof(FSharpToProcess.Bank), "reset", "add", "get_replicatedCount", "get_replicatedAccounts")]
[TestFixture(typeof(VisualBasicToProcess.Bank), "Reset", "Add", "replicatedCount", "replicatedAccounts")]
public class When_modules_of_other_languages_hold_state(Type module, string reset, string add, string count, string accounts)
{
    [SetUp]
    public void Begin()
    {
        System.Runtime.CompilerServices.RuntimeHelpers.RunModuleConstructor(module.Module.ModuleHandle);
        ProcessStatics.Program = module.Assembly;
        Call(reset);
    }

    [TearDown]
    public void End()
    {
        ProcessStatics.Program = null;
        Call(reset);
    }

    [Test]
    public void it_arrives()
    {
        var pair = new Pair();
        Call(add, "one", 1);
        Call(add, "two", 2);
        var frame = pair.Capture()!;
        Clear();

        pair.Applier.Apply(frame);

        Assert.That(Value(count), Is.EqualTo(2));
        var arrived = ((System.Collections.IDictionary)Value(accounts))["two"]!;
        Assert.That(arrived.GetType().GetField("Number")?.GetValue(arrived) ?? arrived.GetType().GetProperty("Number")!.GetValue(arrived), Is.EqualTo(2));
    }

    void Call(string name, params object[] arguments) => module.GetMethod(name)!.Invoke(null, arguments);

    object Value(string name) => module.GetField(name)?.GetValue(null) ?? module.GetMethod(name)!.Invoke(null, null)!;

    void Clear()
    {
        var statics = module.Assembly.GetTypes().SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly));
        foreach (var field in statics.Where(field => field.Name.StartsWith("replicated", StringComparison.Ordinal) && !field.IsLiteral))
            field.SetValue(null, field.FieldType.IsValueType ? 0 : null);
    }
}
