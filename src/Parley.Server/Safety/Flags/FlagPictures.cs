using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Storage;

namespace Parley.Safety;

/// <summary>Where the marketplace wants to know of ways of contact in pictures: a message that shows some comes before its people, once.</summary>
public sealed class FlagPictures(Store store, IMessageFiles files, Flags flags) : IFactWorker
{
    public const string Kind = "picture";
    const int Harm = 40;

    public string Name => "pictures";

    /// <summary>A picture is ready before its message is sent, or its message is revised when it is.</summary>
    public async Task WorkAsync(IReadOnlyList<Fact> facts, CancellationToken ct)
    {
        var told = facts.Where(f => f.Kind is FactKind.MessageSent or FactKind.MessageRevised && f.ConversationId is not null).Select(f => (Thread: f.ConversationId!.Value, f.Seq)).ToHashSet();
        foreach (var found in await files.FoundAsync([.. told.Select(t => t.Thread).Distinct()], [.. told.Select(t => t.Seq).Distinct()], ct))
            if (told.Contains((found.ConversationId, found.Seq))) await RaiseAsync(found, ct);
    }

    Task RaiseAsync(PictureFinding found, CancellationToken ct) => store.WriteAsync(async db =>
    {
        if (await db.Set<Flag>().AnyAsync(f => f.ConversationId == found.ConversationId && f.Seq == found.Seq && f.Kind == Kind, ct)) return;
        await flags.RaiseAsync(db, new Raise(Kind, found.ConversationId, found.Seq, null, found.AuthorId.Length == 0 ? null : found.AuthorId, found.Party, Harm, null, null, [.. found.Found.Select(what => new Finding(what, "pictures", 0, 0))]), ct);
    }, ct);
}
