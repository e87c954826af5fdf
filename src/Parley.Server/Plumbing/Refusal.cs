namespace Parley.Plumbing;

/// <summary>An expected "no": a stable code (the last segment of the problem's type), a status and one sentence for people.</summary>
public sealed record Refusal(string Code, int Status, string Sentence)
{
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }
    public TimeSpan? RetryAfter { get; init; }
    public AnsweredMeanwhile? Answered { get; init; }

    /// <summary>The conversation to go to instead.</summary>
    public Guid? Into { get; init; }

    /// <summary>Among whom to choose.</summary>
    public IReadOnlyList<VendorChoice>? Vendors { get; init; }

    /// <summary>The place in the text sent that is meant.</summary>
    public TextSpan? Span { get; init; }

    /// <summary>By which version of the policy.</summary>
    public int? Policy { get; init; }

    /// <summary>What was found in the text sent.</summary>
    public IReadOnlyList<TextFinding>? Findings { get; init; }
}

/// <summary>Something found in a text, in words for its author.</summary>
/// <param name="Start">In UTF-16 units; with length 0 the text as a whole is meant.</param>
/// <param name="Rule">The policy's rule, by its name.</param>
/// <param name="AllowedFrom">The stage from which it is allowed; null when there is none.</param>
/// <param name="Suggestion">A safe wording.</param>
/// <param name="Exemptions">What its author may say that it is instead, to send it all the same.</param>
public sealed record TextFinding(string Kind, int Start, int Length, string Rule, string Message, string? AllowedFrom, string? Suggestion, IReadOnlyList<string>? Exemptions);

/// <summary>A place in a text, in UTF-16 units.</summary>
public sealed record TextSpan(int Start, int Length);

/// <summary>The colleague's message that kept an agent's from being stored.</summary>
public sealed record AnsweredMeanwhile(int Seq, ColleagueRef By, int SecondsAgo);

public sealed record ColleagueRef(string Id, string Name);

/// <summary>One of the vendors whom a message may be meant for, with what of theirs it may be about.</summary>
public sealed record VendorChoice(string Id, string Name, IReadOnlyList<ItemChoice> Items);

public sealed record ItemChoice(string? Id, string Title);

/// <summary>Carries a refusal to the one place that turns it into an answer.</summary>
public sealed class RefusedException(Refusal refusal) : Exception(refusal.Sentence)
{
    public Refusal Refusal { get; } = refusal;
}

/// <summary>Every refusal Parley knows. Codes are part of the API: add, never rename.</summary>
public static class Refuse
{
    static RefusedException No(string code, int status, string sentence) => new(new Refusal(code, status, sentence));

    public static RefusedException MalformedJson(string? where = null) =>
        No("malformed-json", 400, $"The body is not valid JSON{where}. Send one JSON object encoded as UTF-8.");

    public static RefusedException DuplicateProperty() =>
        No("duplicate-property", 400, "A property stands twice in the body. Send each property once.");

    public static RefusedException Invalid(string field, string sentence) =>
        new(new Refusal("validation", 400, sentence) { Errors = new Dictionary<string, string[]> { [field] = [sentence] } });

    public static RefusedException InvalidCharacter(string field) =>
        new(new Refusal("invalid-character", 400, $"'{field}' holds the character U+0000, which cannot be stored. Remove it.")
        {
            Errors = new Dictionary<string, string[]> { [field] = ["Remove the character U+0000."] },
        });

    public static RefusedException InvalidCursor() =>
        No("invalid-cursor", 400, "This cursor does not belong to this list. Start again without a cursor.");

    public static RefusedException InvalidQuery(string sentence) =>
        new(new Refusal("invalid-query", 400, sentence) { Errors = new Dictionary<string, string[]> { ["q"] = [sentence] } });

    public static RefusedException Unauthenticated(string why) => No("unauthenticated", 401, why);

    public static RefusedException TokenExpired() =>
        No("token-expired", 401, "This token has expired. Ask the marketplace for a fresh one and repeat the request.");

    public static RefusedException Forbidden(string why) => No("forbidden", 403, why);

    public static RefusedException CaseRequired() =>
        No("case-required", 403, "Operators read conversations only through a case or an access grant.");

    /// <summary>Nobody of the marketplace decides about themselves.</summary>
    public static RefusedException OwnMatter(string why) => No("own-matter", 403, why);

    public static RefusedException CaseNotClaimed() => No("case-not-claimed", 403, "Claim the case first: its evidence is read, and it is decided, by whoever has it.");

    public static RefusedException CaseClaimed() => No("case-claimed", 409, "A colleague has this case. It is free again when they let it go, or have not looked at it for a while.");

    public static RefusedException CaseDecided() => No("case-decided", 409, "This case is decided. What comes in addition is a case of its own.");

    public static RefusedException GrantNotGiven(string why) => No("grant-not-given", 403, why);

    public static RefusedException GrantOver(DateTimeOffset endedAt) => No("grant-over", 403, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"This grant ended at {endedAt:yyyy-MM-dd HH:mm:ss} UTC. Ask for another one if you must read on."));

    public static RefusedException SanctionOver() => No("sanction-over", 409, "This sanction has ended already.");

    public static RefusedException AppealedAlready() => No("appealed-already", 409, "This decision was appealed before. Each can be appealed once.");

    public static RefusedException AppealOver(DateTimeOffset until) => No("appeal-over", 409, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"This decision could be appealed until {until:yyyy-MM-dd}."));

    public static RefusedException ContactNotAllowed(string why) => No("contact-not-allowed", 403, why);

    /// <summary>One's own side blocks the other.</summary>
    public static readonly Refusal BlockedByYou = new("blocked-by-you", 403, "You block them, so neither of you can write to the other. Unblock them to write.");

    /// <summary>The other side blocks one's own.</summary>
    public static readonly Refusal BlockedByOther = new("blocked-by-other", 403, "They do not take messages from you at present. What you can do: look at the order's page, report what is wrong in this conversation, or ask the marketplace's help.");

    public static RefusedException NotFound() => No("not-found", 404, "There is nothing here, or it is not yours to see.");

    public static RefusedException Closed() =>
        No("conversation-closed", 409, "This conversation is closed. Reopen it to write again.");

    public static RefusedException Frozen() =>
        No("conversation-frozen", 409, "The marketplace has frozen this conversation. Nobody can write in it for now.");

    public static RefusedException Merged(Guid into) =>
        new(new Refusal("conversation-merged", 409, "This conversation goes on in another one. Go there.") { Into = into });

    public static RefusedException ThreadExists(Guid? into) =>
        new(new Refusal("conversation-exists", 409, "There is a conversation about that already. Merge this one into it.") { Into = into });

    public static RefusedException NotMergeable() => No("not-mergeable", 422, "Only conversations of the same buyer and the same seller can be merged.");

    public static RefusedException MergeFinal() => No("merge-final", 409, "Conversations can be taken apart for a day after they were merged. This was longer ago.");

    public static RefusedException EditWindowOver(int minutes) =>
        No("edit-window-over", 409, $"Messages can be changed for {minutes} minutes after they were sent. This one is older.");

    public static RefusedException Removed() => No("message-removed", 409, "The marketplace removed this message; it cannot be changed any more.");

    public static RefusedException Unsent() => No("message-unsent", 409, "This message was unsent and cannot be changed any more.");

    public static RefusedException AnsweredMeanwhile(AnsweredMeanwhile answer) =>
        new(new Refusal("answered-meanwhile", 409, "A colleague has answered since you last looked. Nothing was sent. Read it, and send again if you still want to.") { Answered = answer });

    public static RefusedException ChooseVendor(IReadOnlyList<VendorChoice> vendors) =>
        new(new Refusal("choose-vendor", 422, "Several sellers have a part in this. Say which of them you mean: send 'vendor', or the 'item' that it is about.") { Vendors = vendors });

    public static RefusedException MessageIdReused() =>
        No("message-id-reused", 422, "This clientMessageId already belongs to another message. Make a new UUID for each new message.");

    public static RefusedException NoteIdReused() =>
        No("note-id-reused", 422, "This clientNoteId already belongs to another note. Make a new UUID for each new note.");

    public static RefusedException NoteRemoved() => No("note-removed", 409, "This note was removed and cannot be changed any more.");

    public static RefusedException NotAssignable() =>
        No("not-assignable", 422, "This person is not in the team, or may only read. Assign somebody of the team who may write, or nobody.");

    public static RefusedException LabelExists(string name) => No("label-exists", 409, $"The team has a label '{name}' already.");

    public static RefusedException TooManyLabels(int most) => No("too-many-labels", 422, $"There are {most} labels already. Delete some that nobody uses.");

    public static RefusedException TooManyViews(int most) => No("too-many-views", 422, $"There are {most} views already. Delete some that nobody uses.");

    public static RefusedException NotInTeam() =>
        new(new Refusal("not-in-team", 422, "A person mentioned is not in this team. Mention people of the team only.")
        {
            Errors = new Dictionary<string, string[]> { ["mentions"] = ["Mention people of the team only."] },
        });

    public static RefusedException InvalidTemplate(string field, string sentence, TextSpan span) =>
        new(new Refusal("invalid-template", 400, sentence) { Errors = new Dictionary<string, string[]> { [field] = [sentence] }, Span = span });

    public static Refusal UnfilledTemplate(string marker, TextSpan span) =>
        new("unfilled-template", 422, $"'{marker}' is still to be filled in. Put in what belongs there, or take it out.")
        {
            Errors = new Dictionary<string, string[]> { ["text"] = [$"'{marker}' is still to be filled in."] },
            Span = span,
        };

    public static RefusedException TemplateTooLong(int length, int most) =>
        No("template-too-long", 422, $"Filled in, this text has {length} characters; at most {most} are allowed. Shorten it.");

    public static RefusedException TemplateIdReused() => No("template-id-reused", 422, "This id already belongs to another template. Make a new UUID for each new template.");

    public static RefusedException ShortcutTaken(string shortcut) => No("shortcut-taken", 409, $"'/{shortcut}' belongs to another template already. Choose another shortcut.");

    public static RefusedException TooManyTemplates(int most) => No("too-many-templates", 422, $"There are {most} templates already. Delete some that nobody uses.");

    public static RefusedException MacroIdReused() => No("macro-id-reused", 422, "This id already belongs to another macro. Make a new UUID for each new macro.");

    public static RefusedException TooManyMacros(int most) => No("too-many-macros", 422, $"There are {most} macros already. Delete some that nobody uses.");

    public static RefusedException TemplateGone() => No("template-gone", 422, "The template of this macro was deleted. Restore it, or give the macro another one.");

    public static RefusedException TemplateFile(string name) => No("template-file-refused", 422, $"{(name.Length == 0 ? "A file" : $"The file '{name}'")} of this template cannot be sent. Take it out of the template, or attach another one.");

    public static RefusedException ContradictoryRules(string sentence) => No("contradictory-rules", 422, sentence);

    public static RefusedException TooManyRules(int most) => No("too-many-rules", 422, $"A team has at most {most} rules. Join some, or take out those that nobody needs.");

    /// <summary>The marketplace's own word on a message.</summary>
    public static RefusedException ByMarketplace(string? reason) => No("refused-by-marketplace", 422,
        Texts.IsVisible(reason ?? "") ? new string([.. reason!.Where(c => !char.IsControl(c)).Take(300)]) : "The marketplace does not allow this message. Change it and send it again.");

    public static RefusedException ContestedAlready() => No("contested-already", 409, "This entry was contested before. Each can be contested once.");

    public static RefusedException ChangedMeanwhile() => No("changed-meanwhile", 409, "Somebody changed this in the meantime. Load it again, then make your change.");

    public static RefusedException TooLarge(long limit) =>
        No("payload-too-large", 413, $"The body is larger than {limit} bytes. Send less at once.");

    public static RefusedException UnsupportedMediaType(string wanted) =>
        No("unsupported-media-type", 415, $"Send the body as {wanted}, encoded as UTF-8 and not compressed.");

    public static RefusedException RateLimited(TimeSpan retryAfter) =>
        new(new Refusal("rate-limited", 429, "That was too many requests in a short time. Wait a moment and repeat.") { RetryAfter = retryAfter });

    public static RefusedException TooManyReports(int most, TimeSpan retryAfter) =>
        new(new Refusal("too-many-reports", 429, $"You have made {most} reports in 24 hours, which is as many as can be looked at. Those you made are being looked at.") { RetryAfter = retryAfter });

    public static RefusedException TooManyNotices(int most, TimeSpan retryAfter) =>
        new(new Refusal("too-many-notices", 429, $"From this network address {most} notices came today, which is as many as can be looked at. Repeat it tomorrow, or write to the marketplace.") { RetryAfter = retryAfter });

    public static RefusedException NoticeRepeated() => No("notice-repeated", 409, "This notice was received already, and its receipt told. Make a new UUID for each new notice.");

    public static RefusedException UnknownReceipt() => No("unknown-receipt", 404, "No notice has this receipt. Write it as it was told to you: four groups of five letters and digits.");

    public static RefusedException TooManyConnections() =>
        new(new Refusal("too-many-connections", 429, "You are connected in too many windows at once. Close some and try again.") { RetryAfter = TimeSpan.FromSeconds(10) });

    public static RefusedException Overloaded() => new(OverloadedRefusal);

    /// <summary>Kept ready because it is given when there is no time to spare.</summary>
    public static readonly Refusal OverloadedRefusal =
        new("overloaded", 503, "The server has more messages than it can store right now. Repeat with the same clientMessageId in a moment.")
        {
            RetryAfter = TimeSpan.FromSeconds(1),
        };

    public static RefusedException StorageFull() =>
        new(new Refusal("storage-full", 507, "The server's disk is full. Nothing was stored; repeat later.") { RetryAfter = TimeSpan.FromSeconds(30) });

    public static RefusedException Unavailable(string what) =>
        new(new Refusal("unavailable", 503, $"{what} does not answer right now. Repeat in a moment; nothing is stored twice.") { RetryAfter = TimeSpan.FromSeconds(2) });
}
