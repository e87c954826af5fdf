using Parley.Plumbing;

namespace Parley.Access;

/// <summary>Identifies the caller, holds the route's admission rule and the limits, before any handler runs.</summary>
public static class Gate
{
    public static void UseGate(this WebApplication app)
    {
        app.Use(async (http, next) =>
        {
            if (http.GetEndpoint() is { } endpoint)
            {
                var admission = endpoint.Metadata.GetMetadata<Admission>();
                if (admission is { Audience: not Audience.Anyone })
                {
                    var caller = await IdentifyAsync(http);
                    admission.Admit(caller);
                    http.Features.Set(caller);
                    http.RequestServices.GetRequiredService<Limits>().Take(caller!, admission.Send, http);
                    http.Response.Headers.CacheControl = "private, no-store";
                }
            }
            await next(http);
        });
    }

    /// <summary>Fails the start when a route says nothing about who may call it.</summary>
    public static void RequireAdmissionEverywhere(IEnumerable<Endpoint> endpoints)
    {
        var open = endpoints.OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<Admission>() is null).Select(e => e.RoutePattern.RawText).ToArray();
        if (open.Length > 0) throw new InvalidOperationException($"These routes do not say who may call them: {string.Join(", ", open)}.");
    }

    static async ValueTask<Caller?> IdentifyAsync(HttpContext http)
    {
        var token = BearerOf(http);
        if (token is null) return null;
        if (token.StartsWith(HostKeys.Prefix, StringComparison.Ordinal)) return await http.RequestServices.GetRequiredService<HostKeys>().ReadAsync(token, http.RequestAborted);
        var person = await http.RequestServices.GetRequiredService<TokenReader>().ReadAsync(token, http.RequestAborted);
        if (person.Operator is null) await http.RequestServices.GetRequiredService<IPeople>().RequireAsync(person.Id, http.RequestAborted);
        else http.RequestServices.GetRequiredService<IOperators>().Require(person);
        return person;
    }

    static string? BearerOf(HttpContext http)
    {
        var header = http.Request.Headers.Authorization;
        if (header.Count > 1) throw Refuse.Unauthenticated("Send one Authorization header.");
        if (header.Count == 1)
            return header[0] is { } value && value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
                ? value[7..].Trim()
                : throw Refuse.Unauthenticated("Send the token as 'Authorization: Bearer ...'.");
        // Browsers cannot set headers on a WebSocket: the hub, and only the hub, takes the token from the query.
        return http.Request.Path.StartsWithSegments("/realtime") && http.Request.Query["access_token"] is [{ Length: > 0 } query] ? query : null;
    }
}

/// <summary>Whether one of the marketplace's own staff still is. Another folder knows; access only asks, and waits for nothing.</summary>
public interface IOperators
{
    /// <summary>Throws <c>unauthenticated</c> when their token was made before they were removed.</summary>
    void Require(Person person);
}

/// <summary>Whether the host has told us of a person. The market folder knows; access only asks.</summary>
public interface IPeople
{
    /// <summary>Throws <c>unauthenticated</c> when the person is unknown or was removed.</summary>
    ValueTask RequireAsync(string personId, CancellationToken ct);
}
