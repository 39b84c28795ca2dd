using System.ComponentModel;

namespace Replicated.Woven;

/// <summary>Put on an assembly by the weaver: its marked members are tracked.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class WovenAttribute(int contract) : Attribute
{
    /// <summary>Version of the contract between woven code and this runtime that the weaver wrote for.</summary>
    public int Contract { get; } = contract;
}
