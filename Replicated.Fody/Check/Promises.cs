using System.Runtime.CompilerServices;
using Mono.Cecil;

namespace Replicated.Fody.Check;

/// <summary>
/// Reads each body once for each argument. Nothing is changed before everything is checked, so what it says holds. Methods that call each
/// other in a circle are read again until nothing that one of them was told of another turns out to be wrong.
/// </summary>
internal sealed class Promises
{
    static readonly ConditionalWeakTable<MethodDefinition, Dictionary<int, Promise>> known = new();

    /// <summary>The question that this thread is about to answer, with all that it leads to.</summary>
    [ThreadStatic]
    static Promises? asking;

    readonly Dictionary<(MethodDefinition Method, int Argument), Promise> assumed = [];
    readonly HashSet<(MethodDefinition Method, int Argument)> asked = [];

    /// <summary>What was answered before it was read to its end.</summary>
    readonly HashSet<(MethodDefinition Method, int Argument)> told = [];
    bool wasWrong;

    internal static Promise Of(MethodDefinition method, int argument)
    {
        if (known.GetOrCreateValue(method).TryGetValue(argument, out var promise))
            return promise;
        if (asking != null)
            return asking.Ask((method, argument));
        asking = new Promises();
        try
        {
            return asking.Settle((method, argument));
        }
        finally
        {
            asking = null;
        }
    }

    Promise Settle((MethodDefinition Method, int Argument) question)
    {
        do
        {
            wasWrong = false;
            asked.Clear();
            Ask(question);
        }
        while (wasWrong);
        foreach (var answer in assumed)
            known.GetOrCreateValue(answer.Key.Method)[answer.Key.Argument] = answer.Value;
        return assumed[question];
    }

    Promise Ask((MethodDefinition Method, int Argument) question)
    {
        if (!assumed.TryGetValue(question, out var before))
            assumed.Add(question, before = Promise.Kept);
        if (!asked.Add(question))
        {
            told.Add(question);
            return before;
        }
        var promise = Promise.Read(question.Method, question.Argument);
        wasWrong |= promise != before && told.Contains(question);
        return assumed[question] = promise;
    }
}
