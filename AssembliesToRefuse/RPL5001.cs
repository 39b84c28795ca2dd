// FodyWeavers.xml: <Replicated Includes="My.State.*" /> // RPL5001
[Replicated] public class Account { public int n; }
