using Replicated.Collections;
using Replicated.Frames;
using Replicated.Graph;
using Replicated.Woven;

namespace Replicated.Apply;

/// <summary>The objects that the program's initialisers put into replicated statics of this node: frames fill them, in place of new ones.</summary>
internal sealed class OwnInstances(ObjectGraph graph)
{
    /// <summary>Under which id each was found last.</summary>
    readonly Dictionary<object, ulong> ids = new(ReferenceEqualityComparer.Instance);

    /// <summary>The object of this node that a new one of a frame stands for; null where it is to be made.</summary>
    internal object? Find(in CreatedObject created)
    {
        if (created.Making?.Own is not { } name || OwnObjects.Find(name) is not { } value || IsInUse(value))
            return null;
        ids[value] = created.Id;
        return value;
    }

    /// <summary>One that came back on the active before it was taken away here is still the one that goes.</summary>
    bool IsInUse(object value) => ids.TryGetValue(value, out ulong id) && graph.Objects.Entry(id) is { } entry && (entry == value || (entry as TrackedCollection)?.Instance == value);
}
