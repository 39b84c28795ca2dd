using System.ComponentModel;

namespace Replicated.Woven;

/// <summary>Put on an assembly by the weaver: its marked members are tracked.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class WovenAttribute(int contract) : Attribute
{
    /// <summary>Version of the contract between woven code and this runtime that the weaver wrote for.</summary>
    public int Contract { get; } = contract;

    /// <summary>The version of the weaver; null where it is one that did not say.</summary>
    public string? Weaver { get; set; }

    /// <summary>Names the configuration that the weaver worked with; null where the build did not say.</summary>
    public string? Configuration { get; set; }
}
