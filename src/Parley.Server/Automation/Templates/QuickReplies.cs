using Parley.Conversations;
using Parley.Market;

namespace Parley.Automation;

/// <summary>A template as it reads in one thread, ready to be sent.</summary>
/// <param name="Files">What it carries: to be attached, then sent with the text.</param>
public sealed record QuickReply(Guid Template, string Name, string? Shortcut, string Text, string? Locale, IReadOnlyList<TemplateFile> Files);

public sealed record QuickReplyList(IReadOnlyList<QuickReply> Items);

/// <summary>
/// The answers most likely in a thread: templates meant for its topic, its subject's kind or state, and those that the team used in such
/// threads during the last 90 days, more so in the same state; the buyer's language first among equals. Only what needs nothing filled in, and carries nothing that was refused.
/// </summary>
public sealed class QuickReplies(Templates templates, TemplateViews views, UseCounts counts, ReadThreadValues read)
{
    const int Most = 3, Looked = 2 * Most;
    static readonly Dictionary<string, string> NoBlanks = [];

    public async Task<QuickReplyList> ForAsync(Entered who, CancellationToken ct)
    {
        var member = Member.Of(who);
        var thread = await read.RunAsync(who, ct);
        var uses = await counts.InThreadsLikeAsync(member.VendorId, thread, ct);
        var likely = (await templates.VisibleAsync(member, ct)).Where(t => Templates.Fits(t, thread))
            .Select(t => (Template: t, Score: ScoreOf(t, thread, uses.GetValueOrDefault(t.Id)))).Where(t => t.Score > 0)
            .OrderByDescending(t => t.Score).ThenBy(t => t.Template.Name, StringComparer.Ordinal).ThenBy(t => t.Template.Id);
        var ready = likely.Select(t => (t.Template, Rendered: RenderTemplate.Run(t.Template, thread, NoBlanks))).Where(t => t.Rendered.Sendable && t.Rendered.Text.Length <= TemplateText.Longest).Take(Looked).ToList();
        var files = await views.FilesAsync(ready.Select(t => t.Template), ct);
        return new QuickReplyList([.. ready.Where(t => CarryFiles.CanBeSent(t.Template, files)).Take(Most)
            .Select(t => new QuickReply(t.Template.Id, t.Template.Name, t.Template.Shortcut, t.Rendered.Text, t.Rendered.Locale, TemplateViews.FilesOf(t.Template, files)))]);
    }

    /// <summary>Zero for a template of which nothing says that it belongs here. Uses count by their order of magnitude, so that habits yield to new ones.</summary>
    static double ScoreOf(Template template, ThreadValues thread, Uses? uses)
    {
        var meant = WordsOf(thread).Count(word => template.Topics.Contains($" {word} ", StringComparison.Ordinal));
        var score = (3 * meant) + (uses is null ? 0 : Math.Log2(1 + uses.Alike) + (2 * Math.Log2(1 + uses.SameState)));
        if (score > 0 && template.Scope is TemplateScope.Listing or TemplateScope.Category) score++;
        return score > 0 && SpeaksTo(thread, template) ? score + 1 : score;
    }

    /// <summary>What a template's topics are held against.</summary>
    static IEnumerable<string> WordsOf(ThreadValues thread) =>
        new[] { thread.Topic, thread.Subject?.Kind.Word(), thread.Subject?.State }.OfType<string>().SelectMany(w => w.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries)).Distinct();

    static bool SpeaksTo(ThreadValues thread, Template template) =>
        RenderTemplate.Base(thread.Buyer?.Locale) is { } language && Stored.Read(template.Variants).Any(v => string.Equals(RenderTemplate.Base(v.Locale), language, StringComparison.OrdinalIgnoreCase));
}
