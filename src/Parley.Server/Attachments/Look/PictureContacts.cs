using Microsoft.Extensions.Options;
using Parley.Conversations;
using Parley.Text.Contacts;

namespace Parley.Attachments.Look;

/// <summary>What a picture may lead to. Their names, in small letters, are part of the API: of the reasons <c>phone-in-picture</c> and so on, and of what is noted.</summary>
enum PictureContact
{
    Phone,
    Mail,
    Link,
    Handle,
    Payment,

    /// <summary>A card, a network, an account: another way to get away from here.</summary>
    Contact,
}

/// <summary>
/// Judges what was read in a picture as a text would be, by <see cref="ContactFinder"/>; of codes also what they tell a telephone to do. Of writing only
/// what is plainly written counts: a machine reads words into patterns.
/// </summary>
sealed class PictureContacts(IOptions<LookOptions> options) : IPictureCheck
{
    const double SureOfWriting = 0.85;

    /// <summary>More than a flyer has.</summary>
    const int LongestText = 5000;

    readonly ContactSettings settings = new([.. options.Value.Hosts.Select(h => h.ToLowerInvariant())], []);

    public PictureJudgement Check(PictureDraft draft)
    {
        var found = new List<(string Where, PictureContact Kind)>();
        foreach (var code in draft.Codes)
            if (KindOf(code) is { } kind) found.Add(("code", kind));
        var text = draft.Text.Length > LongestText ? draft.Text[..LongestText] : draft.Text;
        foreach (var finding in ContactFinder.Find([text], settings).Findings)
            if (finding.Confidence >= SureOfWriting && finding.Reason != ContactReport.ByWording && KindOf(finding.Kind) is { } kind) found.Add(("text", kind));
        var said = found.Distinct().Select(f => $"{f.Where}:{NameOf(f.Kind)}").ToList();
        if (!draft.Complete) said.Add("unread");
        if (said.Count == 0) return PictureJudgement.Nothing;
        return found.Count > 0 && options.Value.Contacts == "refuse" ? new(PictureMeasure.Refuse, said, $"{NameOf(found[0].Kind)}-in-picture") : new(PictureMeasure.Flag, said);
    }

    PictureContact? KindOf(string code)
    {
        var kind = CodeContents.KindOf(code, settings.OwnHosts, out var isPlain);
        if (!isPlain) return kind;
        var sure = ContactFinder.Find([code], settings).Findings.Where(f => f.Confidence >= ContactReport.Certain && f.Reason != ContactReport.ByWording && KindOf(f.Kind) is not null).MaxBy(f => f.Confidence);
        return sure is null ? null : KindOf(sure.Kind);
    }

    static PictureContact? KindOf(ContactKind kind) => kind switch
    {
        ContactKind.Phone => PictureContact.Phone,
        ContactKind.Mail => PictureContact.Mail,
        ContactKind.Link => PictureContact.Link,
        ContactKind.Handle or ContactKind.Messenger => PictureContact.Handle,
        ContactKind.Payment or ContactKind.Iban => PictureContact.Payment,
        ContactKind.Picture or ContactKind.Outside => PictureContact.Contact,
        _ => null,
    };

    static string NameOf(PictureContact kind) => kind.ToString().ToLowerInvariant();
}
