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

    public static async ValueTask<Agent> AgentAsync(string vendor, string user, AgentBody body, Register register, CancellationToken ct)
    {
        await RequireVendorAsync(vendor, register, ct);
        await RequirePersonAsync(user, "user", register, ct);
        return new Agent { VendorId = vendor, PersonId = user, Role = body.Role };
    }

    public static async ValueTask<Subject> SubjectAsync(string kind, string id, SubjectBody body, Register register, CancellationToken ct)
    {
        var row = new Subject { Kind = SubjectKinds.Parse(kind), Id = Texts.Id(id, "id"), VendorId = "", Title = "" };
        body.Apply(row);
        await RequireVendorAsync(row.VendorId, register, ct);
        if (row.BuyerId is not null) await RequirePersonAsync(row.BuyerId, "buyer", register, ct);
        else if (row.Kind is SubjectKind.Order or SubjectKind.Booking) throw Refuse.Invalid("buyer", "An order or a booking needs its buyer.");
        return row;
    }

    static async ValueTask RequireVendorAsync(string id, Register register, CancellationToken ct)
    {
        if (await register.FindVendorAsync(Texts.Id(id, "vendor"), ct) is null) throw Refuse.Invalid("vendor", "This vendor is unknown. Send PUT /v1/vendors/{id} first.");
    }

    static async ValueTask RequirePersonAsync(string id, string field, Register register, CancellationToken ct)
    {
        if (await register.FindPersonAsync(Texts.Id(id, field), ct) is null) throw Refuse.Invalid(field, "This person is unknown. Send PUT /v1/users/{id} first.");
    }
}
