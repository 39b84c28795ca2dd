using System.Reflection;

namespace Fuzz.Execute;

/// <summary>The header that the weaver added to a class, as a capture sees it.</summary>
sealed class Header
{
    const long AllClean = -1;

    readonly Func<object, long> clean;
    readonly Action<object, long> setClean;
    readonly Action<object, long> setId;

    internal Header(FieldInfo field)
    {
        var inner = field.FieldType.GetField("Clean")!;
        clean = FieldReader.Of<long>(field, inner);
        setClean = FieldReader.Setter<long>(field, inner);
        setId = FieldReader.Setter<long>(field, field.FieldType.GetField("Sealed", BindingFlags.NonPublic | BindingFlags.Instance)!);
    }

    /// <summary>The members that are marked since the object was last armed.</summary>
    internal long Marked(object owner) => ~clean(owner);

    /// <summary>Makes the object look attached, with nothing marked.</summary>
    internal void Arm(object owner)
    {
        setClean(owner, AllClean);
        setId(owner, 1);
    }
}
