using Parley.Plumbing;

namespace Parley.Access;

/// <summary>Who is asking: a person with a token, or the host with a key. Never both.</summary>
public abstract record Caller
{
    /// <summary>Names the caller in limits and logs; holds no secret.</summary>
    public abstract string Name { get; }
}

/// <param name="Operator">The role of the marketplace's own staff (<c>moderator</c>, <c>mediator</c>, <c>analyst</c>), or null.</param>
public sealed record Person(string Id, string? Operator, DateTimeOffset Expires) : Caller
{
    public override string Name => $"person:{Id}";

    /// <summary>When their token was made; null where it does not say so.</summary>
    public DateTimeOffset? Issued { get; init; }

    public static ValueTask<Person?> BindAsync(HttpContext http) => new(http.Features.Get<Caller>() as Person);
}

public sealed record Host(string KeyId, IReadOnlySet<string> Scopes) : Caller
{
    public override string Name => $"host:{KeyId}";

    public static ValueTask<Host?> BindAsync(HttpContext http) => new(http.Features.Get<Caller>() as Host);
}

/// <summary>What the claim <c>operator</c> can say.</summary>
public static class OperatorRole
{
    public const string Moderator = "moderator", Mediator = "mediator", Analyst = "analyst";

    public static readonly string[] All = [Moderator, Mediator, Analyst];
}

/// <summary>The scopes a host key can carry.</summary>
public static class Scope
{
    public const string MarketWrite = "market:write";
    public const string MarketRead = "market:read";
    public const string HistoryImport = "history:import";
    public const string ThreadsModerate = "threads:moderate";

    public const string MetricsRead = "metrics:read";
    public const string WebhooksManage = "webhooks:manage";
    public const string NoticesRead = "notices:read";
    public const string NoticesSend = "notices:send";
    public const string PolicyManage = "policy:manage";

    public static readonly string[] All = [MarketWrite, MarketRead, HistoryImport, ThreadsModerate, MetricsRead, WebhooksManage, NoticesRead, NoticesSend, PolicyManage];
}

/// <summary>Who may call a route. Every route carries one; the server refuses to start with a route that does not.</summary>
/// <param name="Scope">Of a host's key; of anyone, the scheme of the API's document by which the route itself knows who may.</param>
public sealed record Admission(Audience Audience, string? Scope = null, bool Send = false)
{
    /// <summary>The roles of operators that it is for; empty for all.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    public void Admit(Caller? caller)
    {
        switch (Audience)
        {
            case Audience.Anyone: return;
            case Audience.Person when caller is Person { Operator: null }: return;
            case Audience.Person when caller is Person: throw Refuse.CaseRequired();
            case Audience.PersonOrOperator when caller is Person: return;
            case Audience.PersonOrHost when caller is Person { Operator: null }: return;
            case Audience.Operator or Audience.OperatorOrHost when caller is Person { Operator: { } role }:
                if (Roles.Count == 0 || Roles.Contains(role)) return;
                throw Refuse.Forbidden($"This is for a {string.Join(" or ", Roles)}.");
            case Audience.Host or Audience.OperatorOrHost or Audience.PersonOrHost when caller is Host host && (Scope is null || host.Scopes.Contains(Scope)): return;
            case Audience.Host or Audience.OperatorOrHost or Audience.PersonOrHost when caller is Host: throw Refuse.Forbidden($"This key lacks the scope '{Scope}'.");
        }
        if (caller is null) throw Refuse.Unauthenticated("Send a person's token or a host key as 'Authorization: Bearer ...'.");
        throw Refuse.Forbidden(caller is Host ? "A host key cannot do this; send a person's token." : "This is for the marketplace's own systems or staff.");
    }
}

public enum Audience
{
    Anyone,
    Person,
    PersonOrOperator,
    PersonOrHost,
    Operator,
    OperatorOrHost,
    Host,
}

public static class AdmissionRules
{
    public static TBuilder ForAnyone<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder => builder.Admit(new(Audience.Anyone));

    /// <summary>Nobody logs in: the request carries a secret of its own, which the route checks.</summary>
    public static TBuilder ForHolderOf<TBuilder>(this TBuilder builder, string scheme) where TBuilder : IEndpointConventionBuilder => builder.Admit(new(Audience.Anyone, scheme));

    public static TBuilder ForPerson<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder => builder.Admit(new(Audience.Person));

    /// <summary>A person's route that appends messages: it has the tighter limit and is refused first under overload.</summary>
    public static TBuilder ForSender<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder => builder.Admit(new(Audience.Person, Send: true));

    public static TBuilder ForPersonOrOperator<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder => builder.Admit(new(Audience.PersonOrOperator));

    /// <summary>What a vendor's team does for itself, and a host whose key has the scope for it.</summary>
    public static TBuilder ForPersonOrHost<TBuilder>(this TBuilder builder, string scope) where TBuilder : IEndpointConventionBuilder => builder.Admit(new(Audience.PersonOrHost, scope));

    /// <param name="roles">Those that it is for; none for all.</param>
    public static TBuilder ForOperator<TBuilder>(this TBuilder builder, params string[] roles) where TBuilder : IEndpointConventionBuilder => builder.Admit(new(Audience.Operator) { Roles = roles });

    /// <summary>Staff, and machines of the marketplace whose key has the scope.</summary>
    public static TBuilder ForOperatorOrHost<TBuilder>(this TBuilder builder, string scope) where TBuilder : IEndpointConventionBuilder => builder.Admit(new(Audience.OperatorOrHost, scope));

    public static TBuilder ForHost<TBuilder>(this TBuilder builder, string scope) where TBuilder : IEndpointConventionBuilder => builder.Admit(new(Audience.Host, scope));

    static TBuilder Admit<TBuilder>(this TBuilder builder, Admission admission) where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(admission)); // of a group's and a route's, the route's counts
        return builder;
    }
}
