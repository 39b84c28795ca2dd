using System.Linq.Expressions;
using System.Reflection;
[Replicated] public class Account { public int n; }
public static class Thief
{
    public static void Go(object a, string name) => a.GetType().GetField(name)!.SetValue(a, 3); // RPL4017
    public static Expression Build(Expression a, string name) => Expression.Assign(Expression.Field(a, name), Expression.Constant(3)); // RPL4017
    public static void Go(dynamic a) => a.n = 3; // RPL4017
    public static void Add(dynamic a) => a.n += 3; // RPL4017
    public static void Other(dynamic a) => a.Name = "of no member";
}
