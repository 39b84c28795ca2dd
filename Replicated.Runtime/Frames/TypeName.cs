namespace Replicated.Frames;

/// <summary>Takes the names of types apart.</summary>
internal static class TypeName
{
    /// <summary>The names of all types that a name with type arguments speaks of: <c>A`1&lt;B[]&gt;</c> is A`1 and B.</summary>
    internal static IEnumerable<string> In(string type)
    {
        int from = 0;
        for (int at = 0; at <= type.Length; at++)
        {
            if (at < type.Length && type[at] is not ('<' or '>' or ',' or ' ' or '[' or ']'))
                continue;
            if (at > from)
                yield return type[from..at];
            from = at + 1;
        }
    }
}
