namespace Fuzz;

/// <summary>The report of a run, which is put together from those of its parts.</summary>
interface IFuzzReport<TSelf>
    where TSelf : IFuzzReport<TSelf>
{
    /// <summary>How many ran.</summary>
    int Ran { get; }

    /// <summary>The number of the one after the last.</summary>
    int Next { get; }

    List<string> Findings { get; }

    static abstract TSelf From(FuzzOptions options);

    void Add(TSelf part);
}
