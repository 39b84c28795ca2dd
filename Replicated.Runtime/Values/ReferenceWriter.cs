using Replicated.Collections;
using Replicated.Woven;

namespace Replicated.Values;

/// <summary>Gives the ids of objects that a value refers to. What an object without an id means depends on who writes.</summary>
internal abstract class ReferenceWriter
{
    internal abstract ulong IdOf(IReplicated value);

    internal abstract ulong IdOf(object collection, ICollectionCodec codec);

    /// <summary>What is said of the member whose collection is written or shown next; null: nothing.</summary>
    internal Watch? Watch { get; set; }

    /// <summary>Tells <see cref="Watch"/>, which is said of one collection only and not of those within it.</summary>
    protected Watch? TakeWatch()
    {
        var watch = Watch;
        Watch = null;
        return watch;
    }

    /// <summary>The number of the type of a value that stands where the static type does not say what it is; 0: it must not be written now.</summary>
    internal abstract int NumberOf(Codec codec);

    /// <summary>The number of a method that a delegate calls; 0: it must not be written now.</summary>
    internal abstract int NumberOf(DelegateMethod method);

    /// <summary>How the members of a type stand in its messages; null: under their own numbers.</summary>
    internal virtual Layout? LayoutOf(Shape shape) => null;

    /// <summary>Told when an iterator is written while its own code runs, so that what it is about to do next is not in the object.</summary>
    internal virtual void MeetRunningIterator()
    {
    }

    /// <summary>Told when a struct is written that calls can change in its box, where no store is seen.</summary>
    internal virtual void MeetChangingBox(object box)
    {
    }
}
