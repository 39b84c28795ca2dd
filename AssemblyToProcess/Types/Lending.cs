using System;
using Replicated;

namespace AssemblyToProcess;

/// <summary>Hands the addresses of members to code that goes on for long, as the main loop of a program does.</summary>
[Replicated]
public class Lending
{
    int number;
    Steps steps;

    [Replicated] static int count;

    public int Number => number;

    public int Taken => steps.Taken;

    public static int Count => count;

    public void WorkOnNumber(Action afterEach) => Work(ref number, afterEach);

    public void WorkOnStruct(Action afterEach) => steps.Take(3, afterEach);

    public void WorkOnBoth(Action afterEach) => Nested(ref number, afterEach);

    public static void WorkOnStatic(Action afterEach)
    {
        count = 0;
        Work(ref count, afterEach);
    }

    void Nested(ref int outer, Action afterEach)
    {
        outer = 10;
        steps.Take(1, afterEach);
        outer++;
        afterEach();
    }

    static void Work(ref int number, Action afterEach)
    {
        for (int i = 0; i < 3; i++)
        {
            number++;
            afterEach();
        }
    }
}

public struct Steps
{
    public int Taken;

    public void Take(int count, Action afterEach)
    {
        for (int i = 0; i < count; i++)
        {
            Taken++;
            afterEach();
        }
    }
}
