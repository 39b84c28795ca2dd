// FodyWeavers.xml: <Replicated Prefix="_kept" /> // RPL5018
public static class Bank { public static int _keptCount, Other; [Replicated] public static int Count; }
