using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Replicated.Values;
using Replicated.Woven;

namespace Replicated.Graph;

/// <summary>
/// Objects of a class that is not woven, though a base of it is: what the class holds would be lost. Of a class that was made while the program
/// runs, as a proxy is, and holds nothing, the base holds all there is, so its objects are taken; as another node has no such class, it has
/// objects of the base, and a line says so once.
/// </summary>
internal sealed class DerivedClasses
{
    readonly HashSet<Type> taken = [];

    /// <summary>Told of each class whose objects are taken, once, by the capture that meets it.</summary>
    internal Action<string>? Told { get; set; }

    /// <summary>Why an object cannot be replicated; null where it can.</summary>
    internal string? FaultOf(IReplicated value)
    {
        var type = value.GetType();
        var woven = value.GetShape();
        if (woven.Type == type)
            return null;
        string added = FieldsOf(type, woven.Type);
        if (type.Assembly.IsDynamic && added.Length == 0)
        {
            Take(type, woven.Name);
            return null;
        }
        string lost = added.Length == 0 ? "" : $" (it adds {added})";
        // A proxy, as of a library that intercepts calls: nobody can say what there would be in its place.
        return type.Assembly.IsDynamic
            ? $"its class was made while the program runs, and no other node has it; its base {woven.Name} is replicated{lost}. Hold the object that it stands for, or one of a class of the program"
            : $"its class is not woven, only its base {woven.Name} is{lost}. Weave the assembly that declares it";
    }

    void Take(Type type, string woven)
    {
        if (taken.Add(type))
            Told?.Invoke($"{TypeNames.Of(type)} was made while the program runs, and no other node has it: its objects are replicated as {woven}, and are that after a takeover, without what {type.Name} overrides.");
    }

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Names for a person to read; a field that trimming took away is not lost either.")]
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "As above.")]
    static string FieldsOf(Type type, Type woven)
    {
        var names = new List<string>();
        for (var derived = type; derived is not null && derived != woven; derived = derived.BaseType)
        {
            names.AddRange(derived.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                .Select(field => $"'{field.Name}'"));
        }
        return string.Join(", ", names);
    }
}
