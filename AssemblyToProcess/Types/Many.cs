using Replicated;

namespace AssemblyToProcess;

/// <summary>More members than there are bits: those from the 64th share the last.</summary>
[Replicated]
public class Many
{
    public int M0 { get; set; }
    public int M1 { get; set; }
    public int M2 { get; set; }
    public int M3 { get; set; }
    public int M4 { get; set; }
    public int M5 { get; set; }
    public int M6 { get; set; }
    public int M7 { get; set; }
    public int M8 { get; set; }
    public int M9 { get; set; }
    public int M10 { get; set; }
    public int M11 { get; set; }
    public int M12 { get; set; }
    public int M13 { get; set; }
    public int M14 { get; set; }
    public int M15 { get; set; }
    public int M16 { get; set; }
    public int M17 { get; set; }
    public int M18 { get; set; }
    public int M19 { get; set; }
    public int M20 { get; set; }
    public int M21 { get; set; }
    public int M22 { get; set; }
    public int M23 { get; set; }
    public int M24 { get; set; }
    public int M25 { get; set; }
    public int M26 { get; set; }
    public int M27 { get; set; }
    public int M28 { get; set; }
    public int M29 { get; set; }
    public int M30 { get; set; }
    public int M31 { get; set; }
    public int M32 { get; set; }
    public int M33 { get; set; }
    public int M34 { get; set; }
    public int M35 { get; set; }
    public int M36 { get; set; }
    public int M37 { get; set; }
    public int M38 { get; set; }
    public int M39 { get; set; }
    public int M40 { get; set; }
    public int M41 { get; set; }
    public int M42 { get; set; }
    public int M43 { get; set; }
    public int M44 { get; set; }
    public int M45 { get; set; }
    public int M46 { get; set; }
    public int M47 { get; set; }
    public int M48 { get; set; }
    public int M49 { get; set; }
    public int M50 { get; set; }
    public int M51 { get; set; }
    public int M52 { get; set; }
    public int M53 { get; set; }
    public int M54 { get; set; }
    public int M55 { get; set; }
    public int M56 { get; set; }
    public int M57 { get; set; }
    public int M58 { get; set; }
    public int M59 { get; set; }
    public int M60 { get; set; }
    public int M61 { get; set; }
    public string? Before { get; set; }
    public int At { get; set; }
    public string? After { get; set; }
    public Leaf? Further { get; set; }
    public decimal Last { get; set; }
}

public class ManyMore : Many
{
    public long Own { get; set; }
    public Leaf? OwnLeaf { get; set; }
}
