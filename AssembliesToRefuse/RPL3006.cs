public ref struct ReplicatedView
{
    public int n;
    public void Go() => n = 3; // RPL3006
}
