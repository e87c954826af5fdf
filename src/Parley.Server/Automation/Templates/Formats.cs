using System.Globalization;
using Parley.Market;

namespace Parley.Automation;

/// <summary>Amounts and moments as people of one language write them.</summary>
public static class Formats
{
    /// <summary>Currencies whose minor unit is not a hundredth (ISO 4217).</summary>
    static readonly Dictionary<string, int> Digits = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".Split(' ').ToDictionary(c => c, _ => 0)
        .Concat("BHD IQD JOD KWD LYD OMR TND".Split(' ').ToDictionary(c => c, _ => 3)).ToDictionary();

    static readonly Dictionary<string, string> Symbols = new() { ["EUR"] = "€", ["GBP"] = "£", ["JPY"] = "¥", ["USD"] = "$" };

    /// <summary>The culture of a language tag; null when there is none of that name.</summary>
    public static CultureInfo? Culture(string? locale)
    {
        if (string.IsNullOrWhiteSpace(locale)) return null;
        try
        {
            return CultureInfo.GetCultureInfo(locale, predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            return null;
        }
    }

    public static TimeZoneInfo? Zone(string? name) => name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    public static string Amount(Money money, CultureInfo culture)
    {
        var digits = Digits.GetValueOrDefault(money.Currency, 2);
        var format = (NumberFormatInfo)culture.NumberFormat.Clone();
        format.CurrencyDecimalDigits = digits;
        if (Symbols.TryGetValue(money.Currency, out var symbol)) format.CurrencySymbol = symbol;
        else
        {
            var first = format.CurrencyPositivePattern is 0 or 2;
            (format.CurrencySymbol, format.CurrencyPositivePattern, format.CurrencyNegativePattern) = (money.Currency, first ? 2 : 3, first ? 9 : 8);
        }
        return decimal.Divide(money.Minor, (decimal)Math.Pow(10, digits)).ToString("C", format);
    }

    public static string Day(DateTimeOffset at, TimeZoneInfo zone, CultureInfo culture) => TimeZoneInfo.ConvertTime(at, zone).ToString("D", culture);

    /// <summary>Day and time; with the zone's name where the two sides' clocks differ.</summary>
    public static string Moment(DateTimeOffset at, TimeZoneInfo zone, TimeZoneInfo others, CultureInfo culture)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        var text = $"{local.ToString("D", culture)} {local.ToString("t", culture)}";
        return local.Offset == TimeZoneInfo.ConvertTime(at, others).Offset ? text : $"{text} ({zone.Id})";
    }
}
