using System.Net;
using Microsoft.Extensions.Time.Testing;
using Parley.Client;
using Parley.Plumbing;
using Parley.Webhooks;

namespace Parley.Tests.Webhooks;

/// <summary>Addresses and signatures, by themselves.</summary>
public sealed class Webhook_units
{
    [Theory]
    [InlineData("93.184.215.14", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("::ffff:93.184.215.14", true)]
    [InlineData("64:ff9b::93.184.215.14", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.0.1", false)]
    [InlineData("198.19.255.255", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::127.0.0.1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fec0::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("2001:0:7f00:1::", false)]
    [InlineData("2002:c0a8:1::", false)]
    [InlineData("64:ff9b::192.168.0.1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    public void Only_addresses_of_the_public_internet_are_dialled(string address, bool open) => Assert.Equal(open, Destinations.IsPublic(IPAddress.Parse(address)));

    /// <summary>The example of the Standard Webhooks specification, so that others' libraries agree with ours.</summary>
    [Fact]
    public void A_signature_is_as_the_standard_says_and_an_old_one_is_none()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1614265330));
        var check = new ParleyWebhooks("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", clock);
        var body = """{"test": 2432232314}"""u8.ToArray();
        const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek", Signed = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
        Assert.True(check.Verify(Id, "1614265330", Signed, body));
        Assert.True(check.Verify(Id, "1614265330", $"v1a,x v1,AAAA {Signed}", body));
        Assert.False(check.Verify(Id, "1614265331", Signed, body));
        Assert.False(check.Verify(Id, "+1614265330", Signed, body));
        Assert.False(check.Verify(Id, null, Signed, body));
        Assert.False(check.Verify(Id, "1614265330", Signed["v1,".Length..], body));
        clock.Advance(TimeSpan.FromSeconds(301));
        Assert.False(check.Verify(Id, "1614265330", Signed, body));
        Assert.Throws<ArgumentException>(() => new ParleyWebhooks("whsec_AAAA"));
        Assert.Throws<ArgumentException>(() => new ParleyWebhooks("no base64"));
    }
}
