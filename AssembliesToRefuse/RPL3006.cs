public ref struct ReplicatedView // RPL3006
{
    public int n;
    public void Go() => n = 3;
}
