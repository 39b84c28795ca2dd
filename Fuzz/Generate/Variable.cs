namespace Fuzz.Generate;

/// <summary>Something that can be named.</summary>
/// <param name="IsReference">A ref local or ref parameter, which lambdas cannot see.</param>
sealed record Variable(string Name, string Type, bool IsWritable = true, bool IsReference = false);
