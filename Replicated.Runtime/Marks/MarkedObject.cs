using Replicated.Woven;

namespace Replicated.Marks;

/// <summary>An object that was marked. In an array of structs a store needs no check of the element's type.</summary>
internal readonly record struct MarkedObject(IReplicated Object);
