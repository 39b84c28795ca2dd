using System.Text;

namespace Fuzz.Generate;

/// <summary>A method body that is being written: its text so far, what can be named, where it is.</summary>
sealed class Draft(Chooser choose)
{
    readonly StringBuilder text = new();
    readonly List<Variable> variables = [];
    int names;

    internal Chooser Choose => choose;

    internal string Text => text.ToString();

    /// <summary>The rows of the table of constructs that it shows.</summary>
    internal HashSet<string> Rows { get; } = [];

    /// <summary>Statements that may still be written: keeps methods small.</summary>
    internal int Left { get; set; } = 12;

    internal bool MayAwait { get; set; }

    internal bool MayYield { get; set; }

    /// <summary>Not where a <c>ref</c> would have to live on after an await or yield.</summary>
    internal bool MayRefer { get; set; } = true;

    /// <summary>Within a lambda or local function nothing returns for the method.</summary>
    internal bool MayReturn { get; set; } = true;

    internal bool IsGeneric { get; init; }

    /// <summary>An async method or an iterator, whose variables are fields.</summary>
    internal bool IsSuspended { get; init; }

    /// <summary>Where the model is.</summary>
    internal ModelPlace Model { get; init; }

    /// <summary>Whether the model is in another assembly.</summary>
    internal bool IsApart => Model != ModelPlace.Here;

    /// <summary>Whether what is internal in the model can be named.</summary>
    internal bool SeesInternal => Model != ModelPlace.Stranger;

    /// <summary>How the method ends early.</summary>
    internal string Return { get; init; } = "return 3;";

    internal IReadOnlyList<Variable> Variables => variables;

    internal void Row(params string[] rows) => Rows.UnionWith(rows);

    internal void Line(string line) => text.Append(line).Append('\n');

    internal string Name(string prefix) => $"{prefix}{names++}";

    internal void Declare(Variable variable) => variables.Add(variable);

    /// <summary>Writes a block; what is declared in it is not seen after it.</summary>
    internal void Block(Action write)
    {
        int known = variables.Count;
        bool refers = MayRefer;
        Line("{");
        write();
        Line("}");
        variables.RemoveRange(known, variables.Count - known);
        MayRefer = refers;
    }

    /// <summary>Writes what a lambda holds: it sees no references.</summary>
    internal void Hide(Action write)
    {
        var all = variables.ToList();
        variables.RemoveAll(variable => variable.IsReference);
        write();
        variables.Clear();
        variables.AddRange(all);
    }

    /// <summary>Writes the body of a lambda or local function.</summary>
    internal void Inner(Action write)
    {
        var (awaits, yields, returns, refers) = (MayAwait, MayYield, MayReturn, MayRefer);
        (MayAwait, MayYield, MayReturn, MayRefer) = (false, false, false, true);
        Hide(() => Block(write));
        (MayAwait, MayYield, MayReturn, MayRefer) = (awaits, yields, returns, refers);
    }
}
