using Parley.Live;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>Live events, as the hub sends them. <c>feed</c> is the receiving party's number of this change.</summary>
public sealed record MessagePush(long Feed, Guid ConversationId, MessageView Message, int Unread, int LastSeq, ConversationRow? Conversation);

public sealed record ConversationPush(long Feed, ConversationRow Conversation);

public sealed record ReadPush(long Feed, Guid ConversationId, PartyKind Party, int ReadSeq, int DeliveredSeq, int? Unread);

public sealed record TypingPush(Guid ConversationId, PartyKind Party, string Name);

public sealed record PresencePush(PartyKind Party, string Id, bool Online, DateTimeOffset? LastSeenAt);


/// <summary>Tells the parties' live connections what was committed. Best effort: the feed is the promise.</summary>
public sealed class Announcer(ThreadLines lines, Unseal unseal, InboxRows inboxRows)
{
    static readonly PartyKind[] Sides = [PartyKind.Buyer, PartyKind.Vendor];

    public async ValueTask SentAsync(Letter letter, Appended appended)
    {
        await SentToAsync(letter, appended, PartyKind.Buyer, appended.BuyerFeed, appended.BuyerUnread);
        await SentToAsync(letter, appended, PartyKind.Vendor, appended.VendorFeed, appended.VendorUnread);
    }

    async ValueTask SentToAsync(Letter letter, Appended appended, PartyKind reader, long feed, int unread)
    {
        if (!lines.IsOnline(letter.Door, reader)) return;
        var message = await ViewAsync(letter, appended.Seq, reader);
        // The first message brings the row; an event may have changed the card or the state, so it brings it too.
        var row = appended.Seq == 1 || letter.Send.Kind == MessageKind.System ? await inboxRows.FindAsync(letter.Door, reader, CancellationToken.None) : null;
        await lines.PushAsync(letter.Door, reader, feed, "message", new MessagePush(feed, letter.Door.Id, message, unread, appended.Seq, row));
    }

    /// <summary>The stored letter as its reader sees it, without going back to the store.</summary>
    public async ValueTask<MessageView> ViewAsync(Letter letter, int seq, PartyKind reader)
    {
        var (door, send, quote) = (letter.Door, letter.Send, letter.Quote);
        var ct = CancellationToken.None;
        return new MessageView(door.Id, seq, send.ClientId, await unseal.AuthorAsync(door, send.Party, send.AuthorId, reader, ct), send.Kind,
            send.Kind != MessageKind.System ? await unseal.TextForAsync(door, new Content(letter.Text, letter.Files) { Masks = letter.Masks }, send.Party, reader, ct) : null, send.Kind == MessageKind.System ? Unseal.Event(letter.Text) : null,
            quote is null ? null : new ReplyView(quote.Seq, await unseal.AuthorAsync(door, quote.Party, quote.AuthorId, reader, ct), Unseal.Shorten(quote.Content is null ? null : await unseal.TextForAsync(door, quote.Content, quote.Party, reader, ct))),
            Instants.FromMicros(send.At), null, null, false, 0, [], await unseal.FilesAsync(letter.Files, send.Party == reader, ct)) { Masked = letter.Masks.Count > 0 && send.Party == reader };
    }

    /// <summary>What another node committed, told from the store.</summary>
    public async Task FromOtherNodeAsync(Door door, Fact fact, CancellationToken ct)
    {
        foreach (var reader in Sides)
        {
            if (!lines.IsOnline(door, reader) || await inboxRows.FindAsync(door, reader, ct) is not { } row) continue;
            if (fact.Kind is FactKind.MessageSent or FactKind.MessageRevised && await unseal.FindAsync(door, fact.Seq, reader, ct) is { } message)
                await lines.PushAsync(door, reader, row.Feed, "message", new MessagePush(row.Feed, door.Id, message, row.Unread, row.LastSeq, row));
            else
                await lines.PushAsync(door, reader, row.Feed, "conversation", new ConversationPush(row.Feed, row));
        }
    }

    /// <summary>The rows of both sides changed otherwise than by a message.</summary>
    public async Task ChangedAsync(Door door, Touched touched, CancellationToken ct)
    {
        foreach (var reader in Sides)
            if (lines.IsOnline(door, reader) && await inboxRows.FindAsync(door, reader, ct) is { } row)
                await lines.PushAsync(door, reader, touched.FeedOf(reader), "conversation", new ConversationPush(touched.FeedOf(reader), row));
    }

    /// <summary>A message was edited, unsent or reacted to.</summary>
    public async Task RevisedAsync(Door door, Message row, Touched touched, CancellationToken ct)
    {
        await RevisedToAsync(door, row, touched, PartyKind.Buyer, ct);
        await RevisedToAsync(door, row, touched, PartyKind.Vendor, ct);
    }

    async Task RevisedToAsync(Door door, Message row, Touched touched, PartyKind reader, CancellationToken ct)
    {
        if (!lines.IsOnline(door, reader)) return;
        var message = (await unseal.MessagesAsync(door, [row], reader, ct))[0];
        var inbox = await inboxRows.FindAsync(door, reader, ct);
        await lines.PushAsync(door, reader, touched.FeedOf(reader), "message", new MessagePush(touched.FeedOf(reader), door.Id, message, inbox?.Unread ?? 0, inbox?.LastSeq ?? row.Seq, inbox));
    }

    /// <summary>One side read or received: both sides hear of it, only the own side the unread count.</summary>
    public async ValueTask MovedAsync(Door door, Touched touched, PartyKind mover, int readSeq, int deliveredSeq, int unread)
    {
        foreach (var reader in Sides)
        {
            var feed = touched.FeedOf(reader);
            await lines.PushAsync(door, reader, feed, "read", new ReadPush(feed, door.Id, mover, readSeq, deliveredSeq, reader == mover ? unread : null));
        }
    }

    public async ValueTask TypingAsync(Entered who, string name)
    {
        var push = new TypingPush(who.Door.Id, who.Side, name);
        foreach (var reader in Sides) await lines.PushAsync(who.Door, reader, null, "typing", push, exceptPerson: who.Person.Id);
    }
}
