using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Safety;
using Parley.Storage;

namespace Parley.Tests.Safety;

/// <summary>What is said in public of decisions passes the Commission's own checks, names nobody, and adds up.</summary>
public abstract partial class Publishing(World world) : Facts(world)
{
    async Task<string> StatementsAsync(string from, string to) => (await World.Anyone(World.Tokens.For("analyst-of-csv", operatorRole: "analyst")).GetAsync($"v1/transparency/statements.csv?from={from}&to={to}")).Must(200).Body;

    /// <summary>A decision of that day, as if it had been taken then.</summary>
    async Task<Decision> DecideAsync(string day, CaseAct act, string source = "report", Ground ground = Ground.Rule, string reference = "Rule 7: payments", int? hours = 72, string? vendor = null, Talk? talk = null, bool machine = false, bool automated = false)
    {
        var at = DateTimeOffset.ParseExact($"{day} 12:00 +00:00", "yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
        var decision = new Decision
        {
            Id = Guid.CreateVersion7(at), CaseId = Guid.NewGuid(), PersonId = vendor is null ? talk?.Buyer.Id ?? "canary-person" : null, VendorId = vendor, ConversationId = talk?.Id, Seq = talk is null ? null : 1, Act = act, Facts = "canary of facts, told to one person only",
            Ground = ground, Reference = reference, Source = source, FoundByMachine = machine, DecidedByMachine = automated, At = at, Until = hours is { } n ? at.AddHours(n) : null, DecidedBy = "canary-moderator", AppealUntil = at.AddDays(184),
        };
        await World.Store.Store.WriteAsync(async db =>
        {
            db.Add(decision);
            await db.SaveChangesAsync();
        }, default);
        return decision;
    }

    /// <summary>The rows by the names of their fields.</summary>
    static List<Dictionary<string, string>> Rows(string csv)
    {
        var lines = Cells(csv);
        return [.. lines.Skip(1).Select(cells =>
        {
            Assert.Equal(lines[0].Count, cells.Count);
            return lines[0].Zip(cells).ToDictionary(p => p.First, p => p.Second);
        })];
    }

    /// <summary>RFC 4180, read anew.</summary>
    static List<List<string>> Cells(string csv)
    {
        Assert.EndsWith("\r\n", csv, StringComparison.Ordinal);
        var lines = new List<List<string>>();
        var (cells, at) = (new List<string>(), 0);
        while (at < csv.Length)
        {
            Assert.Equal('"', csv[at]);
            var cell = "";
            for (at++; ; at++)
            {
                if (csv[at] != '"') cell += csv[at];
                else if (csv[at + 1] == '"') cell += csv[at++];
                else break;
            }
            cells.Add(cell);
            at++;
            if (csv[at] == ',') at++;
            else
            {
                Assert.Equal("\r\n", csv.Substring(at, 2));
                at += 2;
                lines.Add(cells);
                cells = [];
            }
        }
        return lines;
    }

    /// <summary>The rules of the Commission's open validator, in our words: what is required when, which words there are, and how long fields may be.</summary>
    static void MustPass(Dictionary<string, string> row)
    {
        Assert.Contains(new[] { "decision_visibility", "decision_monetary", "decision_provision", "decision_account" }, f => row[f].Length > 0);
        Assert.Contains(row["decision_ground"], new[] { "DECISION_GROUND_ILLEGAL_CONTENT", "DECISION_GROUND_INCOMPATIBLE_CONTENT" });
        var illegal = row["decision_ground"] == "DECISION_GROUND_ILLEGAL_CONTENT";
        Assert.Equal(illegal, row["illegal_content_legal_ground"].Length > 0 && row["illegal_content_explanation"].Length > 0);
        Assert.Equal(!illegal, row["incompatible_content_ground"].Length > 0 && row["incompatible_content_explanation"].Length > 0);
        foreach (var (field, most) in new[] { ("illegal_content_legal_ground", 500), ("incompatible_content_ground", 500), ("illegal_content_explanation", 2000), ("incompatible_content_explanation", 2000), ("decision_facts", 5000), ("puid", 500) }) Assert.InRange(row[field].Length, 0, most);
        Assert.Contains(row["incompatible_content_illegal"], new[] { "", "Yes", "No" });
        Assert.Matches("^STATEMENT_CATEGORY_[A-Z_]+$", row["category"]);
        Assert.Contains(row["account_type"], new[] { "ACCOUNT_TYPE_BUSINESS", "ACCOUNT_TYPE_PRIVATE" });
        Assert.Equal("[\"CONTENT_TYPE_TEXT\"]", row["content_type"]);
        Assert.Contains(row["decision_provision"], new[] { "", "DECISION_PROVISION_PARTIAL_SUSPENSION" });
        Assert.Contains(row["decision_account"], new[] { "", "DECISION_ACCOUNT_SUSPENDED" });
        Assert.Contains(row["source_type"], new[] { "SOURCE_ARTICLE_16", "SOURCE_TYPE_OTHER_NOTIFICATION", "SOURCE_VOLUNTARY" });
        Assert.Contains(row["automated_detection"], new[] { "Yes", "No" });
        Assert.Contains(row["automated_decision"], new[] { "AUTOMATED_DECISION_FULLY", "AUTOMATED_DECISION_NOT_AUTOMATED" });
        Assert.Equal(row["decision_visibility"].Contains("DECISION_VISIBILITY_OTHER", StringComparison.Ordinal), row["decision_visibility_other"].Length is > 0 and <= 500);
        Assert.Matches("^[a-zA-Z0-9-_]+$", row["puid"]);
        Assert.NotEmpty(row["decision_facts"]);
        foreach (var date in new[] { "content_date", "application_date" }) Assert.Matches(Day(), row[date]);
        foreach (var date in row.Keys.Where(k => k.StartsWith("end_date_", StringComparison.Ordinal))) Assert.True(row[date].Length == 0 || Day().IsMatch(row[date]));
    }

    [Fact]
    public async Task Each_restriction_of_the_period_is_one_row_that_passes_the_validator_and_names_nobody()
    {
        var talk = await World.NewTalkAsync("canary of a message");
        foreach (var act in Enum.GetValues<CaseAct>()) await DecideAsync("2021-03-05", act, hours: act is CaseAct.Mute or CaseAct.Suspend ? 72 : null, talk: talk);
        await DecideAsync("2021-03-06", CaseAct.Suspend, source: TakeNotice.Kind, ground: Ground.Law, reference: "Penal code, section 263", hours: null, vendor: talk.Shop.VendorId);
        await DecideAsync("2021-03-07", CaseAct.Mute, source: "lookalike", machine: true);
        await DecideAsync("2021-04-01", CaseAct.Mute); // the day after the last
        var csv = await StatementsAsync("2021-03-01", "2021-04-01");
        var rows = Rows(csv);
        Assert.Equal(StatementFields.Restrictions.Count + 2, rows.Count);
        Assert.All(rows, MustPass);
        Assert.Equal(rows.Count, rows.Select(r => r["puid"]).Distinct().Count());
        foreach (var secret in new[] { "canary", talk.Buyer.Id, talk.Shop.VendorId, $"{talk.Id}", talk.Buyer.Name }) Assert.DoesNotContain(secret, csv, StringComparison.Ordinal);
        Assert.Equal(("DECISION_ACCOUNT_SUSPENDED", "", "SOURCE_ARTICLE_16", "ACCOUNT_TYPE_BUSINESS", "Penal code, section 263"), (rows[^2]["decision_account"], rows[^2]["end_date_account_restriction"], rows[^2]["source_type"], rows[^2]["account_type"], rows[^2]["illegal_content_legal_ground"]));
        Assert.Equal(("Yes", "SOURCE_VOLUNTARY", "STATEMENT_CATEGORY_SCAMS_AND_FRAUD", "2021-03-10"), (rows[^1]["automated_detection"], rows[^1]["source_type"], rows[^1]["category"], rows[^1]["end_date_service_restriction"]));
        Assert.Contains(rows, r => r["decision_visibility"] == "[\"DECISION_VISIBILITY_CONTENT_INTERACTION_RESTRICTED\"]");
    }

    [Fact]
    public async Task What_machines_decided_says_so_and_what_ended_early_ended_then()
    {
        await DecideAsync("2021-10-05", CaseAct.MaskText, source: "contact-leak", hours: null, machine: true, automated: true);
        await DecideAsync("2021-10-06", CaseAct.Quarantine, source: "spam", hours: null, machine: true, automated: true);
        await DecideAsync("2021-10-07", CaseAct.FreezeThread, source: FreezeByHost.Source, hours: null);
        var muted = await DecideAsync("2021-10-08", CaseAct.Mute);
        await World.Store.Store.WriteAsync(async db =>
        {
            var sanction = new Sanction { Id = Guid.NewGuid(), DecisionId = muted.Id, Kind = SanctionKind.Mute, Holder = "p:canary-person", From = muted.At, Until = muted.Until };
            sanction.End(muted.At.AddHours(25));
            db.Add(sanction);
            foreach (var (kind, group) in new[] { (SecondOpinions.Kind, "opinion"), ("appeal", "appeal"), ("spam", "spun") })
            {
                var @case = new Case { Id = Guid.NewGuid(), GroupKey = $"{group} {Guid.NewGuid():N}", Kind = kind, Harm = 20, Rank = 1, OpenedAt = muted.At, LastAt = muted.At };
                @case.Decide(muted.At.AddHours(kind == "spam" ? 4 : 400));
                db.Add(@case);
            }
            await db.SaveChangesAsync();
        }, default);
        var rows = Rows(await StatementsAsync("2021-10-01", "2021-11-01"));
        Assert.All(rows, MustPass);
        Assert.Equal(["AUTOMATED_DECISION_FULLY", "AUTOMATED_DECISION_FULLY", "AUTOMATED_DECISION_NOT_AUTOMATED", "AUTOMATED_DECISION_NOT_AUTOMATED"], rows.Select(r => r["automated_decision"]));
        Assert.Equal(["Yes", "Yes", "No", "No"], rows.Select(r => r["automated_detection"]));
        Assert.Equal(["[\"DECISION_VISIBILITY_OTHER\"]", "[\"DECISION_VISIBILITY_CONTENT_DEMOTED\"]"], rows.Take(2).Select(r => r["decision_visibility"]));
        Assert.Contains("A machine decided", rows[0]["decision_facts"], StringComparison.Ordinal);
        Assert.Equal("SOURCE_VOLUNTARY", rows[2]["source_type"]);
        Assert.Equal("2021-10-09", rows[3]["end_date_service_restriction"]);
        var summary = (await World.Anyone(World.Tokens.For("analyst-of-machines", operatorRole: "analyst")).GetAsync("v1/transparency/summary?from=2021-10-01&to=2021-12-01")).Must(200);
        Assert.Equal((4, 2, 1, 4.0), (summary.Get<int>("restrictions"), summary.Get<int>("automatedDecisions"), summary.Get<int>("casesTaken.count"), summary.Get<double>("casesTaken.median"))); // neither second opinions nor appeals
    }

    [Fact]
    public async Task A_period_without_decisions_is_a_header_and_what_looks_like_a_formula_is_none()
    {
        Assert.Equal([.. StatementFields.Names], Assert.Single(Cells(await StatementsAsync("2019-01-01", "2019-02-01"))));
        await DecideAsync("2021-05-05", CaseAct.Mute, reference: "=HYPERLINK(\"https://evil.example\";\"Rule, 1\")");
        var row = Assert.Single(Rows(await StatementsAsync("2021-05-01", "2021-06-01")));
        Assert.Equal("'=HYPERLINK(\"https://evil.example\";\"Rule, 1\")", row["incompatible_content_ground"]);
    }

    [Fact]
    public async Task More_decisions_than_one_page_holds_come_in_order_each_once_also_of_one_instant()
    {
        await World.Store.Store.WriteAsync(async db =>
        {
            for (var i = 0; i < 1203; i++)
            {
                var at = new DateTimeOffset(2021, 7, 1 + i / 700, 0, 0, 0, TimeSpan.Zero);
                db.Add(new Decision { Id = Guid.NewGuid(), CaseId = Guid.NewGuid(), PersonId = "p", Act = CaseAct.Mute, Facts = "f", Ground = Ground.Rule, Reference = "Rule 1", Source = "report", FoundByMachine = false, At = at, Until = at.AddHours(1), DecidedBy = "m", AppealUntil = at });
            }
            await db.SaveChangesAsync();
        }, default);
        var rows = Rows(await StatementsAsync("2021-07-01", "2021-08-01"));
        Assert.Equal((1203, 1203), (rows.Count, rows.Select(r => r["puid"]).Distinct().Count()));
        Assert.Equal(rows.Select(r => r["application_date"]).Order(StringComparer.Ordinal), rows.Select(r => r["application_date"]));
    }

    [Fact]
    public async Task The_summary_counts_what_the_rows_say()
    {
        foreach (var (act, machine) in new[] { (CaseAct.Mute, true), (CaseAct.Suspend, false), (CaseAct.Warn, false), (CaseAct.NoViolation, true) }) await DecideAsync("2021-09-03", act, machine: machine);
        var from = new DateTimeOffset(2021, 9, 4, 0, 0, 0, TimeSpan.Zero);
        await World.Store.Store.WriteAsync(async db =>
        {
            for (var i = 0; i < 4; i++)
                db.Add(new PublicNotice { Id = Guid.NewGuid(), CodeDigest = Guid.NewGuid().ToByteArray(), Category = i == 3 ? NoticeCategory.Speech : NoticeCategory.Scam, CaseId = Guid.NewGuid(), At = from, Origin = [1], Outcome = i == 0 ? ReportOutcome.Received : ReportOutcome.Acted, DecidedAt = i == 0 ? null : from.AddHours(i * 10) });
            await db.SaveChangesAsync();
        }, default);
        var summary = (await World.Anyone(World.Tokens.For("moderator-of-sums", operatorRole: "moderator")).GetAsync("v1/transparency/summary?from=2021-09-01&to=2021-10-01")).Must(200);
        Assert.Equal((2, 0.5, 0), (summary.Get<int>("restrictions"), summary.Get<double>("automatedDetection"), summary.Get<int>("automatedDecisions")));
        Assert.Equal(Rows(await StatementsAsync("2021-09-01", "2021-10-01")).Count, summary.Get<int>("restrictions"));
        Assert.Equal(["no-violation", "warn", "mute", "suspend"], summary.Json.Items("decisions").Select(d => d.Get<string>("act")));
        var scam = Assert.Single(summary.Json.Items("notices"), n => n.Get<string>("what") == "scam");
        Assert.Equal((3, 2, 0, 1), (scam.Get<int>("count"), scam.Get<int>("acted"), scam.Get<int>("noViolation"), scam.Get<int>("open")));
        Assert.Equal((3, 20.0, 30.0), (summary.Get<int>("noticesTaken.count"), summary.Get<double>("noticesTaken.median"), summary.Get<double>("noticesTaken.p90")));
    }

    [Fact]
    public async Task Periods_are_days_in_order_and_a_year_at_most()
    {
        var analyst = World.Anyone(World.Tokens.For("analyst-of-days", operatorRole: "analyst"));
        foreach (var path in new[] { "statements.csv", "summary" })
        {
            foreach (var bad in new[] { "from=yesterday", "from=2021-02-30", "from=2021-03-01&to=2021-03-01", "from=2021-03-02&to=2021-03-01", "from=2020-01-01&to=2021-12-31", "from=0001-01-01" })
                (await analyst.GetAsync($"v1/transparency/{path}?{bad}")).MustRefuse(400, "validation");
            (await analyst.GetAsync($"v1/transparency/{path}")).Must(200); // last month
        }
    }

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}$")]
    private static partial Regex Day();
}

public sealed class Publishing_on_sqlite(CommonSqlite world) : Publishing(world);

public sealed class Publishing_on_postgres(CommonPostgres world) : Publishing(world);
