using Mono.Cecil;

namespace Replicated.Fody.Find;

/// <summary>Looks for an attribute by its full name. Each member of a module is asked, most of them several times, and most have none.</summary>
internal static class CustomAttributes
{
    internal static bool Has(ICustomAttributeProvider provider, string name) => Find(provider, name) != null;

    /// <summary>The first of this name, or null.</summary>
    internal static CustomAttribute? Find(ICustomAttributeProvider provider, string name)
    {
        if (!provider.HasCustomAttributes)
            return null;
        var all = provider.CustomAttributes;
        for (int i = 0; i < all.Count; i++)
        {
            if (all[i].AttributeType.FullName == name)
                return all[i];
        }
        return null;
    }

    /// <summary>What an attribute says of one of its properties, or null.</summary>
    internal static object? Said(CustomAttribute attribute, string property)
    {
        if (!attribute.HasProperties)
            return null;
        foreach (var said in attribute.Properties)
        {
            if (said.Name == property)
                return said.Argument.Value;
        }
        return null;
    }
}
