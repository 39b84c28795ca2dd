// FodyWeavers.xml: <Replicated Writers="sync" /> // RPL5013
[Replicated] public class Account { public int n; }
