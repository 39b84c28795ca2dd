// FodyWeavers.xml: <Replicated><Include /></Replicated> // RPL5001
[Replicated] public class Account { public int n; }
