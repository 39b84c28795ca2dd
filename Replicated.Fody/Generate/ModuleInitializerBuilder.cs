using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Diagnostics;
using Replicated.Fody.Find;
using Replicated.Fody.Plan;

namespace Replicated.Fody.Generate;

/// <summary>Announces the replicated types to the runtime before any code of the module runs, and marks the assembly as woven.</summary>
internal sealed class ModuleInitializerBuilder(ModuleDefinition module, RuntimeSurface runtime, KindFinder kinds, StaticsBuilder statics)
{
    const string Name = ".cctor";

    /// <param name="plan">What is announced.</param>
    /// <param name="held">The method that names what members hold which do not say it.</param>
    /// <param name="constructed">Types that must be named beside those that members are declared as.</param>
    /// <param name="contract">That of this weaver.</param>
    /// <param name="configurationName">What it was woven with.</param>
    internal void Build(WeavingPlan plan, MethodDefinition? held, IReadOnlyList<FoundType> constructed, int contract, string? configurationName)
    {
        module.Assembly.CustomAttributes.Add(runtime.WovenAttribute(contract, configurationName));
        if (plan.IsEmpty && constructed.Count + plan.Known.Count == 0)
            return;
        var initializer = module.GetType("<Module>").Methods.FirstOrDefault(method => method.Name == Name) ?? Add();
        var il = initializer.Body.GetILProcessor();
        var first = initializer.Body.Instructions[0];
        var hidden = new HiddenRegistrations(module, runtime, "Register");
        var announced = Begin(contract).Concat(Registrations(plan, held, hidden)).Concat(Names(plan, constructed, hidden)).ToList();
        foreach (var instruction in announced.Concat(hidden.First.Select(first => Instruction.Create(OpCodes.Call, first))))
            il.InsertBefore(first, instruction);
    }

    // Tracker.Begin("Bank 1.0.0.0", 1, "0.1.0.0");
    IEnumerable<Instruction> Begin(int contract) =>
    [
        Instruction.Create(OpCodes.Ldstr, Display.Of(module.Assembly.Name)),
        Instruction.Create(OpCodes.Ldc_I4, contract),
        Instruction.Create(OpCodes.Ldstr, Weaving.Version),
        Instruction.Create(OpCodes.Call, runtime.Method("Tracker", "Begin")),
    ];

    // Kinds.Surrogate<CultureInfo, CultureName>();
    // Tracker.RegisterHeld(<handle of Held>); Tracker.RegisterCode(typeof(Account).TypeHandle, "9f1c...");
    // Tracker.Register<Account>(); Tracker.RegisterDefinition(typeof(Page<>).TypeHandle);
    // Tracker.RegisterFormerName(typeof(Account).TypeHandle, "Bank.Konto");
    // Tracker.RegisterChangingBox(typeof(Counter).TypeHandle); Tracker.RegisterComparer<ByDate>();
    // Tracker.RegisterKnown(<handle of Bank.House>, typeof(Bank).TypeHandle, "House", "9f1c...");
    // Tracker.RegisterStatics(Bank.Statics.Instance, typeof(Bank).TypeHandle);
    // Tracker.RegisterGenericStatics(typeof(Cache<>.Statics).TypeHandle, typeof(Cache<>).TypeHandle);
    // Outer.Registration.Register();
    IEnumerable<Instruction> Registrations(WeavingPlan plan, MethodDefinition? held, HiddenRegistrations hidden)
    {
        if (held != null)
        {
            yield return Instruction.Create(OpCodes.Ldtoken, held);
            yield return Instruction.Create(OpCodes.Call, runtime.Method("Tracker", "RegisterHeld"));
        }
        if (plan.Held.Code is { } code)
        {
            yield return Instruction.Create(OpCodes.Ldtoken, plan.Classes.Select(type => type.Type).Concat(plan.Statics.Select(type => type.Type)).First());
            yield return Instruction.Create(OpCodes.Ldstr, code);
            yield return Instruction.Create(OpCodes.Call, runtime.Method("Tracker", "RegisterCode"));
        }
        var surrogates = plan.Surrogates.Select(pair => new Kind("Surrogate", [pair.Foreign, pair.Surrogate], [pair.Surrogate.DeclaringType ?? pair.Surrogate])).ToList();
        foreach (var instruction in Visibility.Name(module, surrogates, runtime, hidden))
            yield return instruction;
        foreach (var type in plan.Classes.Select(type => type.Type).Concat(plan.Values.Select(type => type.Type)))
        {
            if (!type.HasGenericParameters && Visibility.IsVisible(module, type))
            {
                yield return Instruction.Create(OpCodes.Call, runtime.Register(type));
                continue;
            }
            yield return Instruction.Create(OpCodes.Ldtoken, type);
            yield return Instruction.Create(OpCodes.Call, runtime.RegisterDefinition);
        }
        foreach (var (type, name) in FormerNamesIn(plan))
        {
            yield return Instruction.Create(OpCodes.Ldtoken, type);
            yield return Instruction.Create(OpCodes.Ldstr, name);
            yield return Instruction.Create(OpCodes.Call, runtime.Method("Tracker", "RegisterFormerName"));
        }
        foreach (var box in plan.ChangingBoxes)
        {
            yield return Instruction.Create(OpCodes.Ldtoken, box);
            yield return Instruction.Create(OpCodes.Call, runtime.Method("Tracker", "RegisterChangingBox"));
        }
        foreach (var comparer in plan.Comparers)
        {
            var call = Instruction.Create(OpCodes.Call, runtime.RegisterComparer(comparer));
            if (Visibility.IsVisible(module, comparer))
                yield return call;
            else
                hidden.Append(comparer.DeclaringType, call);
        }
        foreach (var instruction in plan.Known.SelectMany(Known))
            yield return instruction;
        foreach (var generic in plan.Statics.Where(type => type.IsGeneric))
        {
            yield return Instruction.Create(OpCodes.Ldtoken, StaticsBuilder.HolderOf(generic));
            yield return Instruction.Create(OpCodes.Ldtoken, generic.Type);
            yield return Instruction.Create(OpCodes.Call, runtime.RegisterGenericStatics);
        }
        foreach (var type in plan.Statics.Where(type => !type.IsGeneric))
        {
            foreach (var instruction in statics.Registration(type))
            {
                if (type.IsHidden)
                    hidden.Append(type.Type.DeclaringType, instruction);
                else
                    yield return instruction;
            }
        }
    }

    IEnumerable<Instruction> Known(KnownObject known) =>
    [
        Instruction.Create(OpCodes.Ldtoken, known.Field),
        Instruction.Create(OpCodes.Ldtoken, known.Field.DeclaringType),
        Instruction.Create(OpCodes.Ldstr, FieldNames.MemberName(known.Field)),
        Instruction.Create(OpCodes.Ldstr, known.Initialiser),
        Instruction.Create(OpCodes.Call, runtime.Method("Tracker", "RegisterKnown")),
    ];

    static IEnumerable<(TypeDefinition Type, string Name)> FormerNamesIn(WeavingPlan plan) =>
        from type in plan.Classes.Select(type => type.Type).Concat(plan.Values.Select(type => type.Type)).Concat(plan.Statics.Select(type => type.Type)).Distinct()
        let name = FormerNames.Of(type)
        where name != null
        select (type, name);

    IEnumerable<Instruction> Names(WeavingPlan plan, IReadOnlyList<FoundType> constructed, HiddenRegistrations hidden)
    {
        var structs = plan.Values.Select(value => value.Type).Where(type => !type.HasGenericParameters).Select(type => new FoundType(type, type.DeclaringType ?? type));
        return Visibility.Name(module, kinds.Of(structs.Concat(constructed)), runtime, hidden);
    }

    MethodDefinition Add()
    {
        var initializer = new MethodDefinition(
            Name,
            MethodAttributes.Private | MethodAttributes.Static | MethodAttributes.HideBySig | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName,
            module.TypeSystem.Void);
        initializer.Body.GetILProcessor().Emit(OpCodes.Ret);
        module.GetType("<Module>").Methods.Add(initializer);
        return initializer;
    }
}
