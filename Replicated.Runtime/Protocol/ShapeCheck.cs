using Replicated.Frames;

namespace Replicated.Protocol;

/// <summary>Why a standby could not follow an active, or could not hand on what it does not know, because of the types of their builds.</summary>
internal sealed class ShapeCheck
{
    const string WayOut = "Run the same build on both, or one between the two: see docs/upgrade.md.";

    const string MethodSeparator = "::";

    /// <summary>Stands before the number of type parameters.</summary>
    const char GenericSign = '`';

    /// <summary>So many members are named.</summary>
    const int HoldersMax = 8;

    readonly NodeIdentity active;
    readonly Hello standby;
    readonly Dictionary<string, TypeShape> there = new(StringComparer.Ordinal);
    readonly HashSet<string> known;

    /// <summary>From names of the active to names of the standby.</summary>
    readonly Renames renames = new();

    ShapeCheck(NodeIdentity active, Hello standby)
    {
        this.active = active;
        this.standby = standby;
        foreach (var type in standby.Types)
            there[type.Name] = type;
        known = [.. standby.Known, .. there.Keys];
        foreach (var renamed in active.Types.SelectMany(type => type.Renamed).Where(renamed => !known.Contains(renamed.Name)))
            renames.Add(renamed.Name, renamed.FormerName);
        var here = active.Types.Select(type => type.Name).Concat(active.Known).ToHashSet(StringComparer.Ordinal);
        foreach (var renamed in standby.Types.SelectMany(type => type.Renamed).Where(renamed => !here.Contains(renamed.Name)))
            renames.Add(renamed.FormerName, renamed.Name);
    }

    /// <summary>What is wrong, for people to read; null if nothing is.</summary>
    internal static string? Fault(NodeIdentity active, Hello standby)
    {
        var check = new ShapeCheck(active, standby);
        return active.Types.Select(check.KindFault).FirstOrDefault(fault => fault is not null)
            ?? active.Types.Select(check.MemberFault).FirstOrDefault(fault => fault is not null)
            ?? check.MethodFault();
    }

    /// <summary>A method that delegates call is found by its name.</summary>
    string? MethodFault() => active.Known.FirstOrDefault(name => name.Contains(MethodSeparator, StringComparison.Ordinal) && !known.Contains(renames.Translate(name))) is { } missing
        ? $"The build on {standby.Node} has no method {missing}, which delegates in replicated members of {active.Node} can call. Have it in the older build too. {WayOut}"
        : null;

    /// <summary>What the compiler named means nothing to another build.</summary>
    string? CodeFault(TypeShape code)
    {
        if (there.TryGetValue(code.Name, out var other) && other.Code == code.Code)
            return null;
        var holders = code.Members.Take(HoldersMax).Select(member => member.Name).ToList();
        string more = code.Members.Count > HoldersMax ? $" and {code.Members.Count - HoldersMax} more" : "";
        return $"{string.Join(", ", holders)}{more} can hold {code.Name}, which are known by names of the compiler, and {standby.Node} has another code of them than {active.Node}. "
            + "Run the same build on both; for builds that can follow each other use methods with names, or leave the members out with [NotReplicated(\"how it is rebuilt\")].";
    }

    string? KindFault(TypeShape type)
    {
        if (type.Code.Length > 0)
            return CodeFault(type);
        if (!there.TryGetValue(renames.Translate(type.Name), out var other))
            return IsInstance(type) ? null : $"The build on {standby.Node} lacks the replicated type {type.Name} that {active.Node} has. Have it in the older build too, before anything of it is made. {WayOut}";
        if (type.Statics != other.Statics)
            return $"{type.Name} stands for statics on one of {active.Node} and {standby.Node} only. {WayOut}";
        if (type.IsValue != other.IsValue)
            return $"{type.Name} is a struct on one of {active.Node} and {standby.Node}, and a class on the other. {WayOut}";
        return ItemsFault(type, other) ?? BasesFault(type, other);
    }

    string? MemberFault(TypeShape type)
    {
        if (type.Code.Length > 0)
            return null;
        if (!there.TryGetValue(renames.Translate(type.Name), out var other))
            return null;
        int[] matches = MemberMatch.Of(type.Members, other.Members);
        return type.Members
            .Select((member, at) => matches[at] == MemberMatch.None ? UnknownFault(type, member) : Fault(type, member, other.Members[matches[at]]))
            .FirstOrDefault(fault => fault is not null);
    }

    /// <summary>The items of an object are not among its members: nobody has a place to keep them.</summary>
    string? ItemsFault(TypeShape type, TypeShape other)
        => type.Items is null && other.Items is null || (type.Items is { } items && other.Items is { } itsItems && items.FitIn(itsItems, renames) == MemberFit.Same)
            ? null
            : $"{type.Name} derives from {type.Items?.Type ?? "no collection"} on {active.Node} and from {other.Items?.Type ?? "none"} on {standby.Node}. {WayOut}";

    /// <summary>A class may get a base that the other build does not have; what both have must be in the same order.</summary>
    string? BasesFault(TypeShape type, TypeShape other)
    {
        var own = type.Bases.Select(renames.Translate).ToList();
        // An abstract class is no type that is announced, but a base like others.
        return own.Where(name => there.ContainsKey(name) || other.Bases.Contains(name)).SequenceEqual(other.Bases.Where(own.Contains)) && other.Bases.All(name => own.Contains(name) || !IsOfActive(name))
            ? null
            : $"{type.Name} derives from {List(type.Bases)} on {active.Node} and from {List(other.Bases)} on {standby.Node}. {WayOut}";
    }

    /// <summary>Which instances of a generic type a build declares is its own business.</summary>
    static bool IsInstance(TypeShape type) => type.Name.Contains(GenericSign);

    bool IsOfActive(string name) => active.Types.Any(type => renames.Translate(type.Name) == name);

    static string List(List<string> names) => names.Count == 0 ? "nothing that is replicated" : string.Join(", ", names);

    /// <summary>A member that the standby does not have is kept there for who follows it.</summary>
    string? UnknownFault(TypeShape type, MemberShape member)
    {
        string missing = $"{type.Name}.{member.Name} ({member.Type}) of {active.Node} does not exist on {standby.Node}";
        if (type.IsValue)
            return $"{missing}, which has no place to keep it: a struct is a value. {WayOut}";
        if (ScalarForm.Of(member.TravelsAs) is not null)
            return null;
        return TypeName.In(renames.Translate(member.Type)).FirstOrDefault(name => !known.Contains(name)) is { } unknown
            ? $"{missing}, which could not keep it, as its build has no {unknown} either. Have the type in the older build too. {WayOut}"
            : null;
    }

    string? Fault(TypeShape type, MemberShape member, MemberShape other)
    {
        var fit = member.FitIn(other, renames);
        if (fit is MemberFit.Same or MemberFit.Widening || (fit == MemberFit.Narrowing && !type.IsValue && (member.Narrows || other.Narrows)))
            return null;
        string wrong = $"{type.Name}.{member.Name} is {member.Type} on {active.Node} and {other.Type} on {standby.Node}";
        return fit == MemberFit.Narrowing && !type.IsValue
            ? $"{wrong}, which has no room for every value. If all values that occur fit, say so with [Replicated(Narrowing = true)] on the member in the newer build. {WayOut}"
            : $"{wrong}. {WayOut}";
    }
}
