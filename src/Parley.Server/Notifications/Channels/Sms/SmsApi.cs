using System.Xml.Linq;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Access;

namespace Parley.Notifications;

/// <summary>What the gateway for text messages calls. Its signature says who it is.</summary>
public static class SmsApi
{
    public static void MapSms(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/sms").WithTags("Text messages").ForHolderOf("smsGateway");
        group.MapPost("/status", Status).WithName("smsStatus");
        group.MapPost("/inbound", Inbound).WithName("smsInbound");
    }

    static async Task<NoContent> Status(HttpContext http, SmsCallbacks callbacks, CancellationToken ct)
    {
        await callbacks.StatusAsync(http, ct);
        return TypedResults.NoContent();
    }

    static async Task<ContentHttpResult> Inbound(HttpContext http, SmsCallbacks callbacks, CancellationToken ct)
    {
        var answer = await callbacks.InboundAsync(http, ct);
        return TypedResults.Content(new XElement("Response", answer is null ? null : new XElement("Message", answer)).ToString(SaveOptions.DisableFormatting), "text/xml; charset=utf-8");
    }
}
