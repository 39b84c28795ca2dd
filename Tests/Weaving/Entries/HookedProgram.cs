namespace Replicated.Tests.Weaving.Entries;

/// <summary>A sample with hooks, loaded.</summary>
sealed class HookedProgram(CompiledSample sample)
{
    internal WovenProgram Program { get; } = new([sample]);

    Type Counter => Program.Type("Hooks.Counter");

    internal Dictionary<string, int> Counts => (Dictionary<string, int>)Counter.GetField("Counts")!.GetValue(null)!;

    /// <summary>The hook that is to throw.</summary>
    internal string? Refuses
    {
        set => Counter.GetField("Refuses")!.SetValue(null, value);
    }

    /// <summary>How often the hooks of a method ran: at entry, at return, at its end.</summary>
    internal (int Entered, int Returned, int Left) Of(string method) => (Of("enter", method), Of("return", method), Of("leave", method));

    /// <summary>Calls a method of a new object, and says how it ended.</summary>
    internal string Call(string type, string method, params object[] arguments)
    {
        var target = Program.Type(type);
        try
        {
            return $"{target.GetMethod(method)!.Invoke(Activator.CreateInstance(target), arguments)}";
        }
        catch (System.Reflection.TargetInvocationException exception)
        {
            return exception.InnerException!.GetType().Name;
        }
    }

    int Of(string when, string method) => Counts.GetValueOrDefault($"{when} {method}");
}
