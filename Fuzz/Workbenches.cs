namespace Fuzz;

/// <summary>One for each setup, made when it is first used.</summary>
sealed class Workbenches(int seed) : IDisposable
{
    readonly Dictionary<BatchSetup, Lazy<Workbench>> all = BatchSetup.All.ToDictionary(setup => setup, setup => new Lazy<Workbench>(() => new Workbench(seed, setup)));

    internal Workbench For(BatchSetup setup) => all[setup].Value;

    public void Dispose()
    {
        foreach (var workbench in all.Values.Where(workbench => workbench.IsValueCreated))
            workbench.Value.Dispose();
    }
}
