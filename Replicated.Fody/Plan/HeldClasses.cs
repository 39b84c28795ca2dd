using Mono.Cecil;
using Replicated.Fody.Find;

namespace Replicated.Fody.Plan;

/// <summary>
/// Finds the closures, iterators and lists of collection expressions that replicated members can hold, directly or through each other: they
/// are replicated too. Others are left as they are.
/// </summary>
internal sealed class HeldClasses
{
    readonly OpenTypes open;
    readonly IReadOnlyList<MadeDelegate> delegates;
    readonly HashSet<TypeDefinition> found = [];
    readonly Stack<TypeDefinition> waiting = new();

    HeldClasses(OpenTypes open, IReadOnlyList<MadeDelegate> delegates)
    {
        this.open = open;
        this.delegates = delegates;
    }

    /// <param name="open">What members hold; what the found classes hold is added.</param>
    internal static HashSet<TypeDefinition> Find(ModuleDefinition module, OpenTypes open, IReadOnlyList<MadeDelegate> delegates)
    {
        var classes = new HeldClasses(open, delegates);
        var made = module.GetTypes().Where(type => CompilerNames.IsIterator(type) || CompilerNames.IsReadOnlyList(type)).ToList();
        int before;
        do
        {
            before = open.Count + classes.found.Count;
            classes.AddClosures();
            foreach (var type in made.Where(open.CanHold))
                classes.Add(type);
            classes.Spread();
        }
        while (open.Count + classes.found.Count > before);
        return classes.found;
    }

    void AddClosures()
    {
        foreach (var made in delegates.Where(made => open.CanHoldDelegate(made.Type)))
        {
            if (References.Resolve(made.Called.DeclaringType) is { } type && CompilerNames.IsClosure(type))
                Add(type);
        }
    }

    void Add(TypeDefinition type)
    {
        if (!HasPointers(type) && found.Add(type))
            waiting.Push(type);
    }

    /// <summary>No type argument can be a pointer, so nothing generic can write such a field.</summary>
    static bool HasPointers(TypeDefinition type) => type.Fields.Any(field => field.FieldType is PointerType or FunctionPointerType);

    /// <summary>What a found class holds is held as well.</summary>
    void Spread()
    {
        while (waiting.Count > 0)
        {
            foreach (var field in waiting.Pop().Fields.Where(field => !field.IsStatic))
            {
                open.Add(field.FieldType);
                if (References.Resolve(field.FieldType) is { } type && CompilerNames.IsClosure(type))
                    Add(type);
            }
        }
    }
}
