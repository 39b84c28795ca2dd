using System.Text.RegularExpressions;
using Replicated.Fody.Diagnostics;

namespace Replicated.Tests.Weaving;

/// <summary>Each sample says in a comment which code is expected at which line.</summary>
public partial class When_a_sample_must_be_refused
{
    static readonly string[] samples =
    [
        """
        [Replicated] public static class Bank
        {
            public static int n;
            public static void Go() => n = 1; // RPL1001
        }
        """,
        """
        public class Bank
        {
            static readonly List<int> ReplicatedList = new(); // RPL1102
        }
        """,
        """
        public class Bank
        {
            [ThreadStatic, Replicated]
            static int n;
            public static void Go() => n = 1; // RPL1103
        }
        """,
        """
        public class Bank<T>
        {
            [Replicated] static int n = 1; // RPL1004
        }
        """,
        """
        public class Bank
        {
            int n = 3;
            [Replicated] public int N => n; // RPL1005
        }
        """,
        """
        public class Bank
        {
            public static void ReplicatedOpen() { } // RPL1006
            [Replicated] public void Close() { } // RPL1006
            [NotReplicated("its name only")] public static void ReplicatedLooking() { }
        }
        """,
        """
        public class Entity { public int id = 3; public string ok; }
        [Replicated] public class Account : Entity
        {
            public int n = 4; // RPL1007
        }
        """,
        """
        using System.Runtime.InteropServices;
        [Replicated, StructLayout(LayoutKind.Sequential)] public class Account
        {
            public int n = 4; // RPL1105
        }
        """,
        """
        public struct Money
        {
            [Replicated] public int n;
            public void Go() => n = 3; // RPL1009
        }
        """,
        """
        [Replicated] public class Account
        {
            [Replicated, NotReplicated("why")] public int n = 3; // RPL1010
        }
        """,
        """
        public class Outer
        {
            private class Hidden
            {
                [Replicated] internal static int n = 3; // RPL1011
            }
        }
        """,
        """
        public class Account(int replicatedStart) // RPL1201
        {
            public int Next() => replicatedStart++;
        }
        """,
        """
        [Replicated] public class Account
        {
            public int n;
            public Account Copy() => (Account)MemberwiseClone(); // RPL1202
        }
        """,
        """
        public ref struct ReplicatedView
        {
            public int n;
            public void Go() => n = 3; // RPL3006
        }
        """,
        """
        [Replicated] public class Account
        {
            public int n;
            public int Sum(int[] all)
            {
                ref int t = ref n; // RPL2002
                foreach (int x in all) t += x;
                return t;
            }
        }
        """,
        """
        [Replicated] public class Account
        {
            int n;
            public ref int N() => ref n; // RPL2001
        }
        """,
        """
        using System.Runtime.CompilerServices;
        [Replicated] public class Account
        {
            int n;
            public void Go()
            {
                Unsafe.As<int, uint>(ref n) = 3; // RPL2010
                new Span<int>(ref n)[0] = 3; // RPL2010
                Pass(ref n) = 4; // RPL2010
            }
            static ref int Pass(ref int n) => ref n;
        }
        """,
        """
        [Replicated] public class Account
        {
            int n;
            public unsafe void Go()
            { // RPL2005
                fixed (int* p = &n) *p = 3;
            }
        }
        """,
        """
        [Replicated] public class Account
        {
            int n, m;
            public void Go(bool b)
            {
                (b ? ref n : ref m) = 3; // RPL2011
            }
        }
        """,
        """
        [Replicated] public class Account
        {
            int n;
            public void Go<T>(T t)
            {
                Pass(ref n, t); // RPL2012
            }
            static void Pass<T>(ref int n, T t) { }
        }
        """,
        """
        [Replicated] public class Account
        {
            object anything = 3; // RPL3003
            IList<int> list = null; // RPL3010
            IDisposable one; // RPL3003
        }
        """,
        """
        [Replicated] public class Account
        {
            public event Action Changed; // RPL3002
            Func<int> get = null; // RPL3002
            static void Go() { }
            [field: NotReplicated("subscribers come again")] public event Action Ignored;
        }
        """,
        """
        [Replicated] public class Account
        {
            unsafe int* p = null; // RPL3001
            nint handle = 0; // RPL3001
        }
        """,
        """
        public class Plain { public int n; }
        [Replicated] public class Account
        {
            Plain plain = new(); // RPL3004
            List<Plain> list = new(); // RPL3004
            Dictionary<int, Plain[]> map = null; // RPL3004
        }
        """,
        """
        [Replicated] public class Account
        {
            HashSet<int> set = new(); // RPL3010
            int[,] grid = null; // RPL3010
        }
        """,
        """
        [Replicated] public class Account
        {
            System.Text.StringBuilder text = new(); // RPL3011
            Index index = default; // RPL3011
        }
        """,
        """
        [Replicated] public class Account
        {
            Task task = null; // RPL3104
            System.IO.Stream stream = null; // RPL3104
            static void Go() { }
            [NotReplicated("opened again")] System.IO.Stream other = null;
        }
        """,
        """
        public unsafe struct Buffer { public fixed int items[4]; } // RPL3012
        public struct Holder { public Buffer buffer; public void Go() => buffer = default; }
        [Replicated] public class Account
        {
            Holder holder = default;
        }
        """,
        """
        [Replicated] public class Account : System.ComponentModel.Component
        {
            int n = 3; // RPL4001
        }
        """,
        """
        using System.Runtime.CompilerServices;
        [Replicated] public class Account { int n; }
        public static class Thief
        {
            [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "n")] extern static ref int N(Account a);
            public static void Go(Account a) => N(a) = 3; // RPL4003
        }
        """,
    ];

    static IEnumerable<TestCaseData> Samples() => samples.Select(sample => new TestCaseData(sample).SetArgDisplayNames(Code().Match(sample).Value));

    [TestCaseSource(nameof(Samples))]
    public void each_code_stands_at_its_line(string sample)
    {
        var compiled = SampleCompiler.Compile(sample);
        var (result, woven) = SampleWeaver.Weave(compiled);
        var found = result.Diagnostics.Select(diagnostic => $"{diagnostic.Rule.Id}@{diagnostic.Place?.Line}").Distinct();
        Assert.That(found, Is.EquivalentTo(Expected(sample)), string.Join('\n', result.Diagnostics.Select(diagnostic => diagnostic.ToCanonicalLine(""))));
        Assert.That(woven, Is.SameAs(compiled), "nothing is emitted where there is an error");
    }

    [Test]
    public void every_code_has_a_sample()
    {
        string[] elsewhere = ["RPL2013", "RPL2014", "RPL3013", "RPL3014", "RPL4010", "RPL5001", "RPL5010", "RPL5003", "RPL5011", "RPL5012", "RPL5013", "RPL9001"];
        var codes = samples.SelectMany(sample => Code().Matches(sample)).Select(match => match.Groups["code"].Value).Concat(elsewhere).Distinct();
        Assert.That(codes, Is.EquivalentTo(Rules.All.Select(rule => rule.Id)));
    }

    static IEnumerable<string> Expected(string sample)
    {
        string[] lines = sample.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            var match = Code().Match(lines[i]);
            if (match.Success)
                yield return $"{match.Groups["code"].Value}@{i + 1}";
        }
    }

    [GeneratedRegex(@"// (?<code>RPL\d{4})")]
    private static partial Regex Code();
}
