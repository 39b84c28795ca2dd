using Replicated;

namespace NativeBase;

/// <summary>A base in another assembly that is woven.</summary>
[Replicated]
public abstract class Document<T>
{
    /// <summary>Never declared as this anywhere else.</summary>
    [Replicated]
    sealed class Revision
    {
        public T? Text { get; set; }

        public override string ToString() => $"revision of {Text}";
    }

    public string Title { get; set; } = "";

    public T? Text { get; private set; }

    /// <summary>The revisions, and what others add.</summary>
    public List<object> History { get; } = [];

    public event Action<string>? Changed;

    public void Write(T text)
    {
        Text = text;
        History.Add(new Revision { Text = text });
        Changed?.Invoke(Title);
    }
}
