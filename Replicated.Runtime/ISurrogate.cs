namespace Replicated;

/// <summary>
/// Implemented by a struct of a woven assembly that travels in place of objects of a class which is not replicated, such as one of the
/// platform or of a library. From then on members may hold that class.
/// </summary>
/// <typeparam name="TForeign">The class or struct. A member that is declared as it may hold derived ones, if the surrogate can tell them.</typeparam>
/// <typeparam name="TSelf">The struct itself.</typeparam>
/// <remarks>
/// The objects are values: two members that hold the same one hold two on the standby. As nothing shows whether they change, each that a
/// member or collection holds is turned into its surrogate and compared at every commit. Both methods run in threads of the runtime, and
/// before <c>Main</c>; what they throw refuses the commit, or makes the standby unusable until it gets a snapshot, and is named.
/// </remarks>
/// <example>
/// <code>
/// public readonly record struct CultureName(string Name) : ISurrogate&lt;CultureInfo, CultureName&gt;
/// {
///     public static CultureName From(CultureInfo value) => new(value.Name);
///     public CultureInfo Restore() => CultureInfo.GetCultureInfo(Name);
/// }
/// </code>
/// </example>
public interface ISurrogate<TForeign, TSelf>
    where TForeign : notnull
    where TSelf : struct, ISurrogate<TForeign, TSelf>
{
    /// <summary>What travels in place of an object, which is never null.</summary>
    static abstract TSelf From(TForeign value);

    /// <summary>Makes the object on the standby.</summary>
    TForeign Restore();
}
