namespace Replicated.Fody.Diagnostics;

/// <summary>Every diagnostic of the weaver.</summary>
internal static class Rules
{
    const string LeaveOut = "leave it out with [NotReplicated(\"how it is rebuilt\")] or Exclude";

    // RPL1xxx: what is marked, and how.
    internal static readonly Rule StaticClass = Error("RPL1001",
        "'{0}' is a static class, which has no instances to replicate; mark its static fields instead, or the class with [NotReplicated] if only its name says so.");

    internal static readonly Rule ComputedProperty = Error("RPL1005",
        "'{0}' is not an auto-property, nor an event without accessors of its own, so it holds nothing that could be replicated; mark the field behind it, or " + LeaveOut + ".");

    internal static readonly Rule Function = Error("RPL1006",
        "'{0}' is marked as a replicated function, which is not available yet; rename the method, or mark it with [NotReplicated(\"why\")].");

    internal static readonly Rule BaseHasState = Error("RPL1007",
        "'{0}' is replicated but its base class '{1}' is not, so '{2}' would be lost; mark '{1}' with [Replicated], or the field with [NotReplicated(\"how it is rebuilt\")].");

    internal static readonly Rule StructMember = Error("RPL1009",
        "'{0}' is a member of the struct '{1}', and structs are replicated whole, as values; mark the member that holds the struct, or put [NotReplicated(\"why\")] on this one.");

    internal static readonly Rule Contradiction = Error("RPL1010",
        "'{0}' is marked with both [Replicated] and [NotReplicated]; remove one of them.");

    internal static readonly Rule NoReason = Error("RPL1011",
        "'{0}' is marked [NotReplicated] with an empty reason; say in it how the program rebuilds it after a takeover, or why nothing has to.");

    internal static readonly Rule ReadonlyStatic = Error("RPL1102",
        "'{0}' is static readonly, so a standby cannot set it; remove readonly (give a property a private setter), or " + LeaveOut + ".");

    internal static readonly Rule ThreadStatic = Error("RPL1103",
        "'{0}' is [ThreadStatic] and has a value for each thread, of which a standby has others; use an ordinary static, or " + LeaveOut + ".");

    internal static readonly Rule HiddenContent = Error("RPL1104",
        "'{0}' is of type '{1}', whose content changes, or comes to be, without a store to the member; hold the value in a member of its own, and " + LeaveOut + ".");

    internal static readonly Rule ClassLayout = Error("RPL1105",
        "'{0}' has a [StructLayout] of its own, which a header would change; remove the layout, or leave the class out.");

    internal static readonly Rule UnnamedObject = new("RPL1106", Severity.Warning,
        "'{0}' holds an object of the replicated '{1}' on each node, but as a member of a generic type it has no name that nodes know it by: on a standby, state refers to another object than the member holds. Move the member to a type without type parameters; or say with [NotReplicated(\"...\")] why no state refers to it.");

    internal static readonly Rule CapturedParameter = Error("RPL1201",
        "'{0}' is a parameter of a primary constructor that is replicated by its name only; keep it in a field or auto-property of that name, or rename it.");

    internal static readonly Rule RebuildShape = Error("RPL1301",
        "'{0}' is marked [OnReplicated] but {1}; make it an instance method without parameters that returns nothing and is done when it returns.");

    internal static readonly Rule RebuildOfOther = Error("RPL1302",
        "'{0}' is marked [OnReplicated], but objects of '{1}' are not replicated, so it would never be called; mark the class with [Replicated], or remove [OnReplicated].");

    internal static readonly Rule RebuildStores = Error("RPL1303",
        "'{0}' is marked [OnReplicated] and stores to '{1}', which is replicated and comes from the active; store to members only that are marked [NotReplicated].");

    internal static readonly Rule NotRebuilt = new("RPL1304", Severity.Warning,
        "'{0}' is replicated, but not its '{1}', which nothing sets on the node that takes over: null, 0 or false is left of it; rebuild it in a method marked [OnReplicated], or say at the member with [NotReplicated(\"...\")] what does.");

    internal static readonly Rule FormerName = Error("RPL1401",
        "'{0}' says that it was called '{1}' in earlier builds, {2}; give the name that nodes of earlier builds know it by, or remove FormerName.");

    // RPL2xxx: what is done with the address of a member.
    internal static readonly Rule AddressReturned = Error("RPL2001",
        "The address of '{0}' is returned, so writes through it would not be seen; return the value and offer a method that sets it, or mark the member with [Replicated(Compare = true)].");

    internal static readonly Rule AddressKept = Error("RPL2002",
        "The address of '{0}' leaves the method in a ref struct ('{1}'), so writes through it would not be seen; use it within the method, or mark the member with [Replicated(Compare = true)].");

    internal static readonly Rule AddressInterlocked = new("RPL2003", Severity.Info,
        "'{0}' is changed by '{1}', which orders threads among themselves but not with a commit: the change lands in the commit that runs or in the next one.");

    internal static readonly Rule AddressUnsafe = new("RPL2004", Severity.Warning,
        "The address of '{0}' is passed to '{1}', which can make it the address of something else; what is written through it counts as a change of '{0}' only.");

    internal static readonly Rule AddressPinned = Error("RPL2005",
        "The address of '{0}' becomes a pointer that is stored, passed or returned ('{1}'), so writes through it would not be seen; use it within the method, or copy the member to a local, pass that, store it back.");

    internal static readonly Rule AddressReinterpreted = Error("RPL2006",
        "The address of '{0}' is passed to '{1}', and what that makes of it cannot be followed; copy the member to a local, change it, store it back.");

    internal static readonly Rule AddressTyped = Error("RPL2007",
        "The address of '{0}' becomes a typed reference, and writes through it would not be seen; use a ref local.");

    internal static readonly Rule FinaliserStores = new("RPL2008", Severity.Info,
        "'{0}' is stored to in '{1}', which a finaliser runs, at a time of its own: a commit may have the change or not.");

    internal static readonly Rule AddressChosen = Error("RPL2011",
        "The address of '{0}' is put into a variable that may have got it from two objects in a loop, so that it is not known which one a write changes; use a variable for each.");

    internal static readonly Rule AddressUse = Error("RPL2013",
        "The address of '{0}' is used by the instruction '{1}' in a way that is not supported; copy the member to a local, change it, store it back.");

    internal static readonly Rule ReadonlyStore = Error("RPL2014",
        "'{0}' is readonly and is stored to outside of a constructor or init accessor of its own object; remove readonly.");

    internal static readonly Rule BrokenPromise = Error("RPL2015",
        "'{0}' writes through its parameter '{1}', or returns its address, though '{2}' in the assembly '{3}' says that it does not, and what is woven there relies on it; declare the parameter as ref, or work on a copy.");

    // RPL3xxx: types of members.
    internal static readonly Rule PointerType = Error("RPL3001",
        "'{0}' is of type '{1}', which means nothing in another process; keep what it was made from, and " + LeaveOut + ".");

    internal static readonly Rule UnmarkedType = Error("RPL3004",
        "'{0}' is of type '{1}', which is not replicated; mark that with [Replicated] or Include where it is declared, or " + LeaveOut + ".");

    internal static readonly Rule GenericArgument = Error("RPL3005",
        "A '{0}' is made here, and its member '{1}' would be of type '{2}', which cannot be replicated; use another type argument, or leave the member out with [NotReplicated(\"how it is rebuilt\")].");

    internal static readonly Rule RefStruct = Error("RPL3006",
        "'{0}' is a ref struct, which lives on the stack only and cannot be replicated; remove the mark, or make it an ordinary struct.");

    internal static readonly Rule Collection = Error("RPL3010",
        "'{0}' is of type '{1}', a collection that is not supported; use one of the generic collections of .NET itself, such as List<T>, or an array, or " + LeaveOut + ".");

    internal static readonly Rule ForeignType = Error("RPL3011",
        "'{0}' is of type '{1}' of the assembly '{2}', which is not woven and does not say what is in it; weave that assembly if it is yours, write a surrogate for the type (ISurrogate), hold the content in a type of your own, or " + LeaveOut + ".");

    internal static readonly Rule StructLayout = Error("RPL3012",
        "'{0}' is of type '{1}', a struct with two references at the same offset, of which one does not say what is there; use one field of a common base type, or " + LeaveOut + ".");

    internal static readonly Rule UnknownType = Error("RPL3013",
        "'{0}' is of type '{1}', which was not found among the references; reference its assembly, or " + LeaveOut + ".");

    internal static readonly Rule WideStore = new("RPL3014", Severity.Warning,
        "'{0}' is of type '{1}', which the processor does not write at once, and is stored to here without a lock, so the commit of another thread can read it half old and half new; change it under a lock that the committing thread holds, and say Writers=\"Synchronized\" in FodyWeavers.xml once that is so everywhere.");

    internal static readonly Rule NothingFits = Error("RPL3020",
        "'{0}' is of type '{1}', and none of the classes of this assembly that fit it is replicated; mark them with [Replicated] or Include, or " + LeaveOut + ".");

    internal static readonly Rule Resource = Error("RPL3104",
        "'{0}' is of type '{1}', which is not state but a part of this process; " + LeaveOut + ".");

    // RPL4xxx: other assemblies.
    internal static readonly Rule ForeignBase = Error("RPL4001",
        "'{0}' cannot be replicated, because its base class '{1}' is in the assembly '{2}', which is not woven, so what the base holds would be lost; hold an instance in a member instead of deriving, or leave out the class, or the member that holds it, with [NotReplicated] or Exclude.");

    internal static readonly Rule SetByReflection = Error("RPL4002",
        "'{0}' sets the replicated field '{1}' by reflection, which would not be seen; use a property or method of its class, or mark the member with [Replicated(Compare = true)].");

    internal static readonly Rule UnsafeAccessor = Error("RPL4003",
        "'{0}' is an unsafe accessor to the replicated field '{1}', so writes through it would not be seen; use a property or method of '{2}', or mark the member with [Replicated(Compare = true)].");

    internal static readonly Rule SetByExpression = Error("RPL4004",
        "'{0}' builds an expression that assigns the replicated field '{1}', which would not be seen when it runs; assign a property, or call a method of its class, or mark the member with [Replicated(Compare = true)].");

    internal static readonly Rule OtherContract = Error("RPL4010",
        "The assembly '{0}' was woven for contract {1} and this weaver writes for contract {2}; build both with the same version of Replicated.");

    internal static readonly Rule SetUnknown = new("RPL4017", Severity.Warning,
        "'{0}' sets a field by reflection, by an expression or of a dynamic value, and which one is known when it runs only; if it is a replicated one, the change would not be seen. Set properties instead, or call Replication.Touch with the object afterwards.");

    // RPL5xxx: configuration and build.
    internal static readonly Rule UnknownSetting = Error("RPL5001",
        "<Replicated> has no {0} '{1}'{2}; it knows the attributes {3}.");

    internal static readonly Rule NotWritable = Error("RPL5002",
        "'{0}' has {1}, and such an assembly cannot be written; move what is replicated to a project of its own.");

    internal static readonly Rule WovenTwice = Error("RPL5003",
        "'{0}' is woven already (configuration {1}, now {2}); weave an assembly once, right after it is compiled.");

    internal static readonly Rule CompilerKeeps = Error("RPL5004",
        "'{0}' cannot be replicated as its compiler writes it: {1}.");

    internal static readonly Rule NotLast = Error("RPL5005",
        "The weaver '{0}' runs after Replicated, so what it writes would not be seen; move <Replicated> to the end of FodyWeavers.xml.");

    internal static readonly Rule PatternWithoutMatch = new("RPL5010", Severity.Warning,
        "The pattern '{0}' in {1} matches no type or member of '{2}', which are written 'Namespace.Type' and 'Namespace.Type::member'; mend or remove it.");

    internal static readonly Rule NoRuntime = Error("RPL5011",
        "'{0}' does not reference Replicated.Runtime, which woven code calls; add the package or project reference.");

    internal static readonly Rule RuntimeContract = Error("RPL5012",
        "Replicated.Runtime keeps contract {0} and this weaver writes for contract {1}; use the same version of Replicated.Runtime and Replicated.Fody.");

    internal static readonly Rule UnknownWriters = Error("RPL5013",
        "Writers is '{0}'; it is 'Racing', or 'Synchronized' where every change is made under a lock that the commit is called under.");

    internal static readonly Rule Lowered = new("RPL5014", Severity.Warning,
        "The severity of {0} is set {1}, but an error of Replicated cannot be lowered, since what it names would be lost; remove the setting.");

    internal static readonly Rule RepeatedSettings = Error("RPL5015",
        "FodyWeavers.xml has <Replicated> more than once, and Fody reads one of them; write all attributes on one.");

    /// <summary>Reported by our targets, which see that Fody did not call the weaver.</summary>
    internal static readonly Rule NotNamed = Error("RPL5016",
        "FodyWeavers.xml does not name <Replicated />, so '{0}' was not woven; add it, or remove the package Replicated.Fody from the project.");

    /// <summary>Reported by our targets, which see the references to packages.</summary>
    internal static readonly Rule KeptRuntime = new("RPL5017", Severity.Warning,
        "'{0}' is woven and calls Replicated.Runtime, which PrivateAssets keeps from whoever uses it; remove PrivateAssets from the reference to the package, or refer to the package Replicated.Runtime too.");

    internal static readonly Rule PrefixWithoutMatch = new("RPL5018", Severity.Warning,
        "The Prefix '{0}' begins no name in '{1}', so that no name marks anything; names are taken without underscores in front, and their first letter may be small. Mend or remove it.");

    // RPL9xxx: our own faults.
    internal static readonly Rule Internal = Error("RPL9001",
        "Replicated failed at '{0}': {1}. Please report this with the method's source{2}; leave the type out to go on.");

    internal static IEnumerable<Rule> All =>
        typeof(Rules).GetFields(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)
            .Select(candidate => candidate.GetValue(null))
            .OfType<Rule>();

    static Rule Error(string id, string sentence) => new(id, Severity.Error, sentence);
}
