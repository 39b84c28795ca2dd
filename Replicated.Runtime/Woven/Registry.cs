namespace Replicated.Woven;

/// <summary>The replicated types of this process, as woven modules announce them.</summary>
internal static class Registry
{
    internal static void Register(RuntimeTypeHandle type) => throw new NotImplementedException();

    internal static void RegisterStatics(IReplicated statics, RuntimeTypeHandle declaringType) => throw new NotImplementedException();

    internal static Shape BuildShape(Type type) => throw new NotImplementedException();
}
