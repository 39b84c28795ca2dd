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
    public void Passed_within_a_struct()
    {
        fixed (int* p = &n)
        {
            Box box;
            box.Pointer = p;
            Take(box); // RPL2005
        }
    }
    public void Passed_as_a_variable()
    {
        fixed (int* p = &n)
        {
            int* q = p;
            Take(ref q); // RPL2005
            Read(in q); // RPL2005
        }
    }
    public void Passed_to_a_function_pointer(delegate*<int*, void> take)
    {
        fixed (int* p = &n)
            take(p); // RPL2005
    }
    static void Take(int* p) => *p = 3;
    static void Take(Box box) => *box.Pointer = 3;
    static void Take(ref int* p) => *p = 3;
    static void Read(in int* p) => *p = 3;
    struct Box { public int* Pointer; }
}
