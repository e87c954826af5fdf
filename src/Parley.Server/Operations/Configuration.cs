using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Parley.Access;
using Parley.Conversations;
using Parley.Encryption;
using Parley.Storage;

namespace Parley.Operations;

/// <summary>Every option of the server: bound, completed, checked. A wrong one stops the start with its name and what to write instead.</summary>
public static class Configuration
{
    /// <summary>Section and class of each capability; the manual (<c>parley config print</c>) is made from this.</summary>
    public static readonly (string Section, Type Type)[] Sections =
    [
        ("", typeof(ParleyOptions)), ("Store", typeof(StoreOptions)), ("Keys", typeof(KeyOptions)), ("Tokens", typeof(TokenOptions)),
        ("Limits", typeof(LimitOptions)), ("Conversations", typeof(ConversationOptions)),
    ];

    public static void AddOptions(IServiceCollection services, IConfiguration configuration)
    {
        var parley = configuration.GetSection("Parley");
        services.AddOptions<ParleyOptions>().Configure(o => Complete(parley, configuration, o));
        services.AddOptions<StoreOptions>().Bind(parley.GetSection("Store")).Configure<Microsoft.Extensions.Options.IOptions<ParleyOptions>>((o, p) =>
        {
            if (o is { Kind: "sqlite", Connection: "" }) o.Connection = $"Data Source={Path.Combine(p.Value.Data, "parley.db")}";
        });
        services.AddOptions<KeyOptions>().Bind(parley.GetSection("Keys")).Configure<Microsoft.Extensions.Options.IOptions<ParleyOptions>>((o, p) =>
        {
            if (o is { Provider: "file", File: "" }) o.File = Path.Combine(p.Value.Data, "keys.json");
        });
        services.AddOptions<TokenOptions>().Bind(parley.GetSection("Tokens"));
        services.AddOptions<LimitOptions>().Bind(parley.GetSection("Limits"));
        services.AddOptions<ConversationOptions>().Bind(parley.GetSection("Conversations"));
    }

    static void Complete(IConfiguration parley, IConfiguration root, ParleyOptions options)
    {
        parley.Bind(options);
        if (root["PARLEY_DATA"] is { Length: > 0 } data) options.Data = data;
        if (root["PARLEY_PORT"] is { Length: > 0 } port) options.Port = int.TryParse(port, out var n) ? n : 0;
        options.Data = Path.GetFullPath(options.Data);
    }

    /// <summary>All that is wrong, each with the option's name and what to write instead.</summary>
    public static List<string> FindMistakesSafely(IConfiguration configuration, IServiceProvider services)
    {
        try
        {
            return FindMistakes(configuration, services);
        }
        catch (ValidationException e)
        {
            return [e.Message];
        }
    }

    static List<string> FindMistakes(IConfiguration configuration, IServiceProvider services)
    {
        var mistakes = UnknownNames(configuration.GetSection("Parley"));
        void Range(string name, int value, int least, int most)
        {
            if (value < least || value > most) mistakes.Add($"{name} is {value}; write a whole number from {least} to {most}.");
        }
        var parley = Get<ParleyOptions>();
        var store = Get<StoreOptions>();
        var tokens = Get<TokenOptions>();
        var limits = Get<LimitOptions>();
        var conversations = Get<ConversationOptions>();
        var keys = Get<KeyOptions>();
        Range("Parley:Port (PARLEY_PORT)", parley.Port, 1, 65535);
        if (!System.Net.IPAddress.TryParse(parley.Address, out _)) mistakes.Add($"Parley:Address is '{parley.Address}'; write an IP address such as 127.0.0.1 or 0.0.0.0.");
        foreach (var origin in parley.Origins)
            if (!Uri.TryCreate(origin, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.GetLeftPart(UriPartial.Authority) != origin)
                mistakes.Add($"Parley:Origins has '{origin}'; write scheme, host and port only, such as https://shop.example, and never '*'.");
        if (store.Kind is not ("sqlite" or "postgres")) mistakes.Add($"Parley:Store:Kind is '{store.Kind}'; write 'sqlite' or 'postgres'.");
        if (store is { Kind: "postgres", Connection: "" }) mistakes.Add("Parley:Store:Connection is empty; write 'Host=...;Database=...;Username=...;Password=...'.");
        Range("Parley:Store:BatchSize", store.BatchSize, 1, 1024);
        Range("Parley:Store:QueueLimit", store.QueueLimit, 16, 100_000);
        Range("Parley:Store:OutboxHours", store.OutboxHours, 1, 720);
        if (keys.Provider is not ("file" or "environment")) mistakes.Add($"Parley:Keys:Provider is '{keys.Provider}'; write 'file' or 'environment'.");
        if ((tokens.Secret.Length > 0) == (tokens.Jwks.Length > 0)) mistakes.Add("Parley:Tokens:Secret or Parley:Tokens:Jwks: write exactly one of them (a shared secret of at least 32 bytes, or the place of the host's public keys).");
        else if (tokens.Jwks.Length == 0 && System.Text.Encoding.UTF8.GetByteCount(tokens.Secret) < 32) mistakes.Add("Parley:Tokens:Secret is too short; write at least 32 random bytes, for instance from 'openssl rand -base64 32'.");
        if (tokens.Jwks.StartsWith("http:", StringComparison.Ordinal) && !new Uri(tokens.Jwks).IsLoopback) mistakes.Add("Parley:Tokens:Jwks must be fetched over https.");
        if (tokens.Audience.Length == 0) mistakes.Add("Parley:Tokens:Audience is empty; write what the token's 'aud' names, such as 'parley'.");
        Range("Parley:Tokens:ClockSkewSeconds", tokens.ClockSkewSeconds, 0, 300);
        Range("Parley:Tokens:MaxHours", tokens.MaxHours, 1, 168);
        Range("Parley:Limits:RequestsPerMinute", limits.RequestsPerMinute, 10, 1_000_000);
        Range("Parley:Limits:SendsPerMinute", limits.SendsPerMinute, 1, 1_000_000);
        Range("Parley:Limits:HostRequestsPerMinute", limits.HostRequestsPerMinute, 10, 10_000_000);
        Range("Parley:Conversations:TextLength", conversations.TextLength, 100, 5000);
        Range("Parley:Conversations:EditMinutes", conversations.EditMinutes, 0, 1440);
        Range("Parley:Conversations:VendorContactDays", conversations.VendorContactDays, 0, 3650);
        return mistakes;

        T Get<T>() where T : class
        {
            try
            {
                return services.GetRequiredService<Microsoft.Extensions.Options.IOptions<T>>().Value;
            }
            catch (InvalidOperationException e)
            {
                throw new ValidationException($"{e.Message} Check the option's type.", e);
            }
        }
    }

    /// <summary>A misspelt option is a mistake, not a wish to be ignored.</summary>
    static List<string> UnknownNames(IConfigurationSection parley)
    {
        var mistakes = new List<string>();
        foreach (var child in parley.GetChildren())
        {
            var section = Array.Find(Sections, s => s.Section.Equals(child.Key, StringComparison.OrdinalIgnoreCase) && s.Section.Length > 0);
            if (section.Type is null)
            {
                if (!Knows(typeof(ParleyOptions), child.Key)) mistakes.Add($"Parley:{child.Key} is no option; 'parley config print' lists them all.");
                continue;
            }
            foreach (var option in child.GetChildren())
                if (!Knows(section.Type, option.Key)) mistakes.Add($"Parley:{section.Section}:{option.Key} is no option; known are {string.Join(", ", section.Type.GetProperties().Select(p => p.Name))}.");
        }
        return mistakes;
    }

    static bool Knows(Type type, string name) => type.GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase) is not null;
}
