namespace Replicated.Tests.Collections;

/// <summary>A comparer without state, as a woven module announces it.</summary>
sealed class ByLength : IComparer<string>, IEqualityComparer<string>
{
    public int Compare(string? x, string? y) => x!.Length.CompareTo(y!.Length);

    public bool Equals(string? x, string? y) => Compare(x, y) == 0;

    public int GetHashCode(string obj) => obj.Length;
}
