using Parley.Plumbing;

namespace Parley.Market;

/// <summary>Turns what the host sent into checked rows, for one call or for a sync of many.</summary>
public static class Rows
{
    public static MarketPerson User(string id, UserBody body)
    {
        var row = new MarketPerson { Id = Texts.Id(id, "id"), Name = "" };
        body.Apply(row);
        return row;
    }

    public static Vendor Vendor(string id, VendorBody body)
    {
        var row = new Vendor { Id = Texts.Id(id, "id"), Name = "" };
        body.Apply(row);
        return row;
    }

    public static Agent Agent(string vendor, string user, AgentBody body) =>
        new() { VendorId = Texts.Id(vendor, "vendor"), PersonId = Texts.Id(user, "user"), Role = body.Role };

    public static Subject Subject(string kind, string id, SubjectBody body)
    {
        var row = new Subject { Kind = SubjectKinds.Parse(kind), Id = Texts.Id(id, "id"), VendorId = "", Title = "" };
        body.Apply(row);
        if (row.BuyerId is null && row.Kind is SubjectKind.Order or SubjectKind.Booking) throw Refuse.Invalid("buyer", "An order or a booking needs its buyer.");
        return row;
    }

    /// <summary>Whom a row names: they must have been told of before.</summary>
    public static (IReadOnlyList<string> VendorIds, string? PersonId) Named(object row) => row switch
    {
        Agent agent => ([agent.VendorId], agent.PersonId),
        Subject subject => (Cards.VendorsOf(subject), subject.BuyerId),
        _ => throw new InvalidOperationException($"{row.GetType().Name} names nobody."),
    };

    /// <summary>Refuses a row that names a vendor or a person we have not been told of.</summary>
    public static async ValueTask RequireNamedAsync(object row, Register register, CancellationToken ct)
    {
        var (vendors, person) = Named(row);
        for (var i = 0; i < vendors.Count; i++) await RequireVendorAsync(vendors[i], i == 0 ? "vendor" : "items.vendor", register, ct);
        if (person is not null) await RequirePersonAsync(person, row is Agent ? "user" : "buyer", register, ct);
    }

    static async ValueTask RequireVendorAsync(string id, string field, Register register, CancellationToken ct)
    {
        if (await register.FindVendorAsync(id, ct) is null) throw Refuse.Invalid(field, "This vendor is unknown. Send PUT /v1/vendors/{id} first.");
    }

    static async ValueTask RequirePersonAsync(string id, string field, Register register, CancellationToken ct)
    {
        if (await register.FindPersonAsync(id, ct) is null) throw Refuse.Invalid(field, "This person is unknown. Send PUT /v1/users/{id} first.");
    }
}
