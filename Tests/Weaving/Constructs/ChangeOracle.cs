using System.Reflection;

namespace Replicated.Tests.Weaving.Constructs;

/// <summary>Compares all that is reached before and after: each member that changed has to be marked.</summary>
/// <remarks>Knows nothing of how the change came about, so it knows no construct that could be forgotten.</remarks>
sealed class ChangeOracle
{
    const BindingFlags Statics = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly;
    const string Holder = "<Replicated>Statics";

    readonly WovenProgram program;
    readonly Dictionary<object, int> numbers = StateOfObjects.NoNumbers();
    readonly IReadOnlyList<(object Holder, FieldInfo Field, string Text)> statics;
    readonly StateOfObjects before;
    readonly Type type;

    /// <summary>Takes the state before, and makes every replicated object look attached and captured.</summary>
    internal ChangeOracle(WovenProgram program, Type type, object? target)
    {
        (this.program, this.type) = (program, type);
        before = new StateOfObjects(program.Assembly, numbers);
        before.Add(target);
        statics = [.. StaticsOf(before)];
        foreach (object replicated in Armed())
            program.Arm(replicated);
    }

    /// <summary>Whether anything changed in what was there before; what is made later belongs to no capture yet.</summary>
    internal bool SawChange { get; private set; }

    /// <summary>Members that changed and are not marked.</summary>
    internal IReadOnlyList<string> Unmarked()
    {
        var after = new StateOfObjects(program.Assembly, numbers);
        foreach (object reached in before.Objects.ToList())
            after.Add(reached);
        var lost = before.Objects.SelectMany(reached => Changed(reached, after).Where(member => !program.Marked(reached).Contains(member)).Select(member => $"{reached.GetType()}.{member}"));
        var lostStatics = StaticsOf(after).Where((now, i) => IsChanged(statics[i].Text, now.Text) && !program.Marked(now.Holder).Contains(NameOf(now.Field))).Select(now => $"{type}.{now.Field.Name}");
        return [.. lost.ToList(), .. lostStatics.ToList()];
    }

    internal IReadOnlyList<string> Marked() => [.. Armed().SelectMany(replicated => program.Marked(replicated).Select(member => $"{replicated.GetType()}.{member}"))];

    IEnumerable<object> Armed() => before.Objects.Where(IsReplicated).Concat(statics.Select(member => member.Holder).Distinct());

    bool IsReplicated(object reached) => program.Surface("IReplicated").IsInstanceOfType(reached);

    IEnumerable<string> Changed(object reached, StateOfObjects after)
    {
        var changed = before[reached].Zip(after[reached]).Where(pair => IsChanged(pair.First.Text, pair.Second.Text)).Select(pair => pair.First.Field).ToList();
        return IsReplicated(reached) ? changed.OfType<FieldInfo>().Select(field => MemberOf(reached, field)).OfType<string>() : [];
    }

    bool IsChanged(string was, string now)
    {
        SawChange |= was != now;
        return was != now;
    }

    /// <summary>The member that a field is, or null if it is not replicated.</summary>
    string? MemberOf(object reached, FieldInfo field)
    {
        var names = program.MemberNames(reached);
        string name = NameOf(field);
        string hiding = $"{field.DeclaringType!.Name}.{name}";
        return names.Contains(hiding) ? hiding : names.Contains(name) ? name : null;
    }

    static string NameOf(FieldInfo field) => field.Name.EndsWith(">k__BackingField", StringComparison.Ordinal) ? field.Name[1..field.Name.IndexOf('>')] : field.Name;

    IEnumerable<(object Holder, FieldInfo Field, string Text)> StaticsOf(StateOfObjects state)
    {
        foreach (var declaring in new[] { type }.Concat(type.GetNestedTypes(Statics)).Where(declaring => declaring.GetNestedType(Holder, Statics) != null && !declaring.ContainsGenericParameters))
        {
            object holder = declaring.GetNestedType(Holder, Statics)!.GetField("Instance", Statics)!.GetValue(null)!;
            var names = program.MemberNames(holder);
            foreach (var field in declaring.GetFields(Statics).Where(field => names.Contains(NameOf(field))))
                yield return (holder, field, state.Add(field.GetValue(null)));
        }
    }
}
