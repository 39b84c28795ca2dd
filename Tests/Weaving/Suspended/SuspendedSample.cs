namespace Replicated.Tests.Weaving.Suspended;

/// <summary>
/// A program of async methods that are compiled without state machines: the runtime suspends them. It prepares each method, runs each of
/// <c>Account</c> and writes what it left; woven, it also says which members changed without being marked.
/// </summary>
static class SuspendedSample
{
    internal const string Source = """
        using System.Reflection;
        using System.Runtime.CompilerServices;

        public struct Point
        {
            public int X, Y;
            public void Move(int by) => X += by;
            public async Task<int> Later() { int x = X; await Task.Yield(); return x + Y; }
        }
        [Replicated] public class Account
        {
            public int n;
            public Point p;
            public int[] a = [1, 2, 3];
            public string? text;
            public Account? next;

            static async Task<int> Later(int value) { await Task.Yield(); return value; }
            static void Throw(ref int value) { value = 7; throw new InvalidOperationException("thrown"); }

            public async Task Store() { n = 1; await Task.Yield(); n += 2; }
            public async Task<int> ResultOfAwait() { n = await Later(5); return n; }
            public async Task PartOfStruct() { p.X += await Later(3); }
            public async Task Element() { a[1] += await Later(3); a = [.. a, await Later(4)]; }
            public async Task RefLocals() { { ref int r = ref n; r++; } await Task.Yield(); { ref var q = ref p; q.Move(2); } }
            public async Task<int> AddressBesideAwait() => Interlocked.Add(ref n, await Later(4)) + await Later(n);
            public async Task ReceiverBesideAwait() { (next = new Account()).n = await Later(8); next.p.Y += await Later(2); }
            public async Task CallThatThrows() { await Task.Yield(); try { Throw(ref n); } catch (InvalidOperationException exception) { text = exception.Message; await Task.Yield(); } finally { p.Y = await Later(1); } }
            public async Task Fails() { n = 3; await Task.Yield(); text = "before"; throw new ArgumentException("failed"); }
            public async Task Lambda() { Func<int, Task> set = async value => { await Task.Yield(); n = value; }; await set(9); }
            public async Task OfStruct() { p = new Point { X = 2, Y = 3 }; n = await p.Later(); }
            public async ValueTask<string> Text() => text = "quick " + await new ValueTask<int>(n);
            public async ValueTask Quick() { n++; await default(ValueTask); p = default; }
            public async Task Stream() { await foreach (int value in Values(3)) n += value; }
            async IAsyncEnumerable<int> Values(int count) { for (int i = 1; i <= count; i++) { await Task.Yield(); text = "at " + i; yield return i; } }
            public async Task Generic() { var pair = new Pair<string>(); await pair.Put("one", 2); text = pair.first; n = pair.second; await Task.Yield(); }
            public async Task Never() { if (n == 0) return; await Task.Yield(); n = 5; }
            public Task NotAsync() { n = 6; return Task.CompletedTask; }
        }
        [Replicated] public class Pair<T>
        {
            public T? first;
            public int second;
            public async Task<T> Put(T value, int number) { first = value; await Task.Yield(); second += number; return value; }
        }
        public static class Program
        {
            const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

            public static async Task Main()
            {
                foreach (var method in typeof(Program).Assembly.GetTypes().Where(type => !type.ContainsGenericParameters).SelectMany(type => type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All))))
                {
                    if (!method.IsAbstract && !method.ContainsGenericParameters)
                        RuntimeHelpers.PrepareMethod(method.MethodHandle);
                }
                foreach (var method in typeof(Account).GetMethods(All).Where(method => method.IsPublic && !method.IsStatic && method.GetParameters().Length == 0 && !method.Name.Contains('.') && method.ReturnType.Name.Contains("Task")))
                {
                    var account = new Account();
                    Arm(account);
                    string[] before = Values(account);
                    string ended = await Ended(method.Invoke(account, null)!);
                    string[] after = Values(account);
                    Console.WriteLine($"{method.Name}: {ended} {string.Join(" ", after)}");
                    string[] marked = Marked(account);
                    string[] names = ["n", "p", "text", "next"];
                    for (int i = 0; marked.Length > 0 && i < names.Length; i++)
                    {
                        if (before[i] != after[i] && !marked.Contains(names[i]))
                            Console.WriteLine($"lost: {method.Name} changed {names[i]}");
                    }
                }
                foreach (var (what, count) in Hooks.Counter.Counts.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                    Console.WriteLine($"hook: {what} {count}");
            }

            static string[] Values(Account account) => [$"{account.n}", $"{account.p.X}/{account.p.Y}", $"{account.text}", $"{account.next?.n}/{account.next?.p.Y}", string.Join(",", account.a)];

            static async Task<string> Ended(object task)
            {
                try
                {
                    if (task is ValueTask<string> text)
                        return await text;
                    await (task is ValueTask value ? value.AsTask() : (Task)task);
                    return task is Task<int> number ? $"{await number}" : "ended";
                }
                catch (ArgumentException exception)
                {
                    return exception.Message;
                }
            }

            static FieldInfo? Header => typeof(Account).GetField("<Replicated>header", All);

            static void Arm(Account account)
            {
                if (Header?.GetValue(account) is not { } header)
                    return;
                header.GetType().GetField("Clean", All)!.SetValue(header, -1L);
                header.GetType().GetField("Sealed", All)!.SetValue(header, 1L);
                Header!.SetValue(account, header);
            }

            /// Names of the members that are marked, and one more, so that it is empty only where nothing is woven.
            static string[] Marked(Account account)
            {
                if (Header?.GetValue(account) is not { } header)
                    return [];
                long marked = ~(long)header.GetType().GetField("Clean", All)!.GetValue(header)!;
                object shape = header.GetType().Assembly.GetType("Replicated.Woven.IReplicated")!.GetMethod("GetShape")!.Invoke(account, null)!;
                var names = (string[])shape.GetType().GetProperty("MemberNames", All)!.GetValue(shape)!;
                return [.. names.Where((_, number) => (marked & (1L << number)) != 0), "woven"];
            }
        }
        """;
}
