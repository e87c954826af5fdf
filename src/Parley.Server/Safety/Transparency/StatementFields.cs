using System.Globalization;

namespace Parley.Safety;

/// <summary>A decision and what else its row says, without texts and without persons.</summary>
/// <param name="AboutBusiness">Whether a vendor or one of its people is concerned.</param>
/// <param name="SaidAt">When the message was written; null where the decision is about no message.</param>
public sealed record StatementFacts(Guid Id, CaseAct Act, Ground Ground, string Reference, string Source, bool FoundByMachine, bool DecidedByMachine, DateTimeOffset At, DateTimeOffset? Until, bool? Upheld, bool AboutBusiness, DateTimeOffset? SaidAt, ReportReason? Reason, NoticeCategory? Category);

/// <summary>
/// A statement of reasons in the fields of the Commission's DSA Transparency Database, with its names, words and limits (its open validator,
/// <c>StatementStoreRequest</c> of digital-services-act/transparency-database, June 2026). Lists are JSON, as there.
/// </summary>
public static class StatementFields
{
    /// <summary>What restricts somebody in the sense of DSA art. 17(1). A warning restricts nobody.</summary>
    public static IReadOnlyList<CaseAct> Restrictions { get; } = [CaseAct.Mute, CaseAct.PauseThreads, CaseAct.Suspend, CaseAct.CloseThread, CaseAct.FreezeThread, CaseAct.BlockPair, CaseAct.RefuseMessage, CaseAct.HideMessage, CaseAct.MaskText, CaseAct.Quarantine];

    public static readonly string[] Names =
    [
        "decision_visibility", "decision_visibility_other", "decision_monetary", "decision_monetary_other", "decision_provision", "decision_account", "account_type",
        "decision_ground", "decision_ground_reference_url", "illegal_content_legal_ground", "illegal_content_explanation",
        "incompatible_content_ground", "incompatible_content_explanation", "incompatible_content_illegal",
        "category", "category_addition", "category_specification", "category_specification_other", "content_type", "content_type_other", "content_language", "content_date", "content_id_ean",
        "territorial_scope", "application_date", "end_date_visibility_restriction", "end_date_monetary_restriction", "end_date_service_restriction", "end_date_account_restriction",
        "decision_facts", "source_type", "source_identity", "automated_detection", "automated_decision", "puid",
    ];

    public static IEnumerable<string> Of(StatementFacts s)
    {
        var fields = Fill(s);
        return Names.Select(name => fields.GetValueOrDefault(name, ""));
    }

    static Dictionary<string, string> Fill(StatementFacts s)
    {
        var fields = new Dictionary<string, string>
        {
            ["account_type"] = s.AboutBusiness ? "ACCOUNT_TYPE_BUSINESS" : "ACCOUNT_TYPE_PRIVATE",
            ["category"] = CategoryOf(s), ["content_type"] = "[\"CONTENT_TYPE_TEXT\"]", ["content_date"] = Day(s.SaidAt ?? s.At), ["application_date"] = Day(s.At),
            ["decision_facts"] = FactsOf(s), ["source_type"] = SourceOf(s), ["automated_detection"] = s.FoundByMachine ? "Yes" : "No", ["automated_decision"] = s.DecidedByMachine ? "AUTOMATED_DECISION_FULLY" : "AUTOMATED_DECISION_NOT_AUTOMATED", ["puid"] = $"{s.Id:N}",
        };
        if (s.Ground == Ground.Law)
        {
            fields["decision_ground"] = "DECISION_GROUND_ILLEGAL_CONTENT";
            fields["illegal_content_legal_ground"] = s.Reference;
            fields["illegal_content_explanation"] = $"What was done goes against: {s.Reference}. The person concerned was told in detail.";
        }
        else
        {
            fields["decision_ground"] = "DECISION_GROUND_INCOMPATIBLE_CONTENT";
            fields["incompatible_content_ground"] = s.Reference;
            fields["incompatible_content_explanation"] = $"What was done goes against a rule of the marketplace: {s.Reference}. The person concerned was told in detail.";
            fields["incompatible_content_illegal"] = "No";
        }
        var (name, value, end) = RestrictionOf(s.Act);
        fields[name] = value;
        if (s.Act == CaseAct.MaskText) fields["decision_visibility_other"] = "Places in the text are hidden from the other side until the deal is far enough.";
        if (s.Until is { } until) fields[end] = Day(until);
        return fields;
    }

    static (string Name, string Value, string End) RestrictionOf(CaseAct act) => act switch
    {
        CaseAct.Suspend => ("decision_account", "DECISION_ACCOUNT_SUSPENDED", "end_date_account_restriction"),
        CaseAct.CloseThread or CaseAct.FreezeThread => ("decision_visibility", "[\"DECISION_VISIBILITY_CONTENT_INTERACTION_RESTRICTED\"]", "end_date_visibility_restriction"),
        CaseAct.HideMessage => ("decision_visibility", "[\"DECISION_VISIBILITY_CONTENT_REMOVED\"]", "end_date_visibility_restriction"),
        CaseAct.MaskText => ("decision_visibility", "[\"DECISION_VISIBILITY_OTHER\"]", "end_date_visibility_restriction"),
        CaseAct.Quarantine => ("decision_visibility", "[\"DECISION_VISIBILITY_CONTENT_DEMOTED\"]", "end_date_visibility_restriction"),
        CaseAct.RefuseMessage => ("decision_visibility", "[\"DECISION_VISIBILITY_CONTENT_DISABLED\"]", "end_date_visibility_restriction"),
        _ => ("decision_provision", "DECISION_PROVISION_PARTIAL_SUSPENSION", "end_date_service_restriction"),
    };

    static string SourceOf(StatementFacts s) => s.FoundByMachine || s.Source == FreezeByHost.Source ? "SOURCE_VOLUNTARY" : s.Source == TakeNotice.Kind ? "SOURCE_ARTICLE_16" : "SOURCE_TYPE_OTHER_NOTIFICATION";

    static string CategoryOf(StatementFacts s) => s switch
    {
        { Category: { } category } => CategoryOf(category),
        { Reason: ReportReason.Scam } or { Source: "lookalike" } => "STATEMENT_CATEGORY_SCAMS_AND_FRAUD",
        { Reason: ReportReason.Threatening } => "STATEMENT_CATEGORY_VIOLENCE",
        { Reason: ReportReason.Offensive } or { Source: "abuse" } => "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH",
        _ => "STATEMENT_CATEGORY_OTHER_VIOLATION_TC",
    };

    public static string CategoryOf(NoticeCategory category) => category switch
    {
        NoticeCategory.ChildAbuse or NoticeCategory.Minors => "STATEMENT_CATEGORY_PROTECTION_OF_MINORS",
        NoticeCategory.Violence => "STATEMENT_CATEGORY_VIOLENCE",
        NoticeCategory.Scam => "STATEMENT_CATEGORY_SCAMS_AND_FRAUD",
        NoticeCategory.Products => "STATEMENT_CATEGORY_UNSAFE_AND_PROHIBITED_PRODUCTS",
        NoticeCategory.Speech => "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH",
        NoticeCategory.Privacy => "STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS",
        NoticeCategory.IntellectualProperty => "STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS",
        NoticeCategory.ConsumerRights => "STATEMENT_CATEGORY_CONSUMER_INFORMATION",
        _ => "STATEMENT_CATEGORY_OTHER_VIOLATION_TC",
    };

    /// <summary>Of what kind, by what brought up, decided how. What a moderator wrote to the person concerned stays between them.</summary>
    static string FactsOf(StatementFacts s)
    {
        var source = s.FoundByMachine ? "found by the marketplace's own checks" : s.Source == FreezeByHost.Source ? "looked at by the marketplace itself" : s.Source == TakeNotice.Kind ? "brought up by a notice (DSA art. 16)" : "reported by a person who has a part in it";
        return $"Private communication between a buyer and a seller of the marketplace, {source}. {(s.DecidedByMachine ? "A machine decided by a rule that people made" : "A person looked at it and decided")}: {DecideCase.Word(s.Act)}.{(s.Upheld == false ? " After a complaint another person undid the decision." : "")}";
    }

    static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
