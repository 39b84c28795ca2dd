[Replicated] public class Account
{
    Task task = null; // RPL3104
    System.IO.Stream stream = null; // RPL3104
    static void Go() { }
    [NotReplicated("opened again")] System.IO.Stream other = null;
}
