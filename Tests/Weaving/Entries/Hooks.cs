using Microsoft.CodeAnalysis;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Entries;
using Replicated.Fody.Generate;
using Replicated.Fody.Verify;

namespace Replicated.Tests.Weaving.Entries;

/// <summary>Puts hooks that count into every method of a sample that can be hooked.</summary>
static class Hooks
{
    /// <summary>Compiled into the sample. A hook that <c>Refuses</c> throws.</summary>
    internal const string Counters = """
        namespace Hooks;
        public static class Counter
        {
            public static readonly Dictionary<string, int> Counts = new();
            public static string? Refuses;
            public static object? Result;
            public static void Enter(string method) => Count("enter " + method);
            public static void Return(string method) => Count("return " + method);
            public static void Leave(string method) => Count("leave " + method);
            static void Count(string what)
            {
                lock (Counts) Counts[what] = Counts.GetValueOrDefault(what) + 1;
                if (what == Refuses) throw new System.OperationCanceledException(what);
            }
        }
        """;

    /// <summary>A hook at the entry of each method.</summary>
    internal static CompiledSample AtEntries(CompiledSample sample) => Change(sample, (module, counter, _) =>
    {
        foreach (var method in MethodsOf(module).Where(method => HookRefusal.OfEntry(method) == null))
            Entry.Insert(method, [Instruction.Create(OpCodes.Ldstr, NameOf(method)), Instruction.Create(OpCodes.Call, counter("Enter"))]);
    });

    /// <summary>Hooks at entry, return and end of each method.</summary>
    internal static CompiledSample AtExits(CompiledSample sample) => Change(sample, (module, counter, proxy) =>
    {
        foreach (var method in MethodsOf(module).Where(method => HookRefusal.OfExit(method) == null))
            proxy.Build(method, new ProxyHooks(il => Emit(il, method, counter("Enter")), (il, _) => Emit(il, method, counter("Return")), il => Emit(il, method, counter("Leave"))));
    });

    /// <summary>Why methods are refused.</summary>
    internal static IReadOnlyDictionary<string, string> RefusalsOf(CompiledSample sample, Func<MethodDefinition, string?> refusal)
    {
        var found = new Dictionary<string, string>();
        Change(sample, (module, _, _) =>
        {
            foreach (var method in MethodsOf(module))
            {
                if (refusal(method) is { } reason)
                    found[NameOf(method)] = reason;
            }
        });
        return found;
    }

    internal static string NameOf(MethodDefinition method) => $"{method.DeclaringType.Name}.{method.Name}";

    internal static CompiledSample Change(CompiledSample sample, Action<ModuleDefinition, Func<string, MethodReference>, Proxy> change)
    {
        using var resolver = new SampleWeaver.Resolver();
        using var module = SampleWeaver.Read(sample, resolver);
        var runtime = resolver.Resolve(new AssemblyNameReference("Replicated.Runtime", null))!.MainModule;
        change(module, Counter, new Proxy(new RuntimeSurface(module, runtime)));
        var broken = module.GetTypes().SelectMany(type => type.Methods).Select(method => (method.FullName, Violation: BodyInvariants.ViolationOf(method)));
        Assert.That(broken.Where(body => body.Violation != null), Is.Empty);
        return SampleWeaver.Write(module, sample.Name);

        MethodReference Counter(string name) => module.GetType("Hooks.Counter").Methods.Single(method => method.Name == name);
    }

    static void Emit(ILProcessor il, MethodDefinition method, MethodReference hook)
    {
        il.Emit(OpCodes.Ldstr, NameOf(method));
        il.Emit(OpCodes.Call, hook);
    }

    static IReadOnlyList<MethodDefinition> MethodsOf(ModuleDefinition module) =>
        [.. module.GetTypes().Where(type => type.Namespace != "Hooks" && type.DeclaringType?.Namespace != "Hooks").SelectMany(type => type.Methods)];
}
