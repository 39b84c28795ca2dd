namespace StateFuzz.Compare;

/// <summary>How values of a type are written where the type is known.</summary>
static class Form<T>
{
    internal static readonly Action<Picture, T> Write = (Action<Picture, T>)FormBuilder.Build(typeof(T));
}

/// <summary>How an object is written that is known at run time only.</summary>
/// <param name="Name">The same in each process for types of the same name.</param>
/// <param name="HasIdentity">Whether it counts which object it is.</param>
/// <param name="Write">Writes what is in it.</param>
sealed record Form(int Name, Func<object, bool> HasIdentity, Action<Picture, object> Write);
