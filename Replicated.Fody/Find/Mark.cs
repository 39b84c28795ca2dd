namespace Replicated.Fody.Find;

/// <summary>What a type or member says about itself.</summary>
internal enum Mark
{
    None,
    Replicated,
    NotReplicated,
}
