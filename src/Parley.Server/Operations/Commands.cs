using System.Collections;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Parley.Access;
using Parley.Attachments;
using Parley.Encryption;
using Parley.Inbox;
using Parley.Plumbing;
using Parley.Safety;
using Parley.Storage;

namespace Parley.Operations;

/// <summary>The commands besides <c>serve</c>. Exit codes: 0 done, 1 refused or failed, 2 not understood.</summary>
public static class Commands
{
    const string Usage = """
        parley serve                                      start the server (also without a word)
        parley config check | config print                find mistakes; show every option with its value
        parley key create --name X --scopes a,b           make a host key; it is shown once
        parley key list                                   who holds a host key, with its id
        parley key revoke ID                              refuse a host key from now on
        parley key rotate                                 make a new wrapping key and rewrap all secrets
        parley mail list | mail show ID                   mails that a provider brought and that were not taken; one as it came
        parley token --user ID [--minutes 15] [--operator ROLE]   make a person's token, for trying things out
        parley migrate                                    bring the store up to date
        parley search index                               bring all threads into the index of search (the server does it, too, with rests)
        parley audit verify [NUMBER HASH]                 check the log of what operators did; with an end noted earlier, that it is still in it
        parley labels export FILE --who NAME --reason WHY operators' decisions with their texts, to teach models by; it is written in the log
        parley backup FILE | restore FILE                 copy everything out; put it back (stop the server first)
        parley backup FILE FOLDER | restore FILE FOLDER   the same with the files of messages, where they are kept in a folder
        """;

    public static async Task<int> RunAsync(string[] words, WebApplication app)
    {
        try
        {
            return words switch
            {
                ["config", "check"] => Check(app),
                ["config", "print"] => Print(app.Services),
                ["key", "create", .. var rest] => await CreateKeyAsync(app.Services, new Flags(rest)),
                ["key", "list"] => await ListKeysAsync(app.Services),
                ["key", "revoke", var id] => await RevokeKeyAsync(app.Services, id),
                ["key", "rotate"] => await RotateAsync(app.Services),
                ["token", .. var rest] => MakeToken(app.Services, new Flags(rest)),
                ["mail", "list"] => await MailCommands.ListAsync(app.Services),
                ["mail", "show", var id] => await MailCommands.ShowAsync(app.Services, id),
                ["migrate"] => await MigrateAsync(app.Services),
                ["search", "index"] => await IndexAsync(app.Services),
                ["audit", "verify", .. var noted] => await VerifyAuditAsync(app.Services, noted),
                ["labels", "export", var file, .. var rest] => await ExportLabelsAsync(app.Services, file, new Flags(rest)),
                ["backup", var file] => await BackupAsync(app.Services, file, null),
                ["backup", var file, var folder] => await BackupAsync(app.Services, file, folder),
                ["restore", var file] => await RestoreAsync(app.Services, file, null),
                ["restore", var file, var folder] => await RestoreAsync(app.Services, file, folder),
                ["help" or "--help" or "-h"] => Say(Usage, 0),
                _ => Say(Usage, 2),
            };
        }
        catch (DbException e)
        {
            await Console.Error.WriteLineAsync($"Nothing was done: {Configuration.Explain(e, app.Services)}");
            return 1;
        }
        catch (Exception e) when (e is RefusedException or InvalidOperationException or InvalidDataException or IOException or UnauthorizedAccessException or System.ComponentModel.DataAnnotations.ValidationException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    static Store StoreOf(IServiceProvider services)
    {
        var mistakes = Configuration.FindMistakes(services.GetRequiredService<IOptions<StoreOptions>>().Value);
        return mistakes.FirstOrDefault() is { } mistake ? throw new InvalidOperationException(mistake) : services.StoreForLongWork();
    }

    static int Check(WebApplication app)
    {
        var mistakes = Configuration.FindMistakesSafely(app.Configuration, app.Services);
        foreach (var mistake in mistakes) Console.Error.WriteLine(mistake);
        return mistakes.Count == 0 ? Say("The configuration is good.", 0) : 1;
    }

    static int Print(IServiceProvider services)
    {
        foreach (var (section, type) in Configuration.Sections)
        {
            var value = services.GetRequiredService(typeof(IOptions<>).MakeGenericType(type));
            var options = value.GetType().GetProperty("Value")!.GetValue(value)!;
            foreach (var property in type.GetProperties())
                Console.WriteLine($"Parley:{(section.Length > 0 ? section + ":" : "")}{property.Name} = {Show(property.Name, property.GetValue(options))}");
        }
        return 0;
    }

    static string Show(string name, object? value) => value switch
    {
        string { Length: > 0 } when name is "Secret" or "Connection" or "Value" => "(set, not shown)",
        string text => $"\"{text}\"",
        IEnumerable many => string.Join(", ", many.Cast<object>()),
        _ => $"{value}",
    };

    static async Task<int> CreateKeyAsync(IServiceProvider services, Flags flags)
    {
        await StoreOf(services).MigrateAsync(CancellationToken.None);
        var scopes = flags.Required("scopes").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return Say(await services.GetRequiredService<HostKeys>().CreateAsync(flags.Required("name"), scopes, CancellationToken.None), 0);
    }

    static async Task<int> ListKeysAsync(IServiceProvider services)
    {
        await StoreOf(services).MigrateAsync(CancellationToken.None);
        foreach (var key in await services.GetRequiredService<HostKeys>().ListAsync(CancellationToken.None))
            Console.WriteLine($"{key.Id}  {key.CreatedAt:yyyy-MM-dd}  {(key.RevokedAt is { } at ? $"revoked {at:yyyy-MM-dd}" : "in use"),-18}  {key.Name}  ({key.Scopes})");
        return 0;
    }

    static async Task<int> RevokeKeyAsync(IServiceProvider services, string id)
    {
        await StoreOf(services).MigrateAsync(CancellationToken.None);
        await services.GetRequiredService<HostKeys>().RevokeAsync(id, CancellationToken.None);
        return Say($"The key {id} is revoked. Running servers refuse it within {HostKeys.Trusted.TotalSeconds} seconds.", 0);
    }

    static async Task<int> RotateAsync(IServiceProvider services)
    {
        await StoreOf(services).MigrateAsync(CancellationToken.None);
        var rotation = ActivatorUtilities.CreateInstance<RotateKeys>(services);
        var count = await rotation.RunAsync(done => Console.Error.WriteLine($"{done} secrets rewrapped"), CancellationToken.None);
        return Say($"{count} secrets are wrapped by the new key. Running servers read it from the key file by themselves; copies of that file elsewhere need the new one.", 0);
    }

    static int MakeToken(IServiceProvider services, Flags flags)
    {
        var options = services.GetRequiredService<IOptions<TokenOptions>>().Value;
        if (options.Secret.Length == 0) throw new InvalidOperationException("Tokens are signed by the host's own key (Parley:Tokens:Jwks); make them there.");
        var claims = new Dictionary<string, object> { ["sub"] = flags.Required("user") };
        if (flags.Optional("operator") is { } role)
            claims["operator"] = OperatorRole.All.Contains(role) ? role : throw new InvalidOperationException($"--operator must be one of {string.Join(", ", OperatorRole.All)}.");
        if (!int.TryParse(flags.Optional("minutes") ?? "15", out var minutes) || minutes < 1) throw new InvalidOperationException("--minutes must be a whole number, 1 or more.");
        return Say(new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Claims = claims,
            Audience = options.Audience,
            Issuer = options.Issuer.Length > 0 ? options.Issuer : null,
            Expires = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime.AddMinutes(minutes),
            SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(options.Secret)), SecurityAlgorithms.HmacSha256),
        }), 0);
    }

    static async Task<int> MigrateAsync(IServiceProvider services)
    {
        await StoreOf(services).MigrateAsync(CancellationToken.None);
        return Say("The store is up to date.", 0);
    }

    static async Task<int> IndexAsync(IServiceProvider services)
    {
        _ = StoreOf(services);
        await services.GetRequiredService<WalkThreads>().RunAsync(walk => Console.WriteLine(walk.Done ? "Every thread is in the index." : $"{walk.Vendors} of {walk.Total} vendors."), CancellationToken.None);
        return 0;
    }

    static async Task<int> VerifyAuditAsync(IServiceProvider services, string[] noted)
    {
        AuditEnd? known = null;
        if (noted is [var number, { Length: 64 } hash] && long.TryParse(number, out var n)) known = new AuditEnd(n, hash.ToLowerInvariant());
        else if (noted.Length > 0) return Say(Usage, 2);
        var verify = new VerifyAudit(StoreOf(services));
        var flaws = 0;
        await foreach (var flaw in verify.RunAsync(known, CancellationToken.None))
        {
            await Console.Error.WriteLineAsync(flaw);
            flaws++;
        }
        if (flaws > 0) return 1;
        var end = await verify.EndAsync(CancellationToken.None);
        return Say($"The log is whole. It ends with {end.Number} {end.Hash}; keep that elsewhere, and give it to the next check.", 0);
    }

    static async Task<int> ExportLabelsAsync(IServiceProvider services, string file, Flags flags)
    {
        _ = StoreOf(services);
        var (who, reason) = (Texts.Line(flags.Required("who"), "who", 128), Texts.Line(flags.Required("reason"), "reason", 500));
        if (File.Exists(file)) throw new IOException($"{file} exists already; name a new file.");
        var count = await services.GetRequiredService<ExportLabels>().RunAsync(file, who, reason, CancellationToken.None);
        return Say($"{count} texts are in {file}. They are people's words: keep them as such, and delete the file when the model is taught.", 0);
    }

    static async Task<int> BackupAsync(IServiceProvider services, string file, string? folder)
    {
        var store = StoreOf(services);
        var files = folder is null ? null : FilesOf(services);
        if (File.Exists(file)) throw new IOException($"{file} exists already; name a new file.");
        PrivateFiles.Open(file, FileMode.CreateNew).Dispose();
        try
        {
            for (var round = 0; files is not null && round < 5 && CopyBlobs.Run(files, folder!) > 0; round++) { } // of what the store names, hardly anything goes before it is here
            await store.BackupAsync(file, CancellationToken.None);
            if (files is not null) CopyBlobs.Run(files, folder!); // and what came until then
        }
        catch
        {
            File.Delete(file); // half a backup is none
            throw;
        }
        return Say($"Everything but the wrapping keys{(files is null ? " and the files of messages" : "")} is in {file}{(files is null ? "" : $" and {folder}")}. Keep the key file apart from it.", 0);
    }

    static async Task<int> RestoreAsync(IServiceProvider services, string file, string? folder)
    {
        if (!File.Exists(file)) throw new IOException($"{file} does not exist.");
        if (folder is not null && !Directory.Exists(folder)) throw new IOException($"{folder} does not exist.");
        var store = StoreOf(services);
        if (folder is not null) CopyBlobs.Restore(folder, FilesOf(services));
        var kept = await store.RestoreAsync(file, CancellationToken.None);
        await store.MigrateAsync(CancellationToken.None);
        return Say($"Restored from {file}.{(kept is null ? "" : $" What was there before is kept in {kept}.")}", 0);
    }

    static string FilesOf(IServiceProvider services) => services.GetRequiredService<IBlobStore>() is FolderBlobs blobs
        ? blobs.Root : throw new InvalidOperationException("Files are kept in a bucket here; copy it with its own tools, before and after the store.");

    static int Say(string text, int code)
    {
        (code == 2 ? Console.Error : Console.Out).WriteLine(text);
        return code;
    }

    sealed class Flags(string[] words)
    {
        public string Required(string name) => Optional(name) ?? throw new InvalidOperationException($"--{name} is missing.\n{Usage}");

        public string? Optional(string name)
        {
            var at = Array.IndexOf(words, "--" + name);
            return at >= 0 && at + 1 < words.Length ? words[at + 1] : null;
        }
    }
}
