using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Inbox;

/// <summary>A vendor whose threads are indexed. Its row is locked while its index changes.</summary>
public sealed class SearchParty
{
    /// <summary>The party's, not one of its own; of its notes' space <see cref="Layout.NotesOf"/> it, as in all tables beside this one.</summary>
    public required long Id { get; init; }

    /// <summary>The block that is being filled.</summary>
    public int Block { get; set; }

    /// <summary>The newest message in the index, microseconds since 1970.</summary>
    public long NewestAt { get; set; }
}

/// <summary>Up to 16,384 texts of one vendor under one secret. Without the secret its tokens say nothing, and nothing can be added.</summary>
public sealed class SearchBlock
{
    public required long PartyId { get; init; }
    public required int Number { get; init; }
    public required byte[] Secret { get; set; }
    public required string WrappedBy { get; set; }

    /// <summary>How many pages are filled.</summary>
    public int Pages { get; set; }
    public long FromAt { get; set; }
    public long ToAt { get; set; }

    public static string Purpose(long party, int number) => $"parley search {party} {number}";
}

/// <summary>Which texts 256 places of a block are; sealed.</summary>
public sealed class SearchPage
{
    public required long PartyId { get; init; }

    /// <summary>Block * 64 + page of the block.</summary>
    public required int Number { get; init; }
    public required byte[] Sealed { get; set; }
    public required long FromAt { get; init; }
    public required long ToAt { get; init; }
}

/// <summary>In which places of its block a token stands; sealed. The block's number is the token's upper 16 bits, so a block lies together.</summary>
public sealed class SearchToken
{
    public required long PartyId { get; init; }
    public required long Token { get; init; }
    public required byte[] Places { get; set; }
}

/// <summary>A text that has no place yet, with all its tokens under the secret of the block that is being filled; sealed.</summary>
public sealed class SearchFresh
{
    public required long PartyId { get; init; }
    public required Guid ConversationId { get; init; }

    /// <summary>The message; 0 stands for the thread itself: its buyer's name and what it is about.</summary>
    public required int Seq { get; init; }
    public required long At { get; init; }
    public required byte[] Sealed { get; init; }
}

/// <summary>How far a thread is indexed.</summary>
public sealed class SearchThread
{
    public required Guid ConversationId { get; init; }
    public int Seq { get; set; }
    public long Revision { get; set; }

    /// <summary>A digest of the names under which the thread itself is found.</summary>
    public long Names { get; set; }
}

/// <summary>How far a thread's notes are indexed.</summary>
public sealed class SearchNotes
{
    public required Guid ConversationId { get; init; }

    /// <summary>The vendor's feed number of the last change of a note that the index has.</summary>
    public long Feed { get; set; }
}

/// <summary>A person whose words a vendor's index holds as the vendor's: for taking them out.</summary>
public sealed class SearchAuthor
{
    public required string PersonId { get; init; }
    public required long PartyId { get; init; }
}

/// <summary>How far the walk through all threads has come; there is one.</summary>
public sealed class SearchWalk
{
    public required int Id { get; init; }
    public long PartyId { get; set; }
    public long Activity { get; set; }

    /// <summary>When the end was last reached; null before the first time.</summary>
    public DateTimeOffset? DoneAt { get; set; }
    public Guid? Node { get; set; }
    public DateTimeOffset LeasedUntil { get; set; }
}

sealed class SearchTables :
    IEntityTypeConfiguration<SearchParty>, IEntityTypeConfiguration<SearchBlock>, IEntityTypeConfiguration<SearchPage>, IEntityTypeConfiguration<SearchToken>,
    IEntityTypeConfiguration<SearchFresh>, IEntityTypeConfiguration<SearchThread>, IEntityTypeConfiguration<SearchNotes>, IEntityTypeConfiguration<SearchAuthor>, IEntityTypeConfiguration<SearchWalk>
{
    public void Configure(EntityTypeBuilder<SearchParty> builder)
    {
        builder.ToTable("search_parties");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<SearchBlock> builder)
    {
        builder.ToTable("search_blocks");
        builder.HasKey(b => new { b.PartyId, b.Number });
        builder.Property(b => b.WrappedBy).HasMaxLength(32);
        builder.HasIndex(b => b.WrappedBy);
    }

    public void Configure(EntityTypeBuilder<SearchPage> builder)
    {
        builder.ToTable("search_pages");
        builder.HasKey(p => new { p.PartyId, p.Number });
    }

    public void Configure(EntityTypeBuilder<SearchToken> builder)
    {
        builder.ToTable("search_tokens");
        builder.HasKey(t => new { t.PartyId, t.Token });
    }

    public void Configure(EntityTypeBuilder<SearchFresh> builder)
    {
        builder.ToTable("search_fresh");
        builder.HasKey(f => new { f.PartyId, f.ConversationId, f.Seq });
    }

    public void Configure(EntityTypeBuilder<SearchThread> builder)
    {
        builder.ToTable("search_threads");
        builder.HasKey(t => t.ConversationId);
    }

    public void Configure(EntityTypeBuilder<SearchNotes> builder)
    {
        builder.ToTable("search_notes");
        builder.HasKey(t => t.ConversationId);
    }

    public void Configure(EntityTypeBuilder<SearchAuthor> builder)
    {
        builder.ToTable("search_authors");
        builder.HasKey(a => new { a.PersonId, a.PartyId });
    }

    public void Configure(EntityTypeBuilder<SearchWalk> builder)
    {
        builder.ToTable("search_walk");
        builder.HasKey(w => w.Id);
        builder.Property(w => w.Id).ValueGeneratedNever();
    }
}
