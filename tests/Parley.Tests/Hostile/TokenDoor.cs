using System.Text.Json;

namespace Parley.Tests.Hostile;

/// <summary>Tokens and origins.</summary>
public sealed class TokenDoor(Talk talk)
{
    Actor Me => talk.Buyer;

    /// <summary>A token as the case wants it, in the terms of this server: its audience, its person, its algorithm.</summary>
    public string TokenOf(Case c)
    {
        if (c.Forge is not { } forge) return c.Text;
        var claims = Jwt.Claims(Me.Id);
        foreach (var (name, value) in forge["claims"]!.AsObject())
            claims[name] = (name, $"{value}") switch
            {
                ("sub", _) => Me.Id,
                ("aud", "messaging") => "parley",
                ("exp", "now+300s") => DateTimeOffset.UtcNow.AddSeconds(300).ToUnixTimeSeconds(),
                ("exp", "now-skew+1s") => DateTimeOffset.UtcNow.AddSeconds(-28).ToUnixTimeSeconds(),
                ("exp", "4102444800") when value!.GetValueKind() == JsonValueKind.Number => claims["exp"]!.DeepClone(), // far ahead is refused for that alone
                _ => value?.DeepClone(),
            };
        var header = forge["header"]!.DeepClone().AsObject();
        header.Remove("alg");
        using var attacker = System.Security.Cryptography.RSA.Create(2048);
        if (header.ContainsKey("jwk")) header["jwk"] = Jwt.Published(attacker, "k");
        return (string)forge["sign"]! switch
        {
            "valid-key" => Jwt.Hmac(claims, World.Secret, header: header),
            "attacker-key" => Jwt.Rsa(claims, attacker, header: header),
            "strip" => Jwt.Hmac(claims, World.Secret) is var token ? token[..(token.LastIndexOf('.') + 1)] : "",
            "hmac:server-public-key-der" => Jwt.Hmac(claims, attacker.ExportSubjectPublicKeyInfo()),
            "hmac:k" => Jwt.Hmac(claims, "k", header: header),
            var sign => throw new NotSupportedException($"The corpus names a signature '{sign}' that the runner does not know."),
        };
    }

    public async Task<Outcome> PreflightAsync(string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "v1/me");
        request.Headers.TryAddWithoutValidation("Origin", origin);
        request.Headers.TryAddWithoutValidation("Access-Control-Request-Method", "GET");
        return new Outcome([], Raw: (await Me.SendAsync(request)).Headers.ContainsKey("Access-Control-Allow-Origin") ? "HTTP/1.1 500 it is let in" : "");
    }
}
