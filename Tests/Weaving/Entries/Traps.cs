namespace Replicated.Tests.Weaving.Entries;

/// <summary>Methods that weavers broke when they put code around them; each is known by its name.</summary>
static class Traps
{
    internal const string Source = """
        using System.Linq;
        using System.Runtime.CompilerServices;

        public interface INamed
        {
            string Name();
            string Twice() => Name() + Name();
            static abstract int Number { get; }
        }
        public class Base
        {
            public static List<string> Seen = new();
            public Base(int n) { Seen.Add("base " + n); Virtual(n); }
            public virtual int Virtual(int n) => n + 1;
        }
        public class Loops
        {
            public int LoopToStart(int n) { again: n--; if (n > 0) goto again; return n; }
            public int TryAtStart(int n) { try { return 10 / n; } catch (Exception exception) when (exception is DivideByZeroException or OperationCanceledException) { return -1; } finally { Base.Seen.Add("finally"); } }
            public void OnlyThrows() => throw new InvalidOperationException("only");
            public int OnlyThrowsNumber { get => throw new InvalidOperationException("get"); set => throw new InvalidOperationException("set"); }
            public void ForEver(Action action) { while (true) action(); }
            public string EndsInIf(int n) { if (n > 0) { return "more"; } else if (n < 0) { return "less"; } else { return "none"; } }
            public void EndsInIfWithoutValue(int n) { if (n > 0) Base.Seen.Add("more"); else Base.Seen.Add("less"); }
            public int EndsInTry(int n) { try { n++; } finally { n += 2; Base.Seen.Add("n " + n); } return n; }
            public void EndsInFinally(int n) { try { n = 1 / n; } finally { Base.Seen.Add("ended"); } }
            public string Switch(int n) => n switch { 0 => "a", 1 => "b", 2 => "c", 3 => "d", 4 => "e", _ => throw new ArgumentException("n") };
            public int Long(int n)
            {
                for (int i = 0; i < 3; i++)
                {
                    n = n * 3 + 1; n = n * 5 + 2; n = n * 7 + 3; n = n * 11 + 4; n = n * 13 + 5; n = n * 17 + 6; n = n * 19 + 7; n = n * 23 + 8;
                    n = n * 29 + 1; n = n * 31 + 2; n = n * 37 + 3; n = n * 41 + 4; n = n * 43 + 5; n = n * 47 + 6; n = n * 53 + 7; n ^= i;
                }
                return n;
            }
        }
        public class Arguments : Base, INamed
        {
            int number;
            event Action? changed;
            static Arguments() { Seen.Add("type"); }
            public Arguments() : this(3) { Seen.Add("none"); }
            public Arguments(int n) : base(n > 2 ? n : -n)
            {
                while (n > 0) n--;
                Seen.Add("one");
            }
            public Arguments(string text) : base(Length(text)) => throw new ArgumentException(text);
            ~Arguments() { number = 0; }
            static int Length(string text) => text.Length;
            public override int Virtual(int n) => base.Virtual(n) + 10;
            public ref int Reference(int[] all) => ref all[1];
            public void RefOutIn(ref int a, out string b, in decimal c, params int[] d) { a += d.Length; b = a + " " + c; }
            public T Generic<T, U>(T t, List<U> us, U u) where T : class where U : struct { us.Add(u); return t; }
            public Span<int> Slice(Span<int> all, int n) => all[n..];
            public int this[int n] { get => number + n; set => number = value - n; }
            public int Number { get => number; init => number = value; }
            public event Action Changed { add { changed += value; } remove { changed -= value; } }
            string INamed.Name() => "named " + number;
            static int INamed.Number => 7;
            [MethodImpl(MethodImplOptions.Synchronized)] public int Locked() => ++number;
            public int Local(int n) { int m = n; int Add(int x) => m += x; return Add(2) + new[] { 1, 2 }.Sum(x => x * m); }
            public unsafe int Stack(int n) { int* p = stackalloc int[4]; p[n] = 3; return p[n] + p[(n + 1) % 4]; }
            public static Arguments operator +(Arguments a, int n) { a.number += n; return a; }
        }
        public struct Point(int x)
        {
            public int X = x;
            public Point(string text) : this(text.Length) { X++; }
            public void Move(int n) => X += n;
            public readonly int Double() => X * 2;
            public void Reset() { this = new Point(1); }
            public override string ToString() => "x" + X;
        }
        public record Entry(string Text, int Amount) { public Entry Add(int n) => this with { Amount = Amount + n }; }
        public class Generic<T> where T : notnull
        {
            T item;
            public Generic(T item) => this.item = item;
            public T Swap(T other) { var old = item; item = other; return old; }
            public (T, U) Pair<U>(U other) => (item, other);
            public IEnumerable<T> All(int n) { for (int i = 0; i < n; i++) yield return item; }
            public async Task<T> Later() { await Task.Yield(); return item; }
        }
        public class Later
        {
            public IEnumerable<int> Count(int n) { try { for (int i = 0; i < n; i++) yield return i; } finally { Base.Seen.Add("iterated"); } }
            public async Task<int> Sum(int n) { int sum = 0; while (n > 0) { sum += n--; await Task.Yield(); } return sum; }
            public async Task Fail() { await Task.Yield(); throw new InvalidOperationException("later"); }
            public async ValueTask<string> Quick(string s) => await Task.FromResult(s + s);
            public async IAsyncEnumerable<int> Stream(int n) { for (int i = 0; i < n; i++) { await Task.Yield(); yield return i; } }
        }
        public static class Program
        {
            static string Caught(Action action) { try { action(); return "fine"; } catch (Exception exception) { return exception.GetType().Name + ":" + exception.Message; } }

            public static string Run()
            {
                var seen = Base.Seen;
                seen.Clear();
                var loops = new Loops();
                seen.Add("" + loops.LoopToStart(5) + loops.TryAtStart(0) + loops.TryAtStart(5) + Caught(loops.OnlyThrows));
                seen.Add(Caught(() => _ = loops.OnlyThrowsNumber) + Caught(() => loops.OnlyThrowsNumber = 3));
                int left = 3;
                seen.Add(Caught(() => loops.ForEver(() => { if (left-- == 0) throw new Exception("enough"); })));
                seen.Add(loops.EndsInIf(1) + loops.EndsInIf(-1) + loops.EndsInIf(0) + loops.EndsInTry(3) + Caught(() => loops.EndsInFinally(0)) + loops.Switch(3) + Caught(() => loops.Switch(9)) + loops.Long(1));
                loops.EndsInIfWithoutValue(1);
                seen.Add(Caught(() => new Arguments("bad")));
                new Arguments(1);
                var a = new Arguments() { Number = 20 };
                int[] numbers = [1, 2, 3];
                a.Reference(numbers) = 9;
                int reference = 4;
                a.RefOutIn(ref reference, out string text, 2.5m, 1, 2);
                seen.Add(numbers[1] + text + a.Virtual(1) + a.Generic("g", new List<int> { 1 }, 2) + a.Slice(numbers, 1).Length + a[3]);
                a[2] = 30;
                a.Changed += Nothing;
                a.Changed -= Nothing;
                seen.Add(((INamed)a).Twice() + NumberOf<Arguments>() + a.Locked() + a.Local(3) + a.Stack(2) + (a + 4).Number);
                var point = new Point("four");
                point.Move(3);
                seen.Add(point + " " + point.Double());
                point.Reset();
                seen.Add(point + new Entry("e", 1).Add(2).ToString());
                var generic = new Generic<string>("one");
                seen.Add(generic.Swap("two") + generic.Pair(3) + string.Concat(generic.All(2)) + generic.Later().Result);
                var later = new Later();
                seen.Add(string.Join(",", later.Count(3)) + later.Sum(4).Result + Caught(() => later.Fail().GetAwaiter().GetResult()) + later.Quick("q").AsTask().Result + Streamed(later).Result);
                return string.Join("\n", seen);
            }

            static void Nothing() { }
            static int NumberOf<T>() where T : INamed => T.Number;
            static async Task<int> Streamed(Later later) { int sum = 0; await foreach (int n in later.Stream(4)) sum += n; return sum; }
        }
        """;
}
