using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Parley.Access;
using Parley.Notifications;
using Parley.Storage;

namespace Parley.Tests.Notifications;

/// <summary>Sealing, keys and words of short notices, by themselves.</summary>
public sealed class Push_units
{
    const string Receiver = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";

    static byte[] Bytes(string text) => Base64Url.DecodeFromChars(text);

    /// <summary>RFC 8291, appendix A.</summary>
    [Fact]
    public void A_push_is_sealed_byte_for_byte_as_the_standards_example_is()
    {
        var point = Bytes("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8");
        using var sender = ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256, D = Bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"), Q = new ECPoint { X = point[1..33], Y = point[33..] },
        });
        var sealed_ = PushSeal.Seal("When I grow up, I want to be a watermelon"u8, Bytes(Receiver), Bytes("BTBZMqHH6r4Tts7J_aSIgg"), sender, Bytes("DGv6ra1nlYgDCS1FRnbzlw"), step: 1);
        Assert.Equal("DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN", Base64Url.EncodeToString(sealed_));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(3992)]
    [InlineData(3993)]
    public void Sizes_tell_little_and_never_pass_the_limit(int length)
    {
        using var browser = new FakeBrowser("https://push.example");
        var sealed_ = PushSeal.Seal(new byte[length], Bytes(Receiver), new byte[16]);
        Assert.True(sealed_.Length <= 4096);
        Assert.True((sealed_.Length - 86 - 17) % 256 == 0 || sealed_.Length == 4096);
        Assert.Throws<ArgumentException>(() => PushSeal.Seal(new byte[3994], Bytes(Receiver), new byte[16]));
    }

    [Fact]
    public void Only_points_of_the_curve_are_keys()
    {
        Assert.True(PushSeal.IsPoint(Bytes(Receiver)));
        var off = Bytes(Receiver);
        off[64] ^= 1;
        Assert.False(PushSeal.IsPoint(off));
        Assert.False(PushSeal.IsPoint(new byte[65]));
        Assert.False(PushSeal.IsPoint(Bytes(Receiver)[..64]));
        Assert.False(VapidKey.IsKey(new byte[32]));
        Assert.False(VapidKey.IsKey([.. Enumerable.Repeat((byte)255, 32)]));
    }

    [Fact]
    public void A_statement_is_made_once_for_each_service_and_anew_after_hours()
    {
        using var key = new VapidKey(Bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"));
        Assert.Equal("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8", key.Public);
        var now = DateTimeOffset.UnixEpoch.AddYears(60);
        var (one, other) = (new Uri("https://push.example/a"), new Uri("https://push.example:8443/b"));
        var first = key.Authorization(one, "mailto:a@b.example", now);
        Assert.Equal(first, key.Authorization(new Uri("https://push.example/c"), "mailto:a@b.example", now.AddHours(5)));
        Assert.NotEqual(first, key.Authorization(other, "mailto:a@b.example", now));
        Assert.NotEqual(first, key.Authorization(one, "mailto:a@b.example", now.AddHours(7)));
        Assert.NotEqual(first, key.Authorization(one, "mailto:a@b.example", now.AddHours(-1))); // the clock was set back
        Assert.Contains("\"aud\":\"https://push.example:8443\"", Encoding.UTF8.GetString(Bytes(key.Authorization(other, "x", now).Split('.')[1])), StringComparison.Ordinal);
    }

    static readonly NotificationOptions Options = new() { Marketplace = "Bazaar", ThreadUrl = "https://shop.example/{as}/{thread}", Locale = "fr-FR" };

    static ParcelThread Thread(int unread, string? text = null, NoticeKind kind = NoticeKind.Message, string? note = null, string counterpart = "Bea", params string[] files) =>
        new(Guid.NewGuid(), kind, counterpart, null, null, unread, text is null && files.Length == 0 ? [] : [new ParcelMessage(1, "Bea", text, files, DateTimeOffset.UnixEpoch)], note);

    static ShortNotice Notice(string? locale, bool showText, params ParcelThread[] threads) =>
        ShortNotice.Of(new Parcel(Guid.NewGuid(), 1, new ParcelTo("p", "P", new Role(PartyKind.Vendor, "shop one"), null, locale, "UTC", showText), false, 9, threads), Options, showText);

    [Fact]
    public void A_notice_says_who_wrote_and_what_only_where_that_is_wished()
    {
        Assert.Equal(("Bea (2)", "words"), Notice("en", true, Thread(2, "words")) is var open ? (open.Title, open.Body) : default);
        Assert.Equal(("Bazaar", "2 new messages from Bea"), Notice("en", false, Thread(2, "words")) is var thin ? (thin.Title, thin.Body) : default);
        Assert.Equal("bowl.jpg", Notice("en", true, Thread(1, files: "bowl.jpg")).Body);
        Assert.Equal("3 neue Nachrichten in 2 Unterhaltungen", Notice("de-AT", true, Thread(1, "a"), Thread(2, "b")).Body);
        Assert.Equal("Your order is at risk\nNew message from Bea", Notice("en", true, Thread(0, kind: NoticeKind.OrderAtRisk, note: "Your order is at risk"), Thread(1, "b")).Body);
        Assert.Equal("https://shop.example/vendor%3Ashop%20one/", Notice("en", true, Thread(1)).Url[..^36]);
    }

    [Theory]
    [InlineData("ar-EG", true, "رسالة جديدة من Bea")]
    [InlineData("es", false, "Nuevo mensaje de Bea")]
    [InlineData("ja", false, "New message from Bea")]
    [InlineData(null, false, "Nouveau message de Bea")]
    public void It_speaks_the_persons_language_else_the_marketplaces(string? locale, bool rightToLeft, string says)
    {
        var notice = Notice(locale, false, Thread(1));
        Assert.Equal((says, rightToLeft), (notice.Body, notice.RightToLeft));
    }

    [Fact]
    public void Long_words_end_at_a_whole_character()
    {
        var notice = Notice("en", true, Thread(1, string.Concat(Enumerable.Repeat("👩‍👩‍👧", 200)), counterpart: new string('x', 10_000)));
        Assert.True(notice.Title.Length <= 100 && notice.Body.Length <= 300);
        Assert.Equal("👩‍👩‍👧…", notice.Body[^9..]);
        Assert.Equal(32, notice.Collapse.Length);
    }
}
