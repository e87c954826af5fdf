using PhoneNumbers;

namespace Parley.Notifications;

/// <summary>A number that may be sent to.</summary>
/// <param name="E164">Such as <c>+4915112345678</c>.</param>
sealed record SmsNumber(string E164, int CallingCode);

/// <summary>Which numbers text messages may go to: of mobile phones, in the countries allowed.</summary>
static class Numbers
{
    static readonly PhoneNumberUtil Util = PhoneNumberUtil.GetInstance();

    /// <returns>The number, or why it is none: <c>no-number</c>, <c>not-mobile</c>, <c>country-not-allowed</c>.</returns>
    public static (SmsNumber? Number, string? Why) Read(string? text, IReadOnlyCollection<string> countries)
    {
        if (text is null || text.Length > 40 || !text.AsSpan().TrimStart().StartsWith("+")) return (null, "no-number");
        PhoneNumber number;
        try
        {
            number = Util.Parse(text, null);
        }
        catch (NumberParseException)
        {
            return (null, "no-number");
        }
        if (number.HasExtension || !Util.IsValidNumber(number)) return (null, "no-number");
        // What is dear to call (premium, shared cost) and what has no screen is no mobile either.
        if (Util.GetNumberType(number) is not (PhoneNumberType.MOBILE or PhoneNumberType.FIXED_LINE_OR_MOBILE)) return (null, "not-mobile");
        if (!countries.Contains(Util.GetRegionCodeForNumber(number))) return (null, "country-not-allowed");
        return (new SmsNumber(Util.Format(number, PhoneNumberFormat.E164), number.CountryCode), null);
    }

    /// <summary>In E.164, whatever kind of number it is; null when it is none.</summary>
    public static string? Normal(string text)
    {
        try
        {
            return text.AsSpan().TrimStart().StartsWith("+") && text.Length <= 40 ? Util.Format(Util.Parse(text, null), PhoneNumberFormat.E164) : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }
}
