using Microsoft.Extensions.Options;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Parley.Safety.Policies;
using Parley.Storage;
using Parley.Text.Normal;

namespace Parley.Safety.Screening;

/// <summary>
/// Finds who poses as the marketplace: by a name such as "Support" or the marketplace's own, however it is disguised, the shop's or the person's; or by words that only
/// its staff could say, with a way out of here beside them.
/// </summary>
public sealed class Lookalikes(Register register, IOptions<SafetyOptions> options)
{
    static readonly string[] Staff =
    [
        "support", "helpdesk", "helpcenter", "helpcentre", "customerservice", "customersupport", "customercare", "admin", "administrator", "moderator", "moderation", "official", "securityteam", "trustandsafety", "trustsafety",
        "kundenservice", "kundendienst", "serviceclient", "assistance", "atencionalcliente", "servicioalcliente", "soporte", "suporte", "assistenza", "klantenservice", "obslugaklienta", "musterihizmetleri", "поддержка", "служба поддержки", "الدعم", "客服", "カスタマーサポート",
    ];

    /// <summary>What the marketplace's staff would say, and nobody else.</summary>
    static readonly string[] Claims =
    [
        "your account will be suspended", "your account has been suspended", "your account is suspended", "verify your account", "confirm your account", "verify your identity", "your payment is on hold", "we have received a payment for your order",
        "ihr konto wird gesperrt", "ihr konto wurde gesperrt", "bestätigen sie ihr konto", "verifizieren sie ihr konto", "votre compte sera suspendu", "votre compte a été suspendu", "vérifiez votre compte", "confirmez votre compte",
        "su cuenta será suspendida", "su cuenta ha sido suspendida", "verifique su cuenta", "confirme su cuenta", "سيتم تعليق حسابك", "تحقق من حسابك",
    ];

    static readonly string[] FoldedStaff = [.. Staff.Select(Squeeze).Distinct()], FoldedClaims = [.. Claims.Select(c => Folded(c))];

    /// <summary>Some people are called so; its team would say that it is the team.</summary>
    const string Product = "parley";

    readonly BoundedCache<string, bool> known = new(20_000);

    /// <summary>Under which names the author is read: of the vendor's people the other side reads the shop's, and their own beside it.</summary>
    public async ValueTask<IReadOnlyList<string>> NamesAsync(Draft draft, CancellationToken ct)
    {
        var own = (await register.FindPersonAsync(draft.AuthorId, ct))?.Name;
        var shop = draft.Party == PartyKind.Vendor && (draft.Door?.VendorId ?? draft.Opens?.VendorId) is { } vendor ? (await register.FindVendorAsync(vendor, ct))?.Name : null;
        return [.. new[] { shop, own }.OfType<string>()];
    }

    /// <param name="names">The author's.</param>
    /// <param name="found">What else is in the text.</param>
    public Found? Find(string text, IReadOnlyList<string> names, IReadOnlyList<Found> found)
    {
        if (names.Any(IsStaff)) return new Found(Kinds.Lookalike, "lookalike.name", 0, 0);
        if (!found.Any(f => f.Kind is Kinds.Link or Kinds.Mail or Kinds.Phone or Kinds.Messenger or Kinds.Handle or Kinds.Picture)) return null;
        var normal = NormalText.Of(text);
        foreach (var claim in FoldedClaims)
        {
            var at = normal.Signs.IndexOf(claim);
            if (at < 0) continue;
            var span = normal.Span(at, at + claim.Length);
            return new Found(Kinds.Lookalike, "lookalike.words", span.Start, span.End - span.Start);
        }
        return null;
    }

    bool IsStaff(string name)
    {
        if (known.TryGet(name, out var before)) return before;
        var squeezed = Squeeze(name);
        var poses = squeezed.Length > 0 && (IsOf(Squeeze(options.Value.Marketplace), squeezed, alone: true) || IsOf(Product, squeezed, alone: false));
        known.Set(name, poses);
        return poses;
    }

    /// <summary>A word for staff, or the house's name with one.</summary>
    /// <param name="alone">Whether the house's name is meant also without one.</param>
    static bool IsOf(string house, string name, bool alone)
    {
        var rest = house.Length >= 3 ? name.Replace(house, "", StringComparison.Ordinal) : name;
        var named = rest != name;
        if (named && (rest.Length == 0 ? alone : rest is "team" or "staff")) return true;
        return Array.Exists(FoldedStaff, s => rest == s || rest == $"{s}team" || rest == $"the{s}team" || (named && rest.Contains(s, StringComparison.Ordinal)));
    }

    static string Folded(string text) => NormalText.Of(text).Signs.ToString();

    /// <summary>Letters alone, with digits that look like letters as these.</summary>
    static string Squeeze(string text) => string.Concat(Folded(text).Where(char.IsLetterOrDigit).Select(c => c switch { '0' => 'o', '1' => 'i', '3' => 'e', '4' => 'a', '5' => 's', '7' => 't', _ => c }));
}
