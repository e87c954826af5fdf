using System.Globalization;

namespace Bazaar;

/// <summary>What the sample is told by its environment.</summary>
/// <param name="Port"><c>BAZAAR_PORT</c>: where the shop answers, on this machine only.</param>
/// <param name="ParleyUrl"><c>Bazaar__ParleyUrl</c>: where browsers and the shop itself find Parley.</param>
/// <param name="Folder"><c>PARLEY_DATA</c>, in it the folder <c>bazaar</c>: where the ledger lives.</param>
/// <param name="HostKey"><c>Bazaar__HostKey</c>: made with <c>parley key create</c>.</param>
/// <param name="TokenSecret"><c>Bazaar__TokenSecret</c>: the one that Parley has as <c>Parley__Tokens__Secret</c>.</param>
public sealed record Settings(int Port, Uri ParleyUrl, string Folder, string? HostKey, string TokenSecret)
{
    /// <summary>Where this shop is, as browsers see it.</summary>
    public Uri ShopUrl { get; } = new($"http://localhost:{Port}");

    public static Settings From(IConfiguration configuration)
    {
        var parleyPort = PortOf(configuration, "PARLEY_PORT", 5080);
        return new Settings(
            PortOf(configuration, "BAZAAR_PORT", 5081),
            new Uri(configuration["Bazaar:ParleyUrl"] ?? $"http://localhost:{parleyPort}"),
            Path.Combine(Path.GetFullPath(configuration["PARLEY_DATA"] ?? "./data"), "bazaar"),
            configuration["Bazaar:HostKey"],
            configuration["Bazaar:TokenSecret"]
                ?? throw new InvalidOperationException(
                    "Bazaar__TokenSecret is not set: give it the secret that Parley has as Parley__Tokens__Secret."));
    }

    public string Address(string path) => new Uri(ShopUrl, path).ToString();

    static int PortOf(IConfiguration configuration, string name, int otherwise) =>
        configuration[name] is not { Length: > 0 } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536 ? port
        : throw new InvalidOperationException($"{name} is '{text}': give it a port number from 1 to 65535.");
}
