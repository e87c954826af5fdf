using System.Security.Cryptography;
using System.Text;
using Parley.Access;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;
using Host = Parley.Access.Host;

namespace Parley.Attachments;

/// <summary>Where files lie: in a thread, or in a library, which holds what a vendor's templates carry.</summary>
/// <param name="Door">Null of a library.</param>
/// <param name="Library">The vendor whose it is, empty for the marketplace's; null of a thread.</param>
public sealed record Home(Guid Id, Door? Door, string? Library)
{
    /// <summary>The second half of every file's key: of a thread its secret, of a library, whose holder has the secret, its id.</summary>
    public byte[] Secret { get; } = Door?.Secret ?? Id.ToByteArray(bigEndian: true);

    public static Home Of(Door door) => new(door.Id, door, null);

    public static Home OfLibrary(string vendor) => new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"library {vendor}"))[..16], bigEndian: true), null, vendor);

    /// <summary>Under whose secret files lie here: of a thread their author's, of a library its own, so that they stay when their author goes.</summary>
    public string HolderOf(string author) => Library is { } vendor ? LibraryHolder(vendor) : author;

    /// <summary>Nobody's id holds a blank.</summary>
    public static string LibraryHolder(string vendor) => HolderPrefix + vendor;

    public const string HolderPrefix = "l ";
}

/// <summary>Who uploads, and where to.</summary>
public sealed record Uploader(Home Home, PartyKind Side, string AuthorId, bool ReadOnly)
{
    /// <summary>Why they may not write for now, by the platform's decision or because one of the two sides does not want it.</summary>
    public Refusal? Restriction { get; init; }

    public static Uploader Of(Entered who) => new(Home.Of(who.Door), who.Side, who.Person.Id, who.ReadOnly) { Restriction = who.Restriction };

    public Uploader ToWrite() => ReadOnly ? throw Refuse.Forbidden("Your role in this team is read-only.") : Restriction is { } no ? throw new RefusedException(no) : this;
}

/// <summary>Finds where files lie, and lets in who may come to them.</summary>
public sealed class Homes(Doors doors, Register register)
{
    /// <summary>Null when the thread is gone.</summary>
    public async ValueTask<Home?> FindAsync(Attachment file, CancellationToken ct)
    {
        if (file.Library is { } vendor) return Home.OfLibrary(vendor);
        return await doors.FindAsync(file.ConversationId, ct) is { } door ? Home.Of(door) : null;
    }

    /// <summary>The caller where this file of theirs lies.</summary>
    public async ValueTask<Uploader> EnterAsync(Caller me, Attachment file, CancellationToken ct)
    {
        if (file.Library is { } vendor) return await EnterLibraryAsync(me, vendor, ct);
        return me is Person person ? Uploader.Of(await doors.EnterAsync(person, file.ConversationId, ct)) : throw Refuse.NotFound();
    }

    /// <summary>A vendor's team in its own library, the host in the marketplace's.</summary>
    public async ValueTask<Uploader> EnterLibraryAsync(Caller me, string vendor, CancellationToken ct)
    {
        if (vendor.Length == 0) return me is Host host ? new Uploader(Home.OfLibrary(""), PartyKind.Platform, AuthorOf(host), ReadOnly: false) : throw Refuse.NotFound();
        if (me is not Person person || await register.AgentRoleAsync(vendor, person.Id, ct) is not { } role) throw Refuse.NotFound();
        return new Uploader(Home.OfLibrary(vendor), PartyKind.Vendor, person.Id, role == AgentRole.ReadOnly);
    }

    public static string AuthorOf(Caller me) => me is Person person ? person.Id : $"h {((Host)me).KeyId}";
}
