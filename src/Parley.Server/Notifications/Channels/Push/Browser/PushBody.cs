using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Notifications;

/// <summary>What the service worker of the elements reads (<c>PushNotice</c> there). At most what one push holds.</summary>
static class PushBody
{
    static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    sealed record Content(int Parley, string Title, string Body, string Tag, string Url, string Lang, string Dir, int Unread, bool Urgent, string? Icon, long? At);

    public static byte[] Write(ShortNotice notice, Parcel parcel, string icon)
    {
        var at = parcel.Threads.SelectMany(t => t.Messages).Select(m => (DateTimeOffset?)m.At).Max()?.ToUnixTimeMilliseconds();
        var content = new Content(1, notice.Title, notice.Body, notice.Collapse, notice.Url, notice.Language, notice.RightToLeft ? "rtl" : "ltr", parcel.Badge, parcel.Urgent, icon.Length > 0 ? icon : null, at);
        var body = JsonSerializer.SerializeToUtf8Bytes(content, Shape);
        if (body.Length > PushSeal.MostPlain) body = JsonSerializer.SerializeToUtf8Bytes(content with { Icon = null, Url = "" }, Shape);
        return body;
    }
}
