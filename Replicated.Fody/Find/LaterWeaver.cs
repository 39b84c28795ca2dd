using Replicated.Fody.Diagnostics;

namespace Replicated.Fody.Find;

/// <summary>A weaver that runs on the module when this one is done with it.</summary>
/// <param name="Place">Where it stands in the configuration; null where that is no file.</param>
internal sealed record LaterWeaver(string Name, Place? Place);
