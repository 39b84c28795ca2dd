using System.Reflection.Metadata;
using Replicated.Takeover;
using Replicated.Woven;

[assembly: MetadataUpdateHandler(typeof(HotReload))]

namespace Replicated.Takeover;

/// <summary>
/// Told by the platform's agent after code was changed in the running process (a debugger, <c>dotnet watch</c>). The changed methods come
/// from the compiler and are not woven, so that their stores are not seen.
/// </summary>
internal static class HotReload
{
    static volatile bool happened;

    /// <summary>Woven code of this process was changed, whether or not replication had started.</summary>
    internal static bool Happened => happened;

    /// <summary>Its name and parameter are the platform's rule.</summary>
    /// <param name="updatedTypes">The types with changed members; null where that is not known.</param>
    public static void UpdateApplication(Type[]? updatedTypes)
    {
        if (updatedTypes is not null && !updatedTypes.Any(type => type.Assembly.IsDefined(typeof(WovenAttribute), inherit: false)))
            return;
        happened = true;
        Participation.OnCodeChanged();
    }
}
