using System.Text;
using System.Text.Json.Nodes;
using MimeKit;
using Parley.Text.Mail;

namespace Parley.Bench.Text;

/// <summary>A line holds a mail (<c>input</c>, whose <c>kind</c> is plain, html or mime) and what is asked of it (<c>task</c>).</summary>
static class ReplyTask
{
    public static JsonObject Predict(JsonObject row)
    {
        var (input, kind) = ((string?)row["input"] ?? "", (string?)row["kind"]);
        var remove = (string?)row["task"] switch
        {
            "quotes_only" => ReplyParts.Quotes,
            "signature" => ReplyParts.Signatures | ReplyParts.Closings,
            _ => ReplyParts.Usual,
        };
        var reply = kind switch
        {
            "html" => ReplyParser.Parse(null, input, remove),
            "mime" => OfMime(input, remove),
            _ => ReplyParser.Parse(input, null, remove),
        };
        return new JsonObject
        {
            ["text"] = reply.Text,
            ["removed"] = new JsonArray([.. reply.Removed.Select(r => new JsonObject { ["why"] = r.Reason.ToString(), ["text"] = r.Text })]),
        };
    }

    static Reply OfMime(string input, ReplyParts remove)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(input));
        using var mail = MimeMessage.Load(bytes);
        return ReplyParser.Parse(mail.TextBody, mail.HtmlBody, remove);
    }
}
