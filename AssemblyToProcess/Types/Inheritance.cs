using System.Collections.Generic;
using Replicated;

namespace AssemblyToProcess;

[Replicated]
public abstract class Shape
{
    int hidden;

    public string? Name { get; set; }

    public int Hidden { get => hidden; set => hidden = value; }

    public abstract int Size { get; set; }
}

public class Circle : Shape
{
    int hidden;

    public int HiddenOfCircle { get => hidden; set => hidden = value; }

    public override int Size { get; set; }
}

public class Ring : Circle
{
    /// <summary>Hides that of the base, and has another type.</summary>
    public new List<int>? Name { get; set; }

    public override int Size { get => base.Size - 1; set => base.Size = value + 1; }
}

public sealed class Group : Shape
{
    public List<Shape?>? Parts { get; set; }

    public Shape? First { get; set; }

    public override int Size { get; set; }
}

/// <summary>A base that is not replicated and holds nothing.</summary>
public class Plain
{
    public int Twice(int n) => n * 2;
}

public class Marked : Plain
{
    [Replicated] public int Number { get; set; }

    public int Local { get; set; } // RPL1304
}

public class MarkedFurther : Marked
{
    [Replicated] public string? Text { get; set; }

    public int LocalToo { get; set; } // RPL1304
}
