using Microsoft.AspNetCore.SignalR;
using Parley.Access;

namespace Parley.Market;

/// <summary>Before a live connection starts: the role it asks for must be the person's own.</summary>
public static class SeatTheCaller
{
    public static void UseRoles(this WebApplication app) =>
        app.Use(async (http, next) =>
        {
            if (http.GetEndpoint()?.Metadata.GetMetadata<HubMetadata>() is not null && http.Features.Get<Caller>() is Person person)
                http.Features.Set(await http.RequestServices.GetRequiredService<Register>().RoleAsync(person, http.Request.Query["as"], http.RequestAborted));
            await next(http);
        });
}
