[Replicated] public class Account
{
    int n;
    Account next;
    public void Go(Account a, bool b)
    {
        ref int p = ref a.n;
        while (a != null)
        {
            p = ref b ? ref p : ref Pick(ref a.n, ref p); // RPL2011
            p++;
            a = a.next;
        }
    }
    public void Put_into_a_ref_struct_that_may_keep_what_it_has(Account a)
    {
        int other = 0;
        var pair = new Pair(ref other, ref other);
        for (; a != null; a = a.next)
        {
            pair.Put(ref a.n); // RPL2011
            pair.First++;
        }
    }
    public void Put_into_one_of_several_fields(Account a)
    {
        int other = 0;
        var pair = new Pair(ref other, ref other);
        for (; a != null; a = a.next)
        {
            pair.Second = ref a.n; // RPL2011
            pair.First++;
        }
    }
    public void Put_beside_a_type_parameter(Account a)
    {
        int other = 0;
        var either = new Either<Pair> { Number = ref other };
        for (; a != null; a = a.next)
        {
            either.Number = ref a.n; // RPL2011
            either.Number++;
        }
    }
    static ref int Pick(ref int a, ref int b) => ref a;
}
public ref struct Pair(ref int first, ref int second)
{
    public ref int First = ref first, Second = ref second;
    public void Put([System.Diagnostics.CodeAnalysis.UnscopedRef] ref int other)
    {
        if (other > 0)
            First = ref other;
    }
}
public ref struct Either<T> where T : allows ref struct
{
    public T Value;
    public ref int Number;
}
