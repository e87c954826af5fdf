using Parley.Conversations;
using Parley.Plumbing;

namespace Parley.Attachments;

/// <summary>Uploads for somebody what came from them by another way.</summary>
public sealed class BringFile(Uploads uploads) : IBringFiles
{
    public async Task<BroughtFile> BringAsync(Entered who, string name, Stream bytes, CancellationToken ct)
    {
        try
        {
            var along = new Incoming(bytes, bytes.Length, null);
            var atOnce = bytes.Length <= Uploads.AtOnce;
            var made = await uploads.CreateAsync(Uploader.Of(who), bytes.Length, name, atOnce ? along : null, ct);
            if (!atOnce) made = await uploads.AppendAsync(who.Person, made.Id, 0, along, ct);
            return made.Flaw is { } flaw ? new BroughtFile(null, flaw.Code) : new BroughtFile(made.Id, null);
        }
        catch (RefusedException e) when (e.Refusal.Status < 500)
        {
            return new BroughtFile(null, e.Refusal.Code);
        }
    }
}
