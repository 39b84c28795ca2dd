using System.Xml;
using System.Xml.Linq;
using Replicated.Fody.Diagnostics;

namespace Replicated.Fody.Find;

/// <summary>Where something stands in FodyWeavers.xml.</summary>
internal static class XmlPlaces
{
    /// <summary>The name of an element or attribute; null where it was not read from a file.</summary>
    internal static Place? Of(XObject named)
    {
        if (named.BaseUri.Length == 0 || named is not IXmlLineInfo line || !line.HasLineInfo())
            return null;
        int length = (named is XAttribute attribute ? attribute.Name : ((XElement)named).Name).LocalName.Length;
        return new Place(new Uri(named.BaseUri).LocalPath, line.LineNumber, line.LinePosition, line.LineNumber, line.LinePosition + length);
    }
}
