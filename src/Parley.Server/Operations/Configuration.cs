using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Parley.Access;
using Parley.Attachments;
using Parley.Attachments.Images;
using Parley.Attachments.Look;
using Parley.Automation;
using Parley.Conversations;
using Parley.Encryption;
using Parley.Live;
using Parley.Market;
using Parley.Notifications;
using Parley.Safety;
using Parley.Storage;
using Parley.Webhooks;

namespace Parley.Operations;

/// <summary>Every option of the server: bound, completed, checked. A wrong one stops the start with its name and what to write instead.</summary>
public static class Configuration
{
    /// <summary>Section and class of each capability; the manual (<c>parley config print</c>) is made from this.</summary>
    public static readonly (string Section, Type Type)[] Sections =
    [
        ("", typeof(ParleyOptions)), ("Store", typeof(StoreOptions)), ("Keys", typeof(KeyOptions)), ("Tokens", typeof(TokenOptions)),
        ("Limits", typeof(LimitOptions)), ("Conversations", typeof(ConversationOptions)), ("Live", typeof(LiveOptions)), ("Automation", typeof(AutomationOptions)),
        ("Attachments", typeof(AttachmentOptions)), ("Images", typeof(ImageOptions)), ("Look", typeof(LookOptions)), ("Webhooks", typeof(WebhookOptions)), ("Callbacks", typeof(CallbackOptions)), ("Notices", typeof(NotificationOptions)),
        ("Push", typeof(PushOptions)), ("Fcm", typeof(FcmOptions)), ("Apns", typeof(ApnsOptions)), ("Sms", typeof(SmsOptions)),
        ("Mail", typeof(MailOptions)), ("Replies", typeof(ReplyOptions)), ("Moderation", typeof(ModerationOptions)), ("Safety", typeof(SafetyOptions)),
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
        var conversations = parley.GetSection("Conversations");
        services.AddOptions<ConversationOptions>().Configure(o =>
        {
            if (conversations.GetSection(nameof(o.Topics)).GetChildren().Any()) o.Topics = []; // the binder would append
        }).Bind(conversations);
        services.AddOptions<LiveOptions>().Bind(parley.GetSection("Live"));
        services.AddOptions<AutomationOptions>().Bind(parley.GetSection("Automation"));
        var attachments = parley.GetSection("Attachments");
        services.AddOptions<AttachmentOptions>().Bind(attachments).Configure<Microsoft.Extensions.Options.IOptions<ParleyOptions>>((o, p) =>
        {
            if (attachments[nameof(o.Types)] is { Length: > 0 } words) o.Types = words.Split(',', StringSplitOptions.TrimEntries); // as one word of the environment
            if (o is { Store: "folder", Folder: "" }) o.Folder = Path.Combine(p.Value.Data, "files");
        });
        services.AddOptions<ImageOptions>().Bind(parley.GetSection("Images"));
        services.AddOptions<LookOptions>().Bind(parley.GetSection("Look")).Configure<Microsoft.Extensions.Options.IOptions<ParleyOptions>>((o, p) =>
            o.Hosts = p.Value.OwnHosts);
        services.AddOptions<CallbackOptions>().Bind(parley.GetSection("Callbacks"));
        services.AddOptions<WebhookOptions>().Bind(parley.GetSection("Webhooks"));
        services.AddOptions<NotificationOptions>().Bind(parley.GetSection("Notices"));
        services.AddOptions<ModerationOptions>().Bind(parley.GetSection("Moderation"));
        services.AddOptions<ReplyOptions>().Bind(parley.GetSection("Replies"));
        services.AddOptions<SafetyOptions>().Bind(parley.GetSection("Safety")).Configure<Microsoft.Extensions.Options.IOptions<ParleyOptions>, Microsoft.Extensions.Options.IOptions<NotificationOptions>>((o, p, n) =>
        {
            if (o.Marketplace.Length == 0) o.Marketplace = n.Value.Marketplace;
            o.Hosts = p.Value.OwnHosts;
        });
        services.AddOptions<MailOptions>().Bind(parley.GetSection("Mail")).Configure<Microsoft.Extensions.Options.IOptions<ParleyOptions>>((o, p) =>
        {
            if (o.Folder.Length == 0) o.Folder = Path.Combine(p.Value.Data, "mail");
        });
        services.AddOptions<PushOptions>().Bind(parley.GetSection("Push"));
        services.AddOptions<FcmOptions>().Bind(parley.GetSection("Fcm"));
        services.AddOptions<ApnsOptions>().Bind(parley.GetSection("Apns"));
        services.AddOptions<SmsOptions>().Bind(parley.GetSection("Sms"));
    }

    static void Complete(IConfiguration parley, IConfiguration root, ParleyOptions options)
    {
        parley.Bind(options);
        if (root["PARLEY_DATA"] is { Length: > 0 } data) options.Data = data;
        if (root["PARLEY_PORT"] is { Length: > 0 } port) options.Port = int.TryParse(port, out var n) ? n : 0; // no number: FindMistakes says so
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
        var live = Get<LiveOptions>();
        var keys = Get<KeyOptions>();
        if (configuration["PARLEY_PORT"] is { Length: > 0 } port && !int.TryParse(port, out _)) mistakes.Add($"Parley:Port (PARLEY_PORT) is '{port}'; write a whole number from 1 to 65535.");
        else Range("Parley:Port (PARLEY_PORT)", parley.Port, 1, 65535);
        if (!System.Net.IPAddress.TryParse(parley.Address, out _)) mistakes.Add($"Parley:Address is '{parley.Address}'; write an IP address such as 127.0.0.1 or 0.0.0.0.");
        foreach (var origin in parley.Origins)
            if (!Uri.TryCreate(origin, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.GetLeftPart(UriPartial.Authority) != origin)
                mistakes.Add($"Parley:Origins has '{origin}'; write scheme, host and port only, such as https://shop.example, and never '*'.");
        foreach (var host in parley.Hosts.Where(host => Uri.CheckHostName(host) is not (UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6))) mistakes.Add($"Parley:Hosts has '{host}'; write a host's name such as shop.example.");
        mistakes.AddRange(FindMistakes(store));
        Range("Parley:Store:BatchSize", store.BatchSize, 1, 1024);
        Range("Parley:Store:QueueLimit", store.QueueLimit, 16, 100_000);
        Range("Parley:Store:OutboxHours", store.OutboxHours, 1, 720);
        if (keys.Provider is not ("file" or "environment")) mistakes.Add($"Parley:Keys:Provider is '{keys.Provider}'; write 'file' or 'environment'.");
        if (keys.Provider == "environment" && EnvironmentKeys.FindMistake(keys.Value) is { } unfit) mistakes.Add(unfit);
        if ((tokens.Secret.Length > 0) == (tokens.Jwks.Length > 0)) mistakes.Add("Parley:Tokens:Secret or Parley:Tokens:Jwks: write exactly one of them (a shared secret of at least 32 bytes, or the place of the host's public keys).");
        else if (tokens.Jwks.Length == 0 && System.Text.Encoding.UTF8.GetByteCount(tokens.Secret) < 32) mistakes.Add("Parley:Tokens:Secret is too short; write at least 32 random bytes, for instance from 'openssl rand -base64 32'.");
        if (tokens.JwksAddress is { Scheme: "http", IsLoopback: false }) mistakes.Add("Parley:Tokens:Jwks must be fetched over https.");
        if (tokens is { Jwks.Length: > 0, JwksAddress: null } && !File.Exists(tokens.Jwks)) mistakes.Add($"Parley:Tokens:Jwks is '{tokens.Jwks}', and there is no such file; write the path of a file or an address such as https://shop.example/jwks.json.");
        if (tokens.Audience.Length == 0) mistakes.Add("Parley:Tokens:Audience is empty; write what the token's 'aud' names, such as 'parley'.");
        Range("Parley:Tokens:ClockSkewSeconds", tokens.ClockSkewSeconds, 0, 300);
        Range("Parley:Tokens:MaxHours", tokens.MaxHours, 1, 168);
        Range("Parley:Limits:RequestsPerMinute", limits.RequestsPerMinute, 10, 1_000_000);
        Range("Parley:Limits:SendsPerMinute", limits.SendsPerMinute, 1, 1_000_000);
        Range("Parley:Limits:HostRequestsPerMinute", limits.HostRequestsPerMinute, 10, 10_000_000);
        Range("Parley:Limits:ConnectionsPerPerson", limits.ConnectionsPerPerson, 1, 10_000);
        Range("Parley:Conversations:TextLength", conversations.TextLength, 100, 5000);
        Range("Parley:Conversations:EditMinutes", conversations.EditMinutes, 0, 1440);
        Range("Parley:Conversations:VendorContactDays", conversations.VendorContactDays, 0, 3650);
        if (conversations.Topics.Any(string.IsNullOrWhiteSpace)) mistakes.Add("Parley:Conversations:Topics has an empty topic; write a word for each, such as 'delivery', or leave it out.");
        var automation = Get<AutomationOptions>();
        Range("Parley:Automation:HighOrderValue", automation.HighOrderValue, 0, 1_000_000_000);
        if (automation.HighOrderCurrency.Length != 3 || !automation.HighOrderCurrency.All(char.IsAsciiLetterUpper)) mistakes.Add($"Parley:Automation:HighOrderCurrency is '{automation.HighOrderCurrency}'; write an ISO 4217 code such as EUR.");
        mistakes.AddRange(AttachmentMistakes.In(Get<AttachmentOptions>()));
        mistakes.AddRange(LookMistakes.In(Get<LookOptions>()));
        mistakes.AddRange(WebhookMistakes.In(Get<WebhookOptions>()));
        mistakes.AddRange(CallbackMistakes.In(Get<CallbackOptions>()));
        mistakes.AddRange(MailMistakes.In(Get<MailOptions>()));
        mistakes.AddRange([.. PushMistakes.In(Get<PushOptions>()), .. PushMistakes.In(Get<FcmOptions>()), .. PushMistakes.In(Get<ApnsOptions>()), .. SmsMistakes.In(Get<SmsOptions>())]);
        mistakes.AddRange(ModerationMistakes.In(Get<ModerationOptions>()));
        mistakes.AddRange(ReplyMistakes.In(Get<ReplyOptions>(), Get<MailOptions>()));
        mistakes.AddRange(SafetyMistakes.In(Get<SafetyOptions>()));
        mistakes.AddRange(NotificationMistakes.In(Get<NotificationOptions>()));
        Range("Parley:Live:NodeSilenceSeconds", live.NodeSilenceSeconds, 6, 600);
        var images = Get<ImageOptions>();
        Range("Parley:Images:Megapixels", images.Megapixels, 1, 500);
        Range("Parley:Images:MemoryMiB", images.MemoryMiB, 128, 8192);
        Range("Parley:Images:Seconds", images.Seconds, 1, 300);
        Range("Parley:Images:Workers", images.Workers, 0, 64);
        Range("Parley:Images:PicturesPerWorker", images.PicturesPerWorker, 1, 100_000);
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

    /// <summary>What is wrong with the way to the store, as far as can be told without going there.</summary>
    public static IEnumerable<string> FindMistakes(StoreOptions store)
    {
        if (store.Kind is not ("sqlite" or "postgres")) yield return $"Parley:Store:Kind is '{store.Kind}'; write 'sqlite' or 'postgres'.";
        else if (!IsConnection(store)) yield return $"Parley:Store:Connection is {(store.Connection.Length == 0 ? "empty" : "no connection string")}; write '{Example(store.Kind)}'.";
    }

    /// <summary>A connection string for this kind of store, as people write it.</summary>
    public static string Example(string kind) => kind == "postgres" ? "Host=...;Database=...;Username=...;Password=..." : "Data Source=/path/to/parley.db";

    /// <summary>The store's own error in one line, with the option that leads there.</summary>
    public static string Explain(System.Data.Common.DbException error, IServiceProvider services)
    {
        var kind = services.GetRequiredService<Microsoft.Extensions.Options.IOptions<StoreOptions>>().Value.Kind;
        return $"the {kind} store cannot be used: {error.Message.ReplaceLineEndings(" ").TrimEnd('.')}. Parley:Store:Connection leads there; write '{Example(kind)}'.";
    }

    static bool IsConnection(StoreOptions store)
    {
        try
        {
            return store.Kind == "postgres"
                ? !string.IsNullOrEmpty(new Npgsql.NpgsqlConnectionStringBuilder(store.Connection).Host)
                : new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(store.Connection).DataSource.Length > 0;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            return false;
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
