[Replicated] public class Account
{
    System.Globalization.CultureInfo culture = null; // RPL3011
    Index index = default; // RPL3011
}
