using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Replicated;

namespace AssemblyToProcess;

/// <summary>Group 7: stores in methods that the compiler makes of the user's.</summary>
[Replicated]
public class ClosuresIteratorsAsync
{
    public int f, g;
    public string? text;
    public Point point;
    public ClosuresIteratorsAsync? next;

    public void Row095_lambda_that_captures_this(int n)
    {
        Action act = () =>
        {
            f++;
            point.X = f;
        };
        act();
    }

    public void Row096_lambda_that_captures_locals_too(int n)
    {
        next = new ClosuresIteratorsAsync();
        foreach (var target in new[] { this, next })
        {
            Action act = () =>
            {
                target.f += n + 1;
                int inner = f;
                Action nested = () => (target.point.Y, g) = (inner, inner + n);
                nested();
            };
            act();
        }
    }

    public int Row097_local_function(int n)
    {
        int sum = 0;
        for (int i = 0; i <= n; i++)
            Add(i);
        return sum;

        void Add(int i)
        {
            sum += i;
            f = sum + 1;
            Exchange(ref g, ref sum);
        }
    }

    static void Exchange(ref int a, ref int b) => (a, b) = (b + 1, a + 1);

    public int Row098_iterator(int n)
    {
        int seen = 0;
        foreach (int i in Items(n))
        {
            seen += i + f;
            if (seen > 6)
                break;
        }
        return seen;
    }

    IEnumerable<int> Items(int n)
    {
        try
        {
            f = n + 1;
            yield return f;
            for (g = 0; g < n; g++)
                yield return point.X++;
        }
        finally
        {
            text = "ended " + n;
        }
    }

    public void Row098_iterator_in_a_query(int n) => g = Items(n).Select(i => f += i).Where(i => i != g).Sum() + 1;

    public async Task Row099_async_method(int n)
    {
        f = n + 1;
        await Task.Yield();
        g = n + 2;
    }

    public void Row099_async_method_that_is_waited_for(int n) => StoreAsync(n).GetAwaiter().GetResult();

    async Task StoreAsync(int n)
    {
        f = n + 1;
        await Task.Yield();
        try
        {
            point.X = await Number(n + 1);
            if (n == 2)
                throw new InvalidOperationException("after the await");
        }
        finally
        {
            g += await Number(n);
        }
    }

    public void Row100_result_of_an_await(int n) => AddAsync(n).GetAwaiter().GetResult();

    async Task AddAsync(int n)
    {
        f = await Number(n + 1);
        point.X += await Number(n + 1);
        (next ??= new ClosuresIteratorsAsync()).point.Y += await Number(n) + await Number(1);
        g = await Number(f) + f;
    }

    static async Task<int> Number(int n)
    {
        await Task.Yield();
        return n;
    }

    public int Row101_work_before_and_after_an_await(int n)
    {
        var gate = new TaskCompletionSource();
        var work = BothSides(gate.Task, n);
        int before = f;
        gate.SetResult();
        work.GetAwaiter().GetResult();
        return before - f + g;
    }

    async Task BothSides(Task gate, int n)
    {
        f = n + 1;
        await gate;
        (f, g) = (g, f + n);
    }

    public void Row103_stores_of_other_threads(int n)
    {
        using var done = new CountdownEvent(2);
        StoreAndForget(done, n);
        ThreadPool.QueueUserWorkItem(_ =>
        {
            g = n + 1;
            done.Signal();
        });
        done.Wait();
    }

    async void StoreAndForget(CountdownEvent done, int n)
    {
        await Task.Yield();
        f = n + 1;
        done.Signal();
    }

    public async Task<int> Row103_async_iterator(int n)
    {
        await foreach (int i in ItemsAsync(n))
            g += i + 1;
        return g;
    }

    async IAsyncEnumerable<int> ItemsAsync(int n)
    {
        for (f = 0; f <= n; f++)
        {
            await Task.Yield();
            yield return f;
        }
    }
}
