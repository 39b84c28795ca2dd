using System.Globalization;
using System.Text;

namespace Benchmarks.Weaving;

/// <summary>Code as programs have it: what holds state, and what only works with it.</summary>
static class GeneratedSource
{
    const int TypesPerFile = 20;
    const int MethodsPerClass = 50;

    /// <summary>Classes of four kinds, each with seven members and about eight methods or properties that do something.</summary>
    internal static IEnumerable<string> Types(int count, int replicatedOneIn) => Files(count, TypesPerFile, (text, number) =>
    {
        if (number % replicatedOneIn == 0)
            text.Append("[Replicated.Replicated]\n");
        text.Append(Number(((number + (number / 10)) % 4) switch
        {
            0 => Order,
            1 => Account,
            2 => Session,
            _ => Station,
        }, number));
    });

    /// <summary>Methods of classes that hold nothing replicated and know nothing of any.</summary>
    internal static IEnumerable<string> Methods(int count) => Files(count / MethodsPerClass, TypesPerFile, (text, number) =>
    {
        text.Append(Number("public class Worker@\n{\n    int turns;\n    string last = \"\";\n    readonly List<int> sizes = new();\n", number));
        for (int method = 0; method < MethodsPerClass; method++)
        {
            string body = (method % 5) switch
            {
                0 => Count,
                1 => Join,
                2 => Keep,
                3 => Guard,
                _ => Choose,
            };
            text.Append(Number(body, method));
        }
        text.Append("}\n");
    });

    static IEnumerable<string> Files(int count, int perFile, Action<StringBuilder, int> append)
    {
        for (int first = 0; first < count; first += perFile)
        {
            var text = new StringBuilder("using System; using System.Collections.Generic; using System.Linq; using System.Text;\nnamespace Generated;\n");
            for (int number = first; number < Math.Min(first + perFile, count); number++)
                append(text, number);
            yield return text.ToString();
        }
    }

    static string Number(string text, int number) => text.Replace("@", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    const string Order = """
        public class Order@
        {
            readonly List<string> lines = new();
            decimal total;
            int changes;

            public string Customer { get; set; } = "";

            public DateTime Placed { get; init; }

            public Order@? Previous { get; private set; }

            public bool IsOpen { get; private set; } = true;

            public decimal Total => total;

            public void Add(string product, int count, decimal price)
            {
                if (!IsOpen)
                    throw new InvalidOperationException($"the order of {Customer} is closed");
                if (count <= 0)
                    throw new ArgumentOutOfRangeException(nameof(count));
                lines.Add($"{count} x {product}");
                total += count * price;
                changes++;
            }

            public void Close(Order@? previous)
            {
                foreach (string line in lines)
                {
                    if (line.Length == 0)
                        throw new InvalidOperationException("an empty line");
                }
                Previous = previous;
                IsOpen = false;
                changes++;
            }

            public decimal Average() => lines.Count == 0 ? 0 : Math.Round(total / lines.Count, 2);

            public string Describe()
            {
                var text = new StringBuilder();
                text.Append(Customer).Append(" since ").Append(Placed.ToString("O")).Append(": ");
                for (int i = 0; i < lines.Count; i++)
                    text.Append(i == 0 ? "" : ", ").Append(lines[i]);
                return text.Append(" = ").Append(total).ToString();
            }

            public bool Contains(string product) => lines.Any(line => line.EndsWith(product, StringComparison.Ordinal));
        }

        """;

    const string Account = """
        public class Account@
        {
            readonly Dictionary<int, long> transfers = new();
            long balance;
            long limit = 1000;
            DateTime lastChange;

            public Guid Id { get; init; }

            public string? Owner { get; set; }

            public bool Blocked { get; set; }

            public long Balance => balance;

            public bool TryTransfer(Account@ to, int number, long amount)
            {
                if (Blocked || to.Blocked || amount <= 0 || balance + limit < amount || !transfers.TryAdd(number, amount))
                    return false;
                balance -= amount;
                to.balance += amount;
                lastChange = to.lastChange = DateTime.UtcNow;
                return true;
            }

            public void SetLimit(long value)
            {
                if (value < 0)
                    throw new ArgumentOutOfRangeException(nameof(value), value, "a limit is never negative");
                limit = value;
                lastChange = DateTime.UtcNow;
            }

            public long Transferred(Func<int, bool> counts)
            {
                long sum = 0;
                foreach (var (number, amount) in transfers)
                {
                    if (counts(number))
                        sum += amount;
                }
                return sum;
            }

            public override string ToString() => $"{Owner ?? "nobody"} has {balance} since {lastChange:O}{(Blocked ? ", blocked" : "")}";
        }

        """;

    const string Session = """
        public class Session@
        {
            string user = "";
            int failures;
            TimeSpan used;
            Session@? parent;

            public Dictionary<string, string> Values { get; } = new();

            public DateTimeOffset Until { get; private set; }

            public int Level { get; private set; }

            public void Begin(string name, DateTimeOffset now)
            {
                user = name.Trim();
                Until = now.AddMinutes(20);
                failures = 0;
                Level = user switch { "root" => 3, "admin" => 2, "" => 0, _ => 1 };
            }

            public bool Fail(DateTimeOffset now)
            {
                failures++;
                if (failures < 3)
                    return false;
                Until = now;
                Level = 0;
                return true;
            }

            public Session@ Nested(TimeSpan more)
            {
                used += more;
                return new Session@ { user = user, parent = this, Until = Until, Level = Level };
            }

            public int Depth()
            {
                int depth = 0;
                for (var at = parent; at != null; at = at.parent)
                    depth++;
                return depth;
            }

            public string this[string key]
            {
                get => Values.TryGetValue(key, out string? value) ? value : parent?[key] ?? throw new KeyNotFoundException($"no '{key}' for {user}");
                set => Values[key] = value ?? throw new ArgumentNullException(nameof(value));
            }
        }

        """;

    const string Station = """
        public class Station@
        {
            double lowest = double.MaxValue;
            double highest = double.MinValue;
            double sum;
            int count;
            (int Hour, double Value) last;

            public double[] Hours { get; set; } = new double[24];

            public string Name { get; set; } = "station @";

            public double Mean => count == 0 ? double.NaN : sum / count;

            public void Measure(int hour, double value)
            {
                if (hour < 0 || hour >= Hours.Length)
                    throw new ArgumentOutOfRangeException(nameof(hour));
                lowest = Math.Min(lowest, value);
                highest = Math.Max(highest, value);
                sum += value;
                count++;
                last = (hour, value);
                Hours[hour] = value;
            }

            public double Spread()
            {
                double mean = Mean;
                double squares = 0;
                for (int i = 0; i < Hours.Length; i++)
                    squares += (Hours[i] - mean) * (Hours[i] - mean);
                return Math.Sqrt(squares / Hours.Length);
            }

            public void Reset()
            {
                lowest = double.MaxValue;
                highest = double.MinValue;
                sum = 0;
                count = 0;
                last = default;
            }

            public string Report() => string.Join(Environment.NewLine, Hours.Select((value, hour) => $"{Name} {hour:00}: {value:0.0} of {lowest:0.0} to {highest:0.0}, last {last.Value}"));
        }

        """;

    const string Count = """
            public int Count@(IReadOnlyList<string> words)
            {
                int count = 0;
                foreach (string word in words)
                {
                    if (word.Length > @ && word[0] != ' ')
                        count += word.Length;
                }
                turns++;
                return count;
            }

        """;

    const string Join = """
            public string Join@(string[] parts)
            {
                string text = parts[0];
                for (int i = 1; i < parts.Length; i++)
                    text = string.Concat(text, i % 2 == 0 ? ", " : "; ", parts[i]);
                last = text;
                return last;
            }

        """;

    const string Keep = """
            public void Keep@(int size)
            {
                if (sizes.Count > @)
                    sizes.RemoveAt(0);
                sizes.Add(size);
                turns += size;
            }

        """;

    const string Guard = """
            public bool Guard@(string text, out int number)
            {
                try
                {
                    number = int.Parse(text.Trim()) + @;
                    return true;
                }
                catch (FormatException)
                {
                    number = turns;
                    return false;
                }
            }

        """;

    const string Choose = """
            public string Choose@(int kind) => kind switch
            {
                0 => "none",
                1 => last,
                2 => last.Trim(),
                3 => last.Substring(turns),
                _ => throw new ArgumentOutOfRangeException(nameof(kind)),
            };

        """;
}
