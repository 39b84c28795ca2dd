using Mono.Cecil;
using Replicated.Fody.Plan;

namespace Replicated.Fody.Generate;

/// <summary>The types and methods that woven code names: those of <c>Replicated.Woven</c> and three attributes of the platform.</summary>
internal sealed class RuntimeSurface
{
    internal const string AssemblyName = "Replicated.Runtime";

    const string Woven = "Replicated.Woven.";

    readonly ModuleDefinition module;
    readonly ModuleDefinition runtime;
    readonly Dictionary<(string Type, string Name), MethodReference> methods = [];
    readonly Dictionary<string, MethodReference> attributes = [];

    internal RuntimeSurface(ModuleDefinition module, ModuleDefinition runtime)
    {
        this.module = module;
        this.runtime = runtime;
        Header = Type("Header");
        Object = Type("IReplicated");
        Value = Type("IReplicatedValue");
        HeaderClean = module.ImportReference(Definition("Header").Fields.Single(field => field.Name == "Clean"));
        Mark = Method("Tracker", "Mark");
        Lend = Method("Tracker", "Lend");
        TakeBack = Method("Tracker", "TakeBack");
        Clone = Method("Tracker", "Clone");
        RegisterDefinition = Method("Tracker", "RegisterDefinition");
        RegisterStatics = Method("Tracker", "RegisterStatics");
        RegisterGenericStatics = Method("Tracker", "RegisterGenericStatics");
    }

    internal TypeReference Header { get; }

    /// <summary><c>IReplicated</c>.</summary>
    internal TypeReference Object { get; }

    /// <summary><c>IReplicatedValue</c>.</summary>
    internal TypeReference Value { get; }

    internal FieldReference HeaderClean { get; }

    internal MethodReference Mark { get; }

    internal MethodReference Lend { get; }

    internal MethodReference TakeBack { get; }

    internal MethodReference Clone { get; }

    internal MethodReference RegisterDefinition { get; }

    internal MethodReference Register(TypeReference type) => Method("Tracker", "Register", type);

    internal MethodReference RegisterComparer(TypeReference type) => Method("Tracker", "RegisterComparer", type);

    internal MethodReference RegisterStatics { get; }

    internal MethodReference RegisterGenericStatics { get; }

    /// <summary>The contract that a runtime keeps.</summary>
    internal static int ContractOf(ModuleDefinition runtime) =>
        (int)runtime.GetType(Woven + "Tracker").Fields.Single(field => field.Name == "Contract").Constant;

    /// <summary>A method of a type of the surface.</summary>
    internal MethodReference Method(string type, string name)
    {
        if (!methods.TryGetValue((type, name), out var method))
            methods.Add((type, name), method = Import(type, name));
        return method;
    }

    MethodReference Import(string type, string name)
    {
        var method = module.ImportReference(Definition(type).Methods.Single(candidate => candidate.Name == name));
        // What the runtime was compiled against may be another version of the platform than the module's; the module's stays the only one.
        foreach (var parameter in method.Parameters.Where(parameter => parameter.ParameterType.FullName is "System.RuntimeTypeHandle" or "System.RuntimeMethodHandle" or "System.RuntimeFieldHandle"))
            parameter.ParameterType = Platform("System", parameter.ParameterType.Name, isValue: true);
        return method;
    }

    /// <summary>An instance of a generic method of the surface.</summary>
    internal MethodReference Method(string type, string name, TypeReference argument) =>
        new GenericInstanceMethod(Method(type, name)) { GenericArguments = { argument } };

    /// <summary>The call that names a kind. Its arguments can come from code of another assembly: they are imported here, where they are named, and nothing else is.</summary>
    internal MethodReference Name(Kind kind)
    {
        var method = new GenericInstanceMethod(Method(kind.Method == KindFinder.Contract ? "Contracts" : "Kinds", kind.Method));
        foreach (var argument in kind.Arguments)
            method.GenericArguments.Add(Import(argument));
        return method;
    }

    /// <summary>A type that comes from the base of a class, which can be of another assembly.</summary>
    internal TypeReference Import(TypeReference type) => Generics.Close(module, type, null, null);

    internal TypeReference Type(string name) => module.ImportReference(Definition(name));

    /// <summary><c>ShapeOf&lt;T&gt;.Value</c>'s getter.</summary>
    internal MethodReference ShapeOf(TypeReference type)
    {
        var getter = Method("ShapeOf`1", "get_Value");
        return new MethodReference(getter.Name, getter.ReturnType, new GenericInstanceType(getter.DeclaringType) { GenericArguments = { type } });
    }

    // [assembly: Woven(contract, Configuration = configurationName)]
    internal CustomAttribute WovenAttribute(int contract, string? configurationName)
    {
        var attribute = new CustomAttribute(Method("WovenAttribute", ".ctor")) { ConstructorArguments = { new CustomAttributeArgument(module.TypeSystem.Int32, contract) } };
        attribute.Properties.Add(new CustomAttributeNamedArgument("Weaver", new CustomAttributeArgument(module.TypeSystem.String, Weaving.Version)));
        if (configurationName != null)
            attribute.Properties.Add(new CustomAttributeNamedArgument("Configuration", new CustomAttributeArgument(module.TypeSystem.String, configurationName)));
        return attribute;
    }

    // [DynamicDependency(DynamicallyAccessedMemberTypes.PublicFields, typeof(type))]
    /// <summary>Has trimming leave the public fields of a type where the method is left, so that the runtime can read them.</summary>
    internal CustomAttribute KeepPublicFields(TypeDefinition type)
    {
        const int publicFields = 0x20;
        const string space = "System.Diagnostics.CodeAnalysis";
        var members = Platform(space, "DynamicallyAccessedMemberTypes", isValue: true);
        var types = Platform("System", "Type", isValue: false);
        var constructor = new MethodReference(".ctor", module.TypeSystem.Void, Platform(space, "DynamicDependencyAttribute", isValue: false))
        {
            HasThis = true,
            Parameters = { new ParameterDefinition(members), new ParameterDefinition(types) },
        };
        return new CustomAttribute(constructor)
        {
            ConstructorArguments = { new CustomAttributeArgument(members, publicFields), new CustomAttributeArgument(types, type) },
        };
    }

    /// <summary>
    /// Hides a method that user's code calls without knowing it: debuggers do not stop there, stack traces do not show it. What only the
    /// runtime calls need not be hidden, and an assembly has many of them.
    /// </summary>
    internal void Hide(MethodDefinition method)
    {
        AddAttribute(method, "System.Diagnostics", "DebuggerHiddenAttribute");
        AddAttribute(method, "System.Diagnostics", "StackTraceHiddenAttribute");
    }

    /// <summary>Says that nobody wrote it, so that serializers and the like leave it alone: of what holds state or has lines of the user's source.</summary>
    internal void HideFromReaders(ICustomAttributeProvider provider) => AddAttribute(provider, "System.Runtime.CompilerServices", "CompilerGeneratedAttribute");

    void AddAttribute(ICustomAttributeProvider provider, string space, string name)
    {
        if (!attributes.TryGetValue(name, out var constructor))
            attributes.Add(name, constructor = new MethodReference(".ctor", module.TypeSystem.Void, Platform(space, name, isValue: false)) { HasThis = true });
        provider.CustomAttributes.Add(new CustomAttribute(constructor));
    }

    TypeReference Platform(string space, string name, bool isValue) => new(space, name, module, module.TypeSystem.CoreLibrary, isValue);

    TypeDefinition Definition(string type) => runtime.GetType(Woven + type);
}
