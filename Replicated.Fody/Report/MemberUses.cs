using Mono.Cecil;
using Replicated.Fody.Check;
using Replicated.Fody.Find;

namespace Replicated.Fody.Report;

/// <summary>How often the code of a module changes each member, by storing to it and through its address.</summary>
internal sealed class MemberUses
{
    readonly Dictionary<FieldDefinition, (int Stores, int Addresses)> uses = [];

    internal MemberUses(IReadOnlyList<BodyPlan> bodies)
    {
        foreach (var (method, change) in bodies.SelectMany(body => body.Changes.Select(change => (body.Method, change))))
        {
            if (References.Resolve(change.Field.DeclaringType) == null || change.Field.Resolve() is not { } field || IsInitialisation(method, field))
                continue;
            var (stores, addresses) = Of(field);
            uses[field] = change switch
            {
                SwapStore or MarkAfterReadonlyStore => (stores + 1, addresses),
                MarkAfterWrite or MarkAfterCall => (stores, addresses + 1),
                _ => (stores, addresses),
            };
        }
    }

    /// <summary>What a type initialiser does to the type's own statics belongs to their construction, though it is marked.</summary>
    static bool IsInitialisation(MethodDefinition method, FieldDefinition field) => method.IsConstructor && method.IsStatic && field.DeclaringType == method.DeclaringType;

    internal int Stores => uses.Values.Sum(use => use.Stores);

    internal int Addresses => uses.Values.Sum(use => use.Addresses);

    /// <summary>Members of other woven assemblies that the module changes.</summary>
    internal IEnumerable<FieldDefinition> Foreign(ModuleDefinition module) =>
        uses.Keys.Where(field => field.Module != module).OrderBy(field => field.FullName, StringComparer.Ordinal);

    internal (int Stores, int Addresses) Of(FieldDefinition field) => uses.TryGetValue(field, out var use) ? use : (0, 0);
}
