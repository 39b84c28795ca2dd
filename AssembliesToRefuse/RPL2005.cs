[Replicated] public unsafe class Account
{
    int n;
    [NotReplicated("for a moment only")] int* kept;
    public void Stored()
    {
        fixed (int* p = &n)
            kept = p; // RPL2005
    }
    public void Passed()
    {
        fixed (int* p = &n)
            Take(p); // RPL2005
    }
    public int* Returned()
    {
        fixed (int* p = &n)
            return p; // RPL2005
    }
    static void Take(int* p) => *p = 3;
}
