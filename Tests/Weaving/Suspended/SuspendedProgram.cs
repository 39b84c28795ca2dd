using Mono.Cecil;
using Replicated.Tests.Service;

namespace Replicated.Tests.Weaving.Suspended;

/// <summary>
/// Runs a sample whose async methods the runtime suspends in a process of its own: the runtime must be told that it may, and loads no type
/// with such a method where it was not.
/// </summary>
static class SuspendedProgram
{
    internal const MethodImplAttributes Suspended = (MethodImplAttributes)0x2000;

    const string Configuration = """{ "runtimeOptions": { "tfm": "net10.0", "framework": { "name": "Microsoft.AspNetCore.App", "version": "10.0.0" } } }""";

    /// <returns>What it wrote.</returns>
    internal static string[] Run(CompiledSample sample)
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "Sample.dll");
        var program = WithEntryPoint(sample);
        File.WriteAllBytes(file, program.Assembly);
        File.WriteAllBytes(Path.ChangeExtension(file, ".pdb"), program.Symbols);
        File.WriteAllText(Path.ChangeExtension(file, ".runtimeconfig.json"), Configuration);
        File.Copy(ReferencePack.RuntimeFile, Path.Combine(folder.Path, "Replicated.Runtime.dll"));
        using var process = RunningProgram.Start("dotnet", ["exec", file], ("DOTNET_RuntimeAsync", "1"));
        int code = process.WaitForEnd();
        Assert.That(code, Is.Zero, string.Join('\n', process.Lines));
        return process.Lines;
    }

    static CompiledSample WithEntryPoint(CompiledSample sample)
    {
        using var resolver = new SampleWeaver.Resolver();
        using var module = SampleWeaver.Read(sample, resolver);
        // What the compiler makes of an async Main, which it does of programs only.
        var program = module.GetType("Program");
        var main = new MethodDefinition("Start", MethodAttributes.Static | MethodAttributes.Private, module.TypeSystem.Void);
        var task = program.Methods.Single(method => method.Name == "Main");
        var il = main.Body.GetILProcessor();
        il.Emit(Mono.Cecil.Cil.OpCodes.Call, task);
        il.Emit(Mono.Cecil.Cil.OpCodes.Callvirt, new MethodReference("Wait", module.TypeSystem.Void, task.ReturnType) { HasThis = true });
        il.Emit(Mono.Cecil.Cil.OpCodes.Ret);
        program.Methods.Add(main);
        module.EntryPoint = main;
        module.Kind = ModuleKind.Console;
        return SampleWeaver.Write(module, sample.Name);
    }
}
