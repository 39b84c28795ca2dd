namespace Replicated.Frames;

internal abstract class Codec;

internal abstract class Codec<T> : Codec
{
    internal static Codec<T> Instance => throw new NotImplementedException();
}
