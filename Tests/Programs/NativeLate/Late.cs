namespace NativeLate;

/// <summary>Statics of an assembly that the program uses only after replication has started.</summary>
public static class Late
{
    internal static List<int> ReplicatedNumbers = [];

    public static void Make(int number) => ReplicatedNumbers.Add(number);

    public static string Show() => string.Join(',', ReplicatedNumbers);
}
