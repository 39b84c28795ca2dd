using System.Linq.Expressions;
[Replicated] public class Account { public int n; public int N { get; set; } }
[Replicated] public class Compared { [Replicated(Compare = true)] public int n; }
public class Other { public int n; }
public static class Thief
{
    static readonly ParameterExpression account = Expression.Parameter(typeof(Account));
    public static Expression ByType(Expression a) => Expression.Assign(Expression.Field(a, typeof(Account), "n"), Expression.Constant(3)); // RPL4004
    public static Expression ByField(Expression a) => Expression.AddAssign(Expression.Field(a, typeof(Account).GetField("n")!), Expression.Constant(3)); // RPL4004
    public static Expression ByName()
    {
        var a = Expression.Parameter(typeof(Account));
        return Expression.Assign(Expression.Field(a, "n"), Expression.Constant(3)); // RPL4004
    }
    public static Expression Fine(Expression a) => Expression.Assign(Expression.Property(a, "N"), Expression.Field(a, typeof(Other), "n"));
    public static Expression Found(Expression c) => Expression.Assign(Expression.Field(c, typeof(Compared), "n"), Expression.Constant(3));
    public static Expression FineToo(Expression o) => Expression.Assign(Expression.Field(o, typeof(Other), "n"), Expression.Field(account, "n"));
}
