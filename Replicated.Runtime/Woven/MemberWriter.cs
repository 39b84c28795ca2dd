using System.ComponentModel;

namespace Replicated.Woven;

/// <summary>Writes members into the message of their object.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class MemberWriter
{
    internal MemberWriter()
    {
    }

    /// <summary>Writes the value of a member.</summary>
    /// <param name="field">The field number: the member's number + 1.</param>
    /// <param name="value">Its value as read now.</param>
    public void Write<T>(int field, T value) => throw new NotImplementedException();
}

/// <summary>Reads the value of the member that stands next in a message.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class MemberReader
{
    internal MemberReader()
    {
    }

    /// <summary>Reads a value of the member's static type.</summary>
    public T Read<T>() => throw new NotImplementedException();
}

/// <summary>Looks for objects that are not attached yet.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Reacher
{
    internal Reacher()
    {
    }

    /// <summary>Shows a value that can be or hold a reference.</summary>
    public void Reach<T>(T value) => throw new NotImplementedException();
}
