using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Access;
using Parley.Encryption;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

public sealed record SubjectRef(string Kind, string Id);

/// <param name="Vendor">May be left out with a subject: it is the subject's, or of several vendors' subjects the item's.</param>
/// <param name="Buyer">Only a vendor's agent names the buyer; a buyer is themself.</param>
/// <param name="Item">The id of one of the subject's items, to mean the vendor who sells it.</param>
public sealed record OpenBody(MessageBody Message, string? Vendor = null, SubjectRef? Subject = null, string? Buyer = null, string? Topic = null, string? Item = null);

/// <summary>Which thread is meant: the same words always mean the same thread.</summary>
public sealed record Thread(string VendorId, string BuyerId, SubjectKind? Kind, string? SubjectId, string? Topic)
{
    public Role Buyer => new(PartyKind.Buyer, BuyerId);

    public Role Vendor => new(PartyKind.Vendor, VendorId);

    public Guid Key => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{VendorId}\n{BuyerId}\n{(int?)Kind}\n{SubjectId}\n{Topic}"))[..16], bigEndian: true);
}

/// <summary>
/// Finds or opens a thread. A buyer may open one about any listing, about their own orders and bookings, or on a topic; a vendor
/// only about an order or booking of its own, within the operator's window. Opening the same thread twice, even at once, opens one.
/// </summary>
public sealed class OpenConversation(Store store, Register register, RouteToVendor route, Sights sights, Wrapping wrapping, Doors doors, IRestrictions restrictions, MessageChecks checks, SignOff signOff, IOptions<ConversationOptions> options, TimeProvider clock)
{
    /// <returns>The door, and whether the marketplace has signed the message off already: it is asked once.</returns>
    public async Task<(Entered Who, bool SignedOff)> RunAsync(Person person, OpenBody body, CancellationToken ct)
    {
        var (side, thread) = await MeantAsync(person, body, ct);
        var door = await FindAsync(thread, ct);
        // Whoever may not open threads may go on in those that are there, unless they may not write at all.
        var no = door is null ? restrictions.OnOpening(person.Id, side, thread.VendorId, thread.BuyerId) : restrictions.OnWriting(person.Id, side, thread.VendorId, thread.BuyerId);
        if (no is not null) throw new RefusedException(no);
        if (door is null) await AskAsync(thread, side, person, body.Message, ct);
        return (side == PartyKind.Buyer ? new Entered(await EnsureAsync(thread, ct), side, person, false) : await EnterAsAgentAsync(person, thread, ct), door is null);
    }

    /// <summary>The thread meant, and the side on which the person writes in it; refuses whoever may not open it. Nothing is opened.</summary>
    public async Task<(PartyKind Side, Thread Thread)> MeantAsync(Person person, OpenBody body, CancellationToken ct)
    {
        var isBuyer = body.Buyer is null || body.Buyer == person.Id;
        if (!isBuyer && body.Item is not null) throw Refuse.Invalid("item", "Only a buyer names an item; an agent's vendor is their own.");
        var vendorId = await (isBuyer ? route.ForBuyerAsync(person.Id, body.Vendor, body.Subject, body.Item, ct) : route.ForAgentAsync(person.Id, body.Vendor, body.Subject, ct));
        var vendor = await register.FindVendorAsync(vendorId, ct);
        if (vendor is not { RemovedAt: null }) throw Refuse.NotFound();
        var role = await register.AgentRoleAsync(vendorId, person.Id, ct);
        if (isBuyer)
        {
            if (role is not null) throw Refuse.ContactNotAllowed("You work for this vendor. Name the buyer to write to.");
            return (PartyKind.Buyer, await ForBuyerAsync(person.Id, vendorId, body.Subject, body.Topic, ct));
        }
        if (role is null) throw Refuse.NotFound();
        var thread = await ForVendorAsync(vendorId, body, ct);
        if (role == AgentRole.ReadOnly) throw Refuse.Forbidden("Your role in this team is read-only.");
        return (PartyKind.Vendor, thread);
    }

    /// <summary>Before the thread is there: what the checks or the marketplace refuse opens nothing. Where it is there, the message is sent as any other.</summary>
    async Task AskAsync(Thread thread, PartyKind side, Person person, MessageBody message, CancellationToken ct)
    {
        var text = (await checks.PassAsync(new Draft(side, person.Id, message.Text) { Opens = thread, IsOpening = true, Appeal = message.Appeal }, ct)).Text;
        if (!signOff.IsOn) return;
        var about = thread.Kind is { } kind ? new SubjectRef(kind.Word(), thread.SubjectId!) : null;
        await signOff.RequireAsync(new SignOffThread(null, thread.VendorId, thread.BuyerId, about, thread.Topic), new SignOffMessage(message.ClientMessageId, side == PartyKind.Buyer ? Fact.Buyer : Fact.Vendor, person.Id, text, 0), ct);
    }

    /// <summary>An agent who would not see a new thread has it from the start.</summary>
    async Task<Entered> EnterAsAgentAsync(Person person, Thread thread, CancellationToken ct)
    {
        var sight = await sights.OfAsync(thread.Vendor, person.Id, ct);
        return (await doors.EnterAsAgentAsync(person, await EnsureAsync(thread, sight.Covers("") ? "" : person.Id, ct), ct)).ToWrite();
    }

    /// <summary>The thread a buyer means.</summary>
    public async Task<Thread> ForBuyerAsync(string buyerId, string vendorId, SubjectRef? about, string? topic, CancellationToken ct)
    {
        if (about is null) return new Thread(vendorId, buyerId, null, null, Topic(topic));
        if (topic is not null) throw Refuse.Invalid("topic", "A thread about a subject has no topic. Send one of them.");
        var subject = await route.FindAsync(about, ct);
        if (subject is not { RemovedAt: null } || !Cards.VendorsOf(subject).Contains(vendorId)) throw Refuse.NotFound();
        if (subject.BuyerId is not null && subject.BuyerId != buyerId) throw Refuse.NotFound();
        return new Thread(vendorId, buyerId, subject.Kind, subject.Id, null);
    }

    async Task<Thread> ForVendorAsync(string vendorId, OpenBody body, CancellationToken ct)
    {
        var subject = body.Subject is null ? null : await route.FindAsync(body.Subject, ct);
        if (subject is null || !Cards.VendorsOf(subject).Contains(vendorId) || subject.BuyerId != body.Buyer || subject.Kind is not (SubjectKind.Order or SubjectKind.Booking))
            throw Refuse.ContactNotAllowed("A vendor writes first only about an order or booking of its own, to the person who made it.");
        if (subject.RemovedAt is not null) throw Refuse.ContactNotAllowed("The marketplace has removed this order or booking.");
        if (!await register.IsPresentAsync(PartyKind.Buyer, subject.BuyerId!, ct)) throw Refuse.ContactNotAllowed(SendMessage.Left(PartyKind.Buyer));
        var thread = new Thread(vendorId, subject.BuyerId!, subject.Kind, subject.Id, null);
        var days = options.Value.VendorContactDays;
        if (subject.PlacedAt is { } placed && clock.GetUtcNow() - placed > TimeSpan.FromDays(days) && await FindAsync(thread, ct) is null)
            throw Refuse.ContactNotAllowed($"This order is older than {days} days. The buyer can still write to you.");
        return thread;
    }

    /// <summary>The thread about a vendor's own order, booking or request with the person whose it is; null when it has no such subject.</summary>
    public async Task<Thread?> ForOwnSubjectAsync(string vendorId, SubjectRef wanted, CancellationToken ct) =>
        await route.FindAsync(wanted, ct) is { RemovedAt: null, BuyerId: { } buyerId } subject && Cards.VendorsOf(subject).Contains(vendorId)
            ? new Thread(vendorId, buyerId, subject.Kind, subject.Id, null)
            : null;

    public async Task<Door?> FindAsync(Thread thread, CancellationToken ct)
    {
        var key = thread.Key;
        await using var db = store.Open();
        if (await db.Set<Conversation>().SingleOrDefaultAsync(c => c.ThreadKey == key, ct) is not { } row) return null;
        return row.MergedInto is null ? doors.Remember(row) : await doors.FindAsync(await EndOfAsync(db, row.Id, ct), ct);
    }

    /// <summary>Where a merged thread goes on, however often that was merged in its turn.</summary>
    public static async Task<Guid> EndOfAsync(ParleyDb db, Guid id, CancellationToken ct)
    {
        while (await db.Set<Conversation>().Where(c => c.Id == id).Select(c => c.MergedInto).SingleAsync(ct) is { } next) id = next;
        return id;
    }

    /// <summary>The thread's door, opened when it is not there yet.</summary>
    public Task<Door> EnsureAsync(Thread thread, CancellationToken ct) => EnsureAsync(thread, "", ct);

    async Task<Door> EnsureAsync(Thread thread, string assignee, CancellationToken ct)
    {
        if (await FindAsync(thread, ct) is { } found) return found;
        try
        {
            await store.WriteAsync(db => AddAsync(db, thread, assignee, ct), ct);
        }
        catch (DbUpdateException e) when (StorageTrouble.MayRepeatNow(e))
        {
            // Somebody may have opened it in the same moment; then it is there now.
            if (await FindAsync(thread, ct) is { } theirs) return theirs;
            throw;
        }
        return await FindAsync(thread, ct) ?? throw new InvalidOperationException("A thread vanished while it was opened.");
    }

    /// <summary>The doors of many threads, opening in one transaction those that are not there yet.</summary>
    public async Task<Dictionary<Thread, Door>> EnsureAsync(IReadOnlyCollection<Thread> threads, CancellationToken ct)
    {
        var found = await FindAsync(threads, ct);
        var missing = threads.Where(t => !found.ContainsKey(t)).ToList();
        if (missing.Count == 0) return found;
        await store.WriteAsync(async db =>
        {
            var feeds = await db.EnsureFeedsAsync(missing.SelectMany(t => new[] { t.Buyer, t.Vendor }), ct);
            foreach (var thread in missing) Add(db, thread, feeds);
            await db.SaveChangesAsync(ct);
        }, ct);
        foreach (var (thread, door) in await FindAsync(missing, ct)) found[thread] = door;
        return found;
    }

    async Task<Dictionary<Thread, Door>> FindAsync(IReadOnlyCollection<Thread> threads, CancellationToken ct)
    {
        var byKey = threads.ToDictionary(t => t.Key);
        await using var db = store.Open();
        var rows = await db.Set<Conversation>().Where(c => byKey.Keys.Contains(c.ThreadKey)).ToListAsync(ct);
        return rows.ToDictionary(r => byKey[r.ThreadKey], doors.Remember);
    }

    async Task AddAsync(ParleyDb db, Thread thread, string assignee, CancellationToken ct)
    {
        Add(db, thread, await db.EnsureFeedsAsync([thread.Buyer, thread.Vendor], ct), assignee);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>The rows of a new, still empty thread.</summary>
    void Add(ParleyDb db, Thread thread, Dictionary<string, long> feeds, string assignee = "")
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var (secret, by) = wrapping.Wrap(Wrapping.NewSecret(), Conversation.SecretPurpose(id));
        var (buyer, vendor) = (feeds[thread.Buyer.Key], feeds[thread.Vendor.Key]);
        db.Add(new Conversation
        {
            Id = id,
            ThreadKey = thread.Key,
            VendorId = thread.VendorId,
            BuyerId = thread.BuyerId,
            VendorParty = vendor,
            BuyerParty = buyer,
            SubjectKind = thread.Kind,
            SubjectId = thread.SubjectId,
            Topic = thread.Topic,
            ChainHead = HashChain.Genesis,
            Secret = secret,
            SecretWrappedBy = by,
            CreatedAt = clock.GetUtcNow(),
        });
        db.Add(new Seat { ConversationId = id, Party = PartyKind.Buyer, PartyId = buyer });
        db.Add(new Seat { ConversationId = id, Party = PartyKind.Vendor, PartyId = vendor, Assignee = assignee });
    }

    /// <summary>The topic, if the operator knows it.</summary>
    public string? Topic(string? topic)
    {
        if (topic is null || options.Value.Topics.Contains(topic)) return topic;
        throw Refuse.Invalid("topic", $"'topic' must be one of {string.Join(", ", options.Value.Topics)}.");
    }
}
