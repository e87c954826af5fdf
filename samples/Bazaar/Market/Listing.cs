using System.Globalization;

namespace Bazaar.Market;

/// <summary>Something on offer: a thing, a service or a place.</summary>
public sealed record Listing(
    string Id,
    string Vendor,
    string Title,
    long Price,
    string Drawing,
    IReadOnlyList<string> Lines,
    IReadOnlyList<string> Facts,
    string? Unit = null)
{
    public string PriceLine => Unit is null ? Euros.Of(Price) : $"{Euros.Of(Price)} / {Unit}";
}

/// <summary>Prices in words; amounts are whole cents.</summary>
public static class Euros
{
    public static string Of(long cents) =>
        cents % 100 == 0
            ? string.Create(CultureInfo.InvariantCulture, $"€{cents / 100:N0}")
            : string.Create(CultureInfo.InvariantCulture, $"€{cents / 100m:N2}");
}
