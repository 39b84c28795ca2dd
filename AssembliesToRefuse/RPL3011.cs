[Replicated] public class Account
{
    System.Globalization.CultureInfo culture = System.Globalization.CultureInfo.InvariantCulture; // RPL3011
    Index index = default; // RPL3011
    System.Net.IPAddress address = null; // RPL3011
}
