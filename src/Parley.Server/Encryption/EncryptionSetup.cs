using Microsoft.Extensions.Options;

namespace Parley.Encryption;

public static class EncryptionSetup
{
    public static void AddEncryption(this IServiceCollection services)
    {
        services.AddSingleton<IKeyProvider>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<KeyOptions>>().Value;
            return options.Provider switch
            {
                "file" => new FileKeys(options.File),
                "environment" => new EnvironmentKeys(options.Value),
                _ => throw new InvalidOperationException($"Keys:Provider is '{options.Provider}'; write 'file' or 'environment'."),
            };
        });
        services.AddSingleton<Wrapping>();
        services.AddSingleton<AuthorKeys>();
        services.AddSingleton<HouseSecrets>();
    }
}
