[Replicated] public class Account : System.ComponentModel.Component
{
    int n = 3; // RPL4001
}
