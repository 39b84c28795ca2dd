public ref struct View
{
    public ref int Number;
}
[Replicated] public class Account
{
    int n;
    public Span<int> Returned() => new(ref n); // RPL2002
    public void Filled(ref View view)
    {
        view.Number = ref n; // RPL2002
    }
    public void Given(ref View view) => Put(ref view, ref n); // RPL2002
    static void Put(ref View view, [System.Diagnostics.CodeAnalysis.UnscopedRef] ref int number) => view.Number = ref number;
}
