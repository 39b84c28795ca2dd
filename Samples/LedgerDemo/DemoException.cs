namespace LedgerDemo;

/// <summary>The demo could not be carried out; says nothing about the bank's money.</summary>
sealed class DemoException(string message) : Exception(message);
