using Microsoft.Extensions.Primitives;
using Parley.Notifications;

namespace Parley.Tests.Notifications;

/// <summary>Numbers, letters and words of text messages, by themselves.</summary>
public sealed class Sms_units
{
    [Theory]
    [InlineData("+4915123456789", "+4915123456789")]
    [InlineData("+49 (0)1512 345-6789", "+4915123456789")]
    [InlineData(" +33 6 12 34 56 78", "+33612345678")]
    [InlineData("+1 202-555-0143", null)] // not among the countries
    [InlineData("+1 900 555 0143", null)]
    [InlineData("+49 900 1234567", null)] // premium
    [InlineData("+49 30 901820", null)] // has no screen
    [InlineData("+49 1512", null)]
    [InlineData("+49 15123456789;ext=5", null)]
    [InlineData("015123456789", null)]
    [InlineData("0049 15123456789", null)]
    [InlineData("+4915123456789\r\nTo: +1", null)]
    [InlineData("+٤٩١٥١٢٣٤٥٦٧٨٩١٢٣٤٥٦٧٨٩٠", null)]
    [InlineData("+999 123456789", null)]
    [InlineData("+", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("+44 870 123 4567", null)]
    [InlineData("+882 16 12345678", null)]
    public void Only_numbers_of_mobile_phones_in_the_countries_allowed_are_written_to(string? text, string? number)
    {
        var (read, why) = Numbers.Read(text, ["DE", "FR", "GB"]);
        Assert.Equal(number, read?.E164);
        Assert.Equal(number is null, why is "no-number" or "not-mobile" or "country-not-allowed");
    }

    [Fact]
    public void A_number_of_ten_thousand_digits_is_none_and_costs_nothing() => Assert.Equal("no-number", Numbers.Read("+" + new string('4', 10_000), ["DE"]).Why);

    /// <summary>Lengths of 3GPP TS 23.038 and 23.040.</summary>
    [Theory]
    [InlineData('a', 160, 1)]
    [InlineData('a', 161, 2)]
    [InlineData('a', 306, 2)]
    [InlineData('a', 307, 3)]
    [InlineData('€', 80, 1)]
    [InlineData('€', 81, 2)]
    [InlineData('ب', 70, 1)]
    [InlineData('ب', 71, 2)]
    [InlineData('ب', 134, 2)]
    [InlineData('ب', 135, 3)]
    [InlineData('á', 71, 2)]
    public void Parts_are_counted_as_networks_count_them(char letter, int length, int segments) => Assert.Equal(segments, SmsText.SegmentsOf(new string(letter, length)));

    const string Link = "https://shop.example/m/0190a000-0000-7000-8000-000000000001";

    [Theory]
    [InlineData("Nuevo mensaje de Cerámica Ñandú 🏺", "Bazaar: Nuevo mensaje de Ceramica Ñandu " + Link)]
    [InlineData("Évènement “à l’œuvre” …", "Bazaar: Évènement \"à l'oeuvre\" ... " + Link)]
    [InlineData("a\r\nb\u202Ec", "Bazaar: a bc " + Link)]
    public void Accents_and_drawings_give_way_to_the_price_and_nothing_breaks_the_line(string what, string text) => Assert.Equal(new SmsText(text, 1), SmsText.Of("Bazaar", what, Link, 1));

    [Fact]
    public void Whatever_the_names_are_it_is_no_longer_than_is_paid_for()
    {
        foreach (var what in new[] { "x", new string('x', 10_000), new string('[', 500), string.Concat(Enumerable.Repeat("رسالة جديدة من متجر الطين ", 20)), string.Concat(Enumerable.Repeat("新しいメッセージ", 20)), "" })
            foreach (var marketplace in new[] { "B", new string('B', 300), "بازار" })
                foreach (var url in new[] { "", Link, Link + new string('y', 200) })
                    foreach (var most in new[] { 1, 2, 3 })
                        Assert.True(SmsText.Of(marketplace, what, url, most) is var made && made.Segments <= most && made.Segments == SmsText.SegmentsOf(made.Text), $"{made}");
    }

    [Fact]
    public void The_words_come_before_the_address_and_the_address_whole_or_not_at_all()
    {
        Assert.Equal("بازار: رسالة جديدة من متجر الطين", SmsText.Of("بازار", "رسالة جديدة من متجر الطين", Link, 1).Text);
        var cut = SmsText.Of("Bazaar", new string('x', 500), Link, 1).Text;
        Assert.EndsWith("... " + Link, cut, StringComparison.Ordinal);
        Assert.Equal(160, cut.Length);
    }

    [Theory]
    [InlineData("STOP", "Stop", "en")]
    [InlineData(" stop. ", "Stop", "en")]
    [InlineData("Arrêt", "Stop", "fr")]
    [InlineData("ARRET", "Stop", "fr")]
    [InlineData("BAJA", "Stop", "es")]
    [InlineData("Stopp!", "Stop", "de")]
    [InlineData("إيقاف", "Stop", "ar")]
    [InlineData("توقف", "Stop", "ar")]
    [InlineData("START", "Start", "en")]
    [InlineData("ابدأ", "Start", "ar")]
    [InlineData("Hilfe", "Help", "de")]
    [InlineData("don't stop", "None", "en")]
    [InlineData("Stop by at six?", "None", "en")]
    [InlineData("", "None", "en")]
    public void A_word_alone_is_a_wish_in_each_of_the_languages(string text, string wish, string language)
    {
        var read = SmsWords.Read(text);
        Assert.Equal((wish, language), (read.Wish.ToString(), read.Language));
        Assert.NotEmpty(SmsWords.Help(read.Language));
    }

    /// <summary>The example of Twilio's documentation.</summary>
    [Fact]
    public void A_signature_is_as_the_gateways_documentation_says()
    {
        var form = new Dictionary<string, StringValues> { ["CallSid"] = "CA1234567890ABCDE", ["Caller"] = "+14158675310", ["Digits"] = "1234", ["From"] = "+14158675310", ["To"] = "+18005551212" };
        const string Url = "https://example.com/myapp.php?foo=1&bar=2", Genuine = "L/OH5YylLD5NRKLltdqwSvS0BnU=";
        Assert.True(SmsCallbacks.IsGenuine(Url, form, Genuine, "12345"));
        Assert.False(SmsCallbacks.IsGenuine(Url, form, Genuine, "12346"));
        Assert.False(SmsCallbacks.IsGenuine(Url + "&", form, Genuine, "12345"));
        Assert.False(SmsCallbacks.IsGenuine(Url, form.Append(new("X", "1")), Genuine, "12345"));
        Assert.False(SmsCallbacks.IsGenuine(Url, form, "", "12345"));
    }
}
