// FodyWeavers.xml: <Replicated Include="Nobody.*" /> // RPL5010
[Replicated] public class Account { public int n; }
