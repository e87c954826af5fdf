using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Access;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;

namespace Parley.Notifications;

/// <summary>People choose what they hear of, when and by which way, and see what became of it.</summary>
public static class NoticesApi
{
    public static void MapNotices(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1").WithTags("Notices").ForPerson();
        group.MapGet("/notices", GetLog).WithName("getNotices");
        group.MapGet("/notices/preferences", GetPreferences).WithName("getNoticePreferences");
        group.MapPut("/notices/preferences", PutPreferences).WithName("putNoticePreferences").Accepts<NoticePreferencesBody>("application/json");
        group.MapGet("/notices/threads", GetThreads).WithName("getNoticeThreads");
        group.MapGet("/notices/addresses-off", GetOff).WithName("getAddressesOff");
        group.MapDelete("/notices/addresses-off/{channel}", Reopen).WithName("reopenAddress");
        group.MapGet("/conversations/{id:guid}/notices", GetThread).WithName("getThreadNotices");
        group.MapPut("/conversations/{id:guid}/notices", PutThread).WithName("putThreadNotices").Accepts<ThreadNoticesBody>("application/json");
        group.MapDelete("/conversations/{id:guid}/notices", DeleteThread).WithName("deleteThreadNotices");
        group.MapGet("/users/{id}/notices", GetUserLog).WithName("getUserNotices").ForOperatorOrHost(Scope.NoticesRead);
        group.MapPost("/conversations/{id:guid}/alerts", Alert).WithName("raiseAlert").ForHost(Scope.NoticesSend);
        group.MapDelete("/conversations/{id:guid}/alerts/{alert:guid}", Withdraw).WithName("withdrawAlert").ForHost(Scope.NoticesSend);
    }

    static async Task<Accepted> Alert(Guid id, Body<AlertBody> body, RaiseAlert raise, CancellationToken ct)
    {
        await raise.RunAsync(id, body.Value, ct);
        return TypedResults.Accepted((string?)null);
    }

    static async Task<NoContent> Withdraw(Guid id, Guid alert, RaiseAlert raise, CancellationToken ct)
    {
        await raise.WithdrawAsync(id, alert, ct);
        return TypedResults.NoContent();
    }

    static async Task<Ok<NoticePage>> GetLog(string? @as, Guid? conversation, string? cursor, string? limit, Person me, Register register, NoticeLog log, CancellationToken ct)
    {
        var role = await register.RoleAsync(me, @as, ct);
        return TypedResults.Ok(await log.PageAsync(me.Id, role.Key, conversation, cursor, PageSize.Read(limit), ct));
    }

    static async Task<Ok<NoticePage>> GetUserLog(string id, Guid? conversation, string? cursor, string? limit, Register register, NoticeLog log, CancellationToken ct)
    {
        var person = await register.FindPersonAsync(Texts.Id(id, "id"), ct) ?? throw Refuse.NotFound(); // also of those who left: why they were told is asked for later
        return TypedResults.Ok(await log.PageAsync(person.Id, null, conversation, cursor, PageSize.Read(limit), ct));
    }

    static async Task<Ok<NoticePreferencesView>> GetPreferences(string? @as, Person me, Register register, ShowPreferences show, CancellationToken ct) =>
        TypedResults.Ok(await show.OfAsync(me.Id, await register.RoleAsync(me, @as, ct), ct));

    static async Task<Ok<NoticePreferencesView>> PutPreferences(string? @as, Person me, HttpContext http, Register register, KeepPreferences keep, ShowPreferences show, CancellationToken ct)
    {
        var role = await register.RoleAsync(me, @as, ct); // outsiders meet a 404 before their body is looked at
        await keep.ReplaceAsync(me.Id, role, await Bodies.ReadAsync<NoticePreferencesBody>(http), ct);
        return TypedResults.Ok(await show.OfAsync(me.Id, role, ct));
    }

    static async Task<Ok<ThreadNoticesList>> GetThreads(string? @as, Person me, Register register, ShowPreferences show, CancellationToken ct) =>
        TypedResults.Ok(await show.ThreadsAsync(me.Id, await register.RoleAsync(me, @as, ct), ct));

    static async Task<Ok<AddressOffList>> GetOff(Person me, Register register, ShowPreferences show, CancellationToken ct) =>
        TypedResults.Ok(new AddressOffList(await show.OffAsync(await register.FindPersonAsync(me.Id, ct) ?? throw Refuse.NotFound(), ct)));

    /// <summary>The person's own address is used again, until it fails once more. Where it is in use, nothing is to be done.</summary>
    static async Task<NoContent> Reopen(string channel, Person me, Register register, AddressBook addresses, CancellationToken ct)
    {
        if (NoticeWord.Channel(channel) is not { } known) throw Refuse.NotFound();
        if (Reaches.AddressOf(await register.FindPersonAsync(me.Id, ct) ?? throw Refuse.NotFound(), known) is { } address) await addresses.ReopenAsync(known, address, ct);
        return TypedResults.NoContent();
    }

    static async Task<Ok<ThreadNoticesView>> GetThread(Guid id, Person me, Doors doors, ShowPreferences show, CancellationToken ct) =>
        TypedResults.Ok(await show.OfThreadAsync(await doors.EnterAsync(me, id, ct), ct));

    static async Task<Ok<ThreadNoticesView>> PutThread(Guid id, Person me, HttpContext http, Doors doors, KeepPreferences keep, ShowPreferences show, CancellationToken ct)
    {
        var who = await doors.EnterAsync(me, id, ct);
        await keep.ChooseAsync(who, await Bodies.ReadAsync<ThreadNoticesBody>(http), ct);
        return TypedResults.Ok(await show.OfThreadAsync(who, ct));
    }

    static async Task<NoContent> DeleteThread(Guid id, Person me, Doors doors, KeepPreferences keep, CancellationToken ct)
    {
        await keep.ForgetAsync(await doors.EnterAsync(me, id, ct), ct);
        return TypedResults.NoContent();
    }
}
