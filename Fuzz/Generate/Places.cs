namespace Fuzz.Generate;

/// <summary>Writes what can be stored to: members, statics, elements, local variables.</summary>
sealed class Places(Draft draft, Expressions expressions)
{
    readonly Chooser choose = draft.Choose;
    bool isStore;

    /// <summary>A place of a type to store to; an int where there is none.</summary>
    internal string Of(string type, bool addressable) => ToStore(type, addressable) ?? ToStore("int", addressable) ?? "z.f";

    /// <summary>A place of any type, and its type.</summary>
    internal (string Place, string Type) Any(bool addressable)
    {
        string type = expressions.AnyType();
        return ToStore(type, addressable) is { } place ? (place, type) : (Of("int", addressable), "int");
    }

    /// <summary>A member of an object or a static: what outlives the method.</summary>
    internal string OfObject(string type)
    {
        var owners = draft.Variables.Where(variable => Members.IsClass(variable.Type) && From(variable.Type, type, addressable: true).Count > 0).ToList();
        if (choose.Chance(12) || owners.Count == 0)
            return Static(type, addressable: true) ?? "z.f";
        var owner = choose.Of(owners);
        var found = choose.Of(From(owner.Type, type, addressable: true));
        Note(owner, found);
        return $"{owner.Name}.{found.Path}";
    }

    string? ToStore(string type, bool addressable)
    {
        isStore = true;
        return Find(type, addressable);
    }

    /// <summary>A place of a type; null if there is none.</summary>
    /// <param name="addressable">Whether a <c>ref</c> is wanted.</param>
    internal string? Find(string type, bool addressable)
    {
        bool stores = isStore;
        isStore = false;
        if (choose.Chance(12) && Static(type, addressable) is { } member)
        {
            if (stores)
                draft.Row("18");
            return member;
        }
        if (choose.Chance(20) && draft.Variables.Where(variable => variable.Type == type && variable.IsWritable).ToList() is { Count: > 0 } locals)
            return choose.Of(locals).Name;
        if (type == "int" && choose.Chance(6))
        {
            if (stores)
                draft.Row("65");
            return $"{Root("Z")}.arr[({expressions.Leaf("int")}) & 3]";
        }
        if (type == "int" && choose.Chance(6))
            return Cell(stores);
        if (addressable && draft.MayRefer && !expressions.IsDeep && choose.Chance(6) && Find(type, addressable) is { } first && Find(type, addressable) is { } second)
        {
            if (stores)
                Rowed("56", "", first, second);
            return $"({expressions.Condition()} ? ref {first} : ref {second})";
        }
        var owners = draft.Variables.Where(variable => Members.HasMembers(variable.Type) && From(variable.Type, type, addressable).Count > 0).ToList();
        if (owners.Count == 0)
            return null;
        var owner = choose.Of(owners);
        var found = choose.Of(From(owner.Type, type, addressable));
        if (stores)
            Note(owner, found);
        return owner.Type == "Z" && owner.Name != "this" && choose.Chance(25) ? $"{Root("Z")}.{found.Path}" : $"{owner.Name}.{found.Path}";
    }

    /// <summary>Notes a row about members for a text where one of the places in it is a member: no local variable, no part of one, no element of an array.</summary>
    internal string Rowed(string row, string text, params string[] stored)
    {
        if (stored.Any(IsMember))
            draft.Row(row);
        return text;
    }

    /// <summary>A text with a place, which is chosen only where the text is: what is not written shows no row.</summary>
    internal string At(string row, string type, Func<string, string> text, bool addressable = true)
    {
        string place = ToStore(type, addressable) ?? (type == "S" ? "z.s" : Of("int", addressable));
        return Rowed(row, text(place), place);
    }

    internal string At(string row, string type, Func<string, string, string> text)
    {
        string first = Of(type, true);
        string second = Of(type, true);
        return Rowed(row, text(first, second), first, second);
    }

    bool IsMember(string place)
    {
        int dot = place.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && !place.EndsWith(']') && !draft.Variables.Any(variable => variable.Name == place[..dot] && !variable.IsReference && !Members.IsClass(variable.Type) && Members.HasMembers(variable.Type));
    }

    /// <summary>An object: a variable or what leads to one.</summary>
    internal string Root(string type)
    {
        var owners = draft.Variables.Where(variable => variable.Type == type || (type == "Z" && variable.Type == "D")).Select(variable => variable.Name).ToList();
        if (owners.Count == 0)
            return "w.z";
        string owner = choose.Of(owners);
        if (expressions.IsDeep)
            return owner;
        return choose.Below(9) switch
        {
            0 => $"{owner}.Self()",
            1 => $"({expressions.Condition()} ? (Z){owner} : {choose.Of(owners)})",
            2 => $"({owner}.next ?? {choose.Of(owners)})",
            3 => $"{owner}.other",
            4 => $"M.C<Z>({owner})",
            _ => owner,
        };
    }

    /// <summary>One of several within a member, or in an array of structs.</summary>
    string Cell(bool stores)
    {
        string index = choose.Of<string>(["1", "i", $"({expressions.Leaf("int")}) & 3"]);
        string text = choose.Of<string>(["ob.ring[", "ob.pairs[", "(ob.twin ?? ob).ring[", "O.staticRing[", "z.structs[", "gs.many["]);
        if (stores)
            draft.Row(text.Contains("ring", StringComparison.OrdinalIgnoreCase) || text.Contains("pairs", StringComparison.Ordinal) ? "35" : "65");
        return $"{text}{index}]{(text is "ob.pairs[" or "z.structs[" or "gs.many[" ? choose.Of<string>([".X", ".T.U"]) : "")}";
    }

    IReadOnlyList<Member> From(string owner, string type, bool addressable) => Members.From(owner, type, addressable, draft.SeesInternal);

    string? Static(string type, bool addressable) => type switch
    {
        "int" => addressable ? choose.Of<string>(["Z.rs", "Z.rs", Inside("Vis.shared", "Z.rs"), "Gen<int>.value", "Gen<string>.count", "Gen<S>.part.X"]) : choose.Of<string>(["Z.RsP", Inside("Vis.Shared", "Z.RsP")]),
        "S" => choose.Of<string>(["Z.rss", "Z.rss", Inside("Vis.sharedS", "Z.rss"), "Gen<S>.value", "Gen<int>.part"]),
        "string" => choose.Of<string>(["Z.rst", "Z.rst", "Gen<string>.value"]),
        "long" => "Z.rsl",
        "int?" => "Z.rsn",
        "Z" => "Z.rsz",
        "V" => "Gen<V>.value",
        _ => null,
    };

    string Inside(string place, string other) => draft.SeesInternal ? place : other;

    void Note(Variable owner, Member member)
    {
        // A local variable is a struct of the method's own.
        if (!owner.IsReference && !Members.IsClass(owner.Type))
            return;
        bool isForeign = draft.IsApart && owner.Type is not ("Own" or "Local");
        draft.Row(owner.Name == "this" ? (isForeign ? "90" : "1") : isForeign ? "106" : "105");
        if (owner.Type.StartsWith("G<", StringComparison.Ordinal))
            draft.Row("85");
        if (owner.Type.StartsWith("G<", StringComparison.Ordinal) && member.Path.Split('.')[0] is "val" or "second" or "Pv")
            draft.Row("87");
        if (owner.Type == "D")
            draft.Row(member.Path == "f" ? "39" : "89");
        if (owner.Type is "Local" or "Vis.Nested")
            draft.Row("88");
        switch (member.Type)
        {
            case "object": draft.Row("32"); break;
            case "IList<int>": draft.Row("33"); break;
            case "Action<int>": draft.Row("30"); break;
            case "Over": draft.Row("28"); break;
        }
        if (member.Path.StartsWith("over.", StringComparison.Ordinal))
            draft.Row("28");
        if (member.IsVolatile)
            draft.Row("26");
        if (!member.HasAddress)
            draft.Row("40");
        if (member.Path.Contains("tup.", StringComparison.Ordinal) || member.Path.Contains("deep.", StringComparison.Ordinal))
            draft.Row("51");
        if (member.Type is "decimal" or "Guid" or "DateTime" or "int?" or "E")
            draft.Row("36");
        int dots = member.Path.Count(letter => letter == '.');
        if (dots > 0)
            draft.Row(dots > 1 ? "42" : "41");
    }
}
