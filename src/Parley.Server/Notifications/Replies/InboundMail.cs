using System.Security.Cryptography;
using System.Text;
using MimeKit;

namespace Parley.Notifications;

/// <summary>A mail as whoever received it for us hands it over.</summary>
/// <param name="Digest">SHA-256 of its bytes: what it is known by when it has no id.</param>
/// <param name="Recipients">To whom the envelope said it goes, where that was told.</param>
/// <param name="SignedBy">The domain for which a provider says, beside the mail, that its signature (DKIM) is good.</param>
/// <param name="TooLarge">Only its headers are here.</param>
/// <param name="HasResults">Whether whoever received it writes <c>Authentication-Results</c> on top. Where not, whatever stands there came with the mail.</param>
public sealed record InboundMail(MimeMessage Mail, byte[] Digest, IReadOnlyList<string> Recipients, string? SignedBy = null, bool TooLarge = false, bool HasResults = true);

/// <summary>Reads a mail's bytes, or says by name why it cannot be one that a person wrote. Bounded in time, depth, parts and headers; nothing is fetched.</summary>
static class ReadMail
{
    public const int MostHeaderBytes = 512 * 1024;
    const int MostParts = 200, MostDepth = 30;
    static readonly TimeSpan MostTime = TimeSpan.FromSeconds(5);

    static ReadMail() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance); // the charsets of before

    public static async Task<(InboundMail? Mail, string? Flaw)> RunAsync(byte[] bytes, IReadOnlyList<string> recipients, string? signedBy, bool hasResults, CancellationToken ct)
    {
        if (bytes.Length == 0) return (null, "empty-mail");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(MostTime);
        try
        {
            return await Task.Run(() => Read(bytes, recipients, signedBy, hasResults, limit.Token), limit.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (null, "too-slow");
        }
        catch (FormatException)
        {
            return (null, "malformed");
        }
        catch (TooComplexException)
        {
            return (null, "too-complex");
        }
    }

    static (InboundMail?, string?) Read(byte[] bytes, IReadOnlyList<string> recipients, string? signedBy, bool hasResults, CancellationToken ct)
    {
        var options = ParserOptions.Default.Clone();
        options.MaxMimeDepth = MostDepth + 10;
        new Walk(options, new MemoryStream(bytes, writable: false)).ReadMessage(ct); // costs no memory, whatever is in it
        var mail = MimeMessage.Load(options, new MemoryStream(bytes, writable: false), persistent: true, ct);
        return (new InboundMail(mail, SHA256.HashData(bytes), recipients, signedBy, HasResults: hasResults), null);
    }

    sealed class TooComplexException : Exception;

    /// <summary>Goes through a mail without making anything of it, and stops where it is more than a person's mail can be.</summary>
    sealed class Walk(ParserOptions options, Stream bytes) : MimeReader(options, bytes)
    {
        int parts, depth, headers;

        protected override void OnHeaderRead(Header header, int beginLineNumber, CancellationToken cancellationToken)
        {
            if ((headers += header.RawField.Length + header.RawValue.Length) > MostHeaderBytes) throw new TooComplexException();
            cancellationToken.ThrowIfCancellationRequested();
        }

        protected override void OnMimePartBegin(ContentType contentType, long beginOffset, int beginLineNumber, CancellationToken cancellationToken) => Begin(0);

        protected override void OnMessagePartBegin(ContentType contentType, long beginOffset, int beginLineNumber, CancellationToken cancellationToken) => Begin(1);

        protected override void OnMultipartBegin(ContentType contentType, long beginOffset, int beginLineNumber, CancellationToken cancellationToken) => Begin(1);

        protected override void OnMessagePartEnd(ContentType contentType, long beginOffset, int beginLineNumber, long headersEndOffset, long endOffset, int lines, CancellationToken cancellationToken) => depth--;

        protected override void OnMultipartEnd(ContentType contentType, long beginOffset, int beginLineNumber, long headersEndOffset, long endOffset, int lines, CancellationToken cancellationToken) => depth--;

        protected override void OnMimePartContentRead(byte[] buffer, int startIndex, int count, CancellationToken cancellationToken) => cancellationToken.ThrowIfCancellationRequested();

        void Begin(int deeper)
        {
            if (++parts > MostParts || (depth += deeper) > MostDepth) throw new TooComplexException();
        }
    }
}
