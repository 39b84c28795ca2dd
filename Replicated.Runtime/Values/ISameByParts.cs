namespace Replicated.Values;

/// <summary>A codec whose values are the same when their parts are, which is quicker to say than what they are as bytes.</summary>
internal interface ISameByParts<T>
{
    bool Same(T left, T right);
}
