namespace System.Runtime.CompilerServices;

/// <summary>The compiler asks for it to make records; netstandard2.0 has none.</summary>
internal static class IsExternalInit;
