using System.Security.Cryptography;
using MimeKit;

namespace Parley.Notifications;

/// <summary>The one door for mails, whoever brings them.</summary>
public sealed class TakeMail(ReceiveReply receive, Microsoft.Extensions.Options.IOptions<ReplyOptions> options)
{
    /// <param name="signedBy">See <see cref="InboundMail"/>, as for <paramref name="hasResults"/>.</param>
    public async Task<Received> RunAsync(byte[] bytes, IReadOnlyList<string> recipients, string? signedBy, bool hasResults, CancellationToken ct)
    {
        if (bytes.Length > options.Value.MailBytes) return await TooLargeAsync(bytes, recipients, signedBy, hasResults, ct);
        var (mail, flaw) = await ReadMail.RunAsync(bytes, recipients, signedBy, hasResults, ct);
        if (mail is null) return await receive.RefuseAsync(SHA256.HashData(bytes), flaw!, ct);
        using (mail.Mail) return await receive.RunAsync(mail, ct);
    }

    /// <summary>One of which only the headers were fetched, because it is too large: its writer, if they are who they should be, hears of it.</summary>
    public Task<Received> RunAsync(HeaderList headers, CancellationToken ct) => RunAsync(headers, [], null, hasResults: true, ct);

    /// <summary>The same of one that a provider brought.</summary>
    /// <param name="beginning">With its headers; what comes after them is not looked at.</param>
    /// <param name="signedBy">See <see cref="InboundMail"/>, as for <paramref name="hasResults"/>.</param>
    public async Task<Received> TooLargeAsync(byte[] beginning, IReadOnlyList<string> recipients, string? signedBy, bool hasResults, CancellationToken ct)
    {
        try
        {
            using var bytes = new MemoryStream(beginning, 0, Math.Min(beginning.Length, ReadMail.MostHeaderBytes));
            return await RunAsync(await HeaderList.LoadAsync(bytes, ct), recipients, signedBy, hasResults, ct);
        }
        catch (FormatException)
        {
            return await receive.RefuseAsync(SHA256.HashData(beginning), "too-large", ct);
        }
    }

    async Task<Received> RunAsync(HeaderList headers, IReadOnlyList<string> recipients, string? signedBy, bool hasResults, CancellationToken ct)
    {
        using var mail = new MimeMessage(headers.ToArray<object>());
        using var bytes = new MemoryStream();
        await headers.WriteToAsync(bytes, ct);
        return await receive.RunAsync(new InboundMail(mail, SHA256.HashData(bytes.ToArray()), recipients, signedBy, TooLarge: true, hasResults), ct);
    }
}
