using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Automation;

/// <summary>The operator lets a vendor's rules pass buyers on to another vendor.</summary>
public sealed class VendorRoute
{
    public required string VendorId { get; init; }
    public required string ToId { get; init; }
}

sealed class RouteTable : IEntityTypeConfiguration<VendorRoute>
{
    public void Configure(EntityTypeBuilder<VendorRoute> builder)
    {
        builder.ToTable("vendor_routes");
        builder.HasKey(r => new { r.VendorId, r.ToId });
    }
}

/// <param name="Vendors">Ids of at most 100 other vendors.</param>
public sealed record RoutesBody(IReadOnlyList<string> Vendors);

public sealed record RouteView(string Id, string Name);

public sealed record RouteList(IReadOnlyList<RouteView> Items);

/// <summary>To which vendors the rules of a vendor may pass buyers on: put by the host, read by the team. Without it, to none.</summary>
public sealed class Routes(Store store, Register register)
{
    const int Most = 100;

    public async Task<RouteList> ReadAsync(string vendorId, CancellationToken ct)
    {
        await using var db = store.Open();
        var ids = await db.Set<VendorRoute>().Where(r => r.VendorId == vendorId).OrderBy(r => r.ToId).Select(r => r.ToId).ToListAsync(ct);
        var views = new List<RouteView>(ids.Count);
        foreach (var id in ids)
            if (await register.FindVendorAsync(id, ct) is { RemovedAt: null } vendor) views.Add(new RouteView(id, vendor.Name));
        return new RouteList(views);
    }

    public async Task PutAsync(string vendorId, RoutesBody body, CancellationToken ct)
    {
        await RequireAsync(Texts.Id(vendorId, "id"), ct);
        var wanted = body.Vendors.Select(v => Texts.Id(v, "vendors")).Distinct().Order(StringComparer.Ordinal).ToList();
        if (wanted.Count > Most) throw Refuse.Invalid("vendors", $"'vendors' has more than {Most} entries.");
        if (wanted.Contains(vendorId)) throw Refuse.Invalid("vendors", "A vendor passes nobody on to itself.");
        foreach (var id in wanted)
            if (await register.FindVendorAsync(id, ct) is not { RemovedAt: null }) throw Refuse.Invalid("vendors", $"The vendor '{id}' is unknown. Send PUT /v1/vendors/{{id}} first.");
        await store.WriteAsync(async db =>
        {
            await db.Set<VendorRoute>().Where(r => r.VendorId == vendorId && !wanted.Contains(r.ToId)).ExecuteDeleteAsync(ct);
            await db.InsertMissingAsync("vendor_routes", "vendor_id, to_id", wanted.Select(id => new object[] { vendorId, id }), ct);
        }, ct);
    }

    /// <summary>One that the host told us of and that has not left.</summary>
    public async ValueTask RequireAsync(string vendorId, CancellationToken ct)
    {
        if (await register.FindVendorAsync(vendorId, ct) is not { RemovedAt: null }) throw Refuse.NotFound();
    }

    public async Task<bool> AllowsAsync(string vendorId, string to, CancellationToken ct)
    {
        await using var db = store.Open();
        return await db.Set<VendorRoute>().AnyAsync(r => r.VendorId == vendorId && r.ToId == to, ct);
    }
}
