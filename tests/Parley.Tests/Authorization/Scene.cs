using System.Text;
using System.Text.Json.Nodes;
using Parley.Client;

namespace Parley.Tests.Authorization;

/// <summary>The people and objects that the matrix speaks of.</summary>
public sealed class Scene
{
    /// <summary>Stands in notes of the vendor's team: nobody else may ever read it.</summary>
    public const string TeamOnly = "canary of the team";

    /// <summary>Stands in templates of the vendor's team.</summary>
    public const string DeskOnly = "canary of the desk";

    public static readonly string[] Team = ["owner", "agent", "read-only"];

    const string Never = "never-issued";
    static readonly Guid NeverIssued = Guid.Parse("018f6b2e-0000-7000-8000-00000000dead");

    readonly Dictionary<string, Guid> threads = [], labels = [], undos = [], notes = [], templates = [], macros = [], planned = [];
    readonly Dictionary<string, Guid> views = [];
    readonly Dictionary<string, Guid> cases = [], grants = [], decisions = [], sanctions = [];
    readonly Dictionary<string, Guid> uploads = [], files = [], webhooks = [];
    readonly Dictionary<string, string> ends = [], links = [], entries = [], vendors = [], users = [], listings = [], orders = [], receipts = [];
    Guid twin;
    string owner = "";
    string vendor = "", listing = "", deletedListing = "", foreignOrder = "";

    public Dictionary<string, string?> Principals { get; } = [];

    public static async Task<Scene> SetAsync(World world)
    {
        var scene = new Scene();
        var shop = await world.NewShopAsync();
        var talk = await shop.OpenAsync(await world.NewBuyerAsync(), "canary of the buyer");
        var strangers = await world.NewTalkAsync("canary of strangers");
        var other = await world.NewBuyerAsync("Otto Other");
        (scene.vendor, scene.listing, scene.foreignOrder) = (shop.VendorId, shop.ListingId, await shop.NewOrderAsync(other));
        await scene.CastAsync(world, shop, talk, other);
        await scene.FurnishAsync(world, shop, talk, strangers);
        await scene.KeepTemplatesAsync(world, shop, strangers);
        await scene.OweAsync(talk, strangers);
        await scene.PlanAsync(world, shop, strangers);
        await scene.AttachAsync(talk, strangers);
        await scene.ShelveAsync(world, shop, strangers);
        await scene.ModerateAsync(world, talk, strangers);
        scene.webhooks["own"] = (await world.HostClient.PostAsync("v1/webhooks", Webhook)).Must(201).Get<Guid>("id");
        scene.webhooks[Never] = NeverIssued;
        return scene;
    }

    async Task CastAsync(World world, Shop shop, Talk talk, Actor other)
    {
        var removed = await world.NewBuyerAsync("Rita Removed");
        await world.Host.DeleteUserAsync(removed.Id);
        var agent = await world.NewAgentAsync(shop.VendorId);
        var removedAgent = await world.NewAgentAsync(shop.VendorId);
        await world.Host.DeleteAgentAsync(shop.VendorId, removedAgent.Id);
        Principals["anonymous"] = null;
        Principals["buyer"] = talk.Buyer.Bearer;
        Principals["other-buyer"] = other.Bearer;
        Principals["removed-user"] = removed.Bearer;
        Principals["owner"] = shop.Agent.Bearer;
        Principals["agent"] = agent.Bearer;
        Principals["read-only"] = (await world.NewAgentAsync(shop.VendorId, AgentRole.ReadOnly)).Bearer;
        Principals["removed-agent"] = removedAgent.Bearer;
        Principals["other-agent"] = await HideAsync(world);
        foreach (var role in Matrix.Operators) Principals[role] = world.Tokens.For($"{role}-1", operatorRole: role);
        Principals["bad-operator"] = Jwt.Hmac(Claimed(talk.Buyer.Id, false), World.Secret);
        Principals["host"] = world.HostKey;
        Principals["host-no-scope"] = await world.NewKeyAsync("history:import");
        Principals["host-metrics"] = await world.NewKeyAsync("metrics:read");
        Principals["host-unknown"] = "pk_live_0123456789ab_" + new string('7', 64);
        Principals["expired"] = Jwt.Hmac(Jwt.Claims(talk.Buyer.Id, minutes: -10), World.Secret);
    }

    /// <summary>An agent who sees only what is theirs, in a team with a thread that is nobody's yet.</summary>
    async Task<string?> HideAsync(World world)
    {
        var hidden = await world.NewTalkAsync("canary of strangers");
        (threads["unseen"], vendors["unseen"]) = (hidden.Id, hidden.Shop.VendorId);
        notes["unseen"] = (await hidden.Vendor.NoteAsync(hidden.Id, "canary of strangers")).Must(201).Get<Guid>("id");
        orders["unseen"] = await OrderedAsync(hidden.Shop, hidden.Buyer);
        await hidden.Shop.SeeOwnAsync();
        return (await world.NewAgentAsync(hidden.Shop.VendorId)).Bearer;
    }

    static JsonObject Claimed(string id, JsonNode role)
    {
        var claims = Jwt.Claims(id);
        claims["operator"] = role;
        return claims;
    }

    async Task FurnishAsync(World world, Shop shop, Talk talk, Talk strangers)
    {
        (threads["own"], threads["foreign"], threads[Never]) = (talk.Id, strangers.Id, NeverIssued);
        (vendors["own"], vendors["foreign"], vendors[Never]) = (shop.VendorId, strangers.Shop.VendorId, "never-issued");
        foreach (var (variant, owner) in new[] { ("own", shop.Agent), ("foreign", strangers.Vendor) })
            notes[variant] = (await owner.NoteAsync(threads[variant], variant == "own" ? TeamOnly : "canary of strangers")).Must(201).Get<Guid>("id");
        notes[Never] = NeverIssued;
        vendors["deleted"] = World.NewId("vendor");
        await world.Host.PutVendorAsync(new Vendor(vendors["deleted"], "Gone"));
        await world.Host.DeleteVendorAsync(vendors["deleted"]);
        (users["own"], users["deleted"], users[Never]) = ((await world.NewBuyerAsync("Dora Disposable")).Id, (await world.NewBuyerAsync("Dan Deleted")).Id, "never-issued");
        await world.Host.DeleteUserAsync(users["deleted"]);
        deletedListing = World.NewId("listing");
        await world.Host.PutSubjectAsync(new Subject(SubjectKind.Listing, deletedListing, shop.VendorId, "Gone"));
        await world.Host.DeleteSubjectAsync(SubjectKind.Listing, deletedListing);
        listings["own"] = World.NewId("listing");
        await world.Host.PutSubjectAsync(new Subject(SubjectKind.Listing, listings["own"], shop.VendorId, "Disposable"));
        (listings["deleted"], listings[Never]) = (deletedListing, "never-issued");
        orders["own"] = await OrderedAsync(shop, talk.Buyer);
        owner = shop.Agent.Id;
        twin = (await talk.Buyer.PostAsync("v1/conversations", new { vendor = shop.VendorId, topic = "other", message = Actor.Message("canary of the twin") })).Must(201).Get<Guid>("conversation.id");
        orders["foreign"] = await OrderedAsync(strangers.Shop, strangers.Buyer);
        orders["deleted"] = await OrderedAsync(shop, talk.Buyer);
        await world.Host.DeleteSubjectAsync(SubjectKind.Order, orders["deleted"]);
        orders[Never] = "never-issued";
        ends["own"] = await world.MailSecret().EndOfAsync(talk.Buyer.Id, $"b:{talk.Buyer.Id}");
        (ends["altered"], ends[Never]) = (ends["own"][..^4] + "AAAA", "never-issued");
    }

    async Task KeepTemplatesAsync(World world, Shop shop, Talk strangers)
    {
        templates["own"] = await AddAsync(shop.Agent, "team", DeskOnly);
        templates["personal"] = await AddAsync(shop.Agent, "me", DeskOnly);
        templates["deleted"] = await AddAsync(shop.Agent, "team", DeskOnly);
        (await shop.Agent.DeleteAsync($"v1/templates/{templates["deleted"]}?as={shop.Agent.As}")).Must(204);
        templates["foreign"] = templates["foreign-desk"] = await AddAsync(strangers.Vendor, "team", "canary of strangers");
        (templates["supplied"], templates[Never]) = (Guid.NewGuid(), NeverIssued);
        (await world.HostClient.PutAsync($"v1/operator-templates/{templates["supplied"]}", Template("supplied"))).Must(204);

        foreach (var (variant, owner) in new[] { ("own", shop.Agent), ("foreign", strangers.Vendor) }) macros[variant] = await MacroAsync(owner, templates[variant]);
        macros["foreign-desk"] = macros["foreign"];
        macros["deleted"] = await MacroAsync(shop.Agent, templates["own"]);
        (await shop.Agent.DeleteAsync($"v1/macros/{macros["deleted"]}?as={shop.Agent.As}")).Must(204);
        macros[Never] = NeverIssued;
        await FileAsync(shop.Agent, strangers.Vendor);

        static async Task<Guid> MacroAsync(Actor actor, Guid template) => (await actor.PostAsync($"v1/macros?as={actor.As}", new { name = DeskOnly, template, acts = Array.Empty<object>() })).Must(201).Get<Guid>("id");

        async Task<Guid> AddAsync(Actor actor, string scope, string text) => (await actor.PostAsync($"v1/templates?as={actor.As}", Template(text, scope))).Must(201).Get<Guid>("id");
    }

    /// <summary>Entries of both vendors' ledgers: of a thread of one's own, and of one elsewhere.</summary>
    async Task OweAsync(Talk talk, Talk strangers)
    {
        foreach (var (variant, owed) in new[] { ("own", talk), ("foreign", strangers) })
        {
            (await owed.Vendor.SayAsync(owed.Id, "Yes")).Must(201);
            entries[variant] = (await owed.Vendor.GetAsync($"v1/vendors/{owed.Shop.VendorId}/obligations")).Must(200).Json.Items().Single().Get<string>("id");
        }
        (entries["elsewhere"], entries[Never]) = (entries["foreign"], $"{NeverIssued:N}-1-1");
    }

    async Task FileAsync(Actor own, Actor stranger)
    {
        foreach (var (variant, actor) in new[] { ("own", own), ("foreign", stranger), ("deleted", own) }) labels[variant] = (await actor.PostAsync($"v1/inbox/labels?as={actor.As}", NewLabel())).Must(201).Get<Guid>("id");
        (await own.DeleteAsync($"v1/inbox/labels/{labels["deleted"]}?as={own.As}")).Must(204);
        (labels["foreign-desk"], labels[Never]) = (labels["foreign"], NeverIssued);
        foreach (var (variant, actor) in new[] { ("own", own), ("foreign", stranger) })
            undos[variant] = (await actor.PostAsync($"v1/inbox/acts?as={actor.As}", new { conversations = new[] { threads[variant] }, act = new { type = "star" } })).Must(200).Get<Guid>("undo");
        undos[Never] = NeverIssued;
        foreach (var (variant, actor) in new[] { ("own", own), ("foreign", stranger) }) views[variant] = (await actor.PostAsync($"v1/inbox/views?as={actor.As}", NewView())).Must(201).Get<Guid>("id");
        views[Never] = NeverIssued;
    }

    static object NewView() => new { name = $"View {Guid.NewGuid():N}", team = false, query = new { folder = "needs" } };

    static object NewLabel() => new { name = $"Label {Guid.NewGuid():N}", colour = "green" };

    /// <summary>A message that is to go out in a year, in the threads about these listings.</summary>
    async Task PlanAsync(World world, Shop shop, Talk strangers)
    {
        foreach (var (variant, about) in new[] { ("own", shop), ("foreign", strangers.Shop) })
        {
            planned[variant] = Guid.NewGuid();
            await world.Store.Store.WriteAsync(async db =>
            {
                db.Add(new Parley.Automation.ScheduledMessage
                {
                    Id = planned[variant], VendorId = about.VendorId, Kind = Parley.Market.SubjectKind.Listing, SubjectId = about.ListingId, ScheduleId = Guid.NewGuid(), Name = DeskOnly, State = "never", Date = null,
                    DueAt = DateTimeOffset.UtcNow.AddDays(365),
                });
                await db.SaveChangesAsync();
            }, default);
        }
    }

    /// <summary>A file of each thread's buyer, sent, with the buyer's link to it, and an upload that goes on.</summary>
    async Task AttachAsync(Talk talk, Talk strangers)
    {
        foreach (var (variant, thread) in new[] { ("own", talk), ("foreign", strangers) })
        {
            files[variant] = await thread.Buyer.UploadReadyAsync(thread.Id, "canary.txt", Encoding.ASCII.GetBytes(variant == "own" ? "canary of the buyer" : "canary of strangers"));
            (await thread.Buyer.SendFilesAsync(thread.Id, "", files[variant])).Must(201);
            links[variant] = (await thread.Buyer.LinkAsync(thread.Id, files[variant]))["v1/files/".Length..];
            uploads[variant] = (await thread.Buyer.CreateUploadAsync(thread.Id, 9, "open.txt")).Must(201).UploadId();
        }
        (uploads[Never], links[Never]) = (NeverIssued, new string('A', 76));
    }

    /// <summary>Files of templates: the owner's link to one, and uploads of the owner and of the host that go on.</summary>
    async Task ShelveAsync(World world, Shop shop, Talk strangers)
    {
        foreach (var (variant, agent) in new[] { ("library", shop.Agent), ("foreign-library", strangers.Vendor) })
        {
            files[variant] = await agent.UploadForTemplateAsync("canary.txt", Encoding.ASCII.GetBytes(variant == "library" ? DeskOnly : "canary of strangers"));
            await agent.BecomesAsync(files[variant], "ready");
            (await agent.PostAsync($"v1/templates?as={agent.As}", new { scope = "team", name = "With a file", variants = new[] { new { text = variant == "library" ? DeskOnly : "canary of strangers" } }, files = new[] { files[variant] } })).Must(201);
            links[variant] = (await agent.GetAsync($"v1/templates/files/links?as={agent.As}&files={files[variant]}")).Must(200).Get<string>("items.0.url")["/v1/files/".Length..];
        }
        uploads["library"] = (await shop.Agent.CreateUploadAsync($"v1/templates/files?as={shop.Agent.As}", 9, "open.txt")).Must(201).UploadId();
        uploads["supplied"] = (await world.HostClient.CreateUploadAsync("v1/operator-templates/files", 9, "open.txt")).Must(201).UploadId();
    }

    /// <summary>A case, a grant of the moderator's, and what was decided about each thread's buyer.</summary>
    async Task ModerateAsync(World world, Talk talk, Talk strangers)
    {
        (await talk.Vendor.PostAsync($"v1/conversations/{talk.Id}/reports", new { reason = "scam", seq = 1 })).Must(201);
        await using (var db = world.Store.Open()) cases["own"] = db.Set<Parley.Safety.Flag>().Single(f => f.ConversationId == talk.Id && f.Seq == 1).CaseId;
        grants["own"] = (await world.Anyone(Principals["moderator"]).PostAsync("v1/grants", Granting(twin))).Must(201).Get<Guid>("id");
        foreach (var (variant, about) in new[] { ("own", talk), ("foreign", strangers) })
        {
            decisions[variant] = Guid.NewGuid();
            await world.Store.Store.WriteAsync(async db =>
            {
                db.Add(new Parley.Safety.Decision
                {
                    Id = decisions[variant], CaseId = NeverIssued, PersonId = about.Buyer.Id, ConversationId = about.Id, Act = Parley.Safety.CaseAct.Warn, Facts = variant == "own" ? "A statement" : "canary of strangers", Ground = Parley.Safety.Ground.Rule,
                    Reference = "Rule 1", Source = "report", FoundByMachine = false, At = DateTimeOffset.UtcNow, DecidedBy = "moderator-2", AppealUntil = DateTimeOffset.UtcNow.AddDays(1),
                });
                await db.SaveChangesAsync();
            }, default);
        }
        cases[Never] = grants[Never] = decisions[Never] = NeverIssued;
        cases["opinion"] = Guid.NewGuid();
        var asked = Guid.NewGuid();
        await world.Store.Store.WriteAsync(async db =>
        {
            var opinion = new Parley.Safety.Case { Id = cases["opinion"], GroupKey = $"opinion {asked:N}", Kind = "second-opinion", Harm = 20, Rank = long.MaxValue, OpenedAt = DateTimeOffset.UtcNow, LastAt = DateTimeOffset.UtcNow };
            opinion.Claim("moderator-1", DateTimeOffset.UtcNow.AddHours(1));
            db.Add(opinion);
            db.Add(new Parley.Safety.SecondOpinion { CaseId = asked, Kind = "report", FirstAct = Parley.Safety.CaseAct.Warn, FirstBy = "moderator-2", AskedAt = DateTimeOffset.UtcNow });
            await db.SaveChangesAsync();
        }, default);
        (sanctions["own"], sanctions[Never]) = (Guid.NewGuid(), NeverIssued);
        await world.Store.Store.WriteAsync(async db =>
        {
            db.Add(new Parley.Safety.Sanction { Id = sanctions["own"], DecisionId = decisions["own"], Kind = Parley.Safety.SanctionKind.Mute, Holder = "p:of-the-scene", From = DateTimeOffset.UtcNow });
            await db.SaveChangesAsync();
        }, default);
        (receipts["own"], receipts[Never]) = ((await world.Anyone().PostAsync("v1/public-notices", Noticing(NeverIssued))).Must(201).Get<string>("receipt"), Parley.Safety.NoticeSecrets.NewCode());
        await using (var db = world.Store.Open())
        {
            var digest = Parley.Safety.NoticeSecrets.DigestOf(receipts["own"]);
            cases["notice"] = db.Set<Parley.Safety.PublicNotice>().Single(n => n.CodeDigest == digest).CaseId;
        }
        (await world.Anyone(Principals["moderator"]).PutAsync($"v1/cases/{cases["notice"]}/claim")).Must(204);
    }

    static object Noticing(Guid thread) => new { category = "other", about = "Over there", why = "For a reason that is long enough", conversation = thread, goodFaith = true, name = "Nina", mail = "nina@example.net" };

    static object Granting(Guid thread) => new { conversation = thread, purpose = "support", reason = "Somebody asked for help" };

    static object Template(string text) => new { name = "A template", variants = new[] { new { text } } };

    static object Template(string text, string scope, int version = 0) =>
        version > 0 ? new { version, scope, name = "A template", variants = new[] { new { text } } } : new { scope, name = "A template", variants = new[] { new { text } } };

    /// <summary>An order with its thread.</summary>
    static async Task<string> OrderedAsync(Shop shop, Actor buyer)
    {
        var order = await shop.NewOrderAsync(buyer);
        (await buyer.PostAsync("v1/conversations", new { vendor = shop.VendorId, subject = new { kind = "order", id = order }, message = Actor.Message("canary of an order") })).Must(201);
        return order;
    }

    /// <summary>The address of this row's object, and what to send there.</summary>
    public (string Path, object? Body, string Type) Address(MatrixRow row) => row.Operation switch
    {
        "findConversation" => ($"v1/conversations/find?vendor={vendor}&subject={Subject(row.Object)}", null, Json),
        "findConversationAsVendor" => ($"v1/conversations/find?as=vendor:{vendor}&subject=order:{orders[row.Object]}", null, Json),
        "getContact" => ($"v1/contact?subject={Subject(row.Object)}", null, Json),
        "checkOpeningDraft" => ("v1/conversations/draft-check", new { vendor, subject = Named(row.Object), text = "opened" }, Json),
        "openConversation" => ("v1/conversations", new { vendor, subject = Named(row.Object), message = Actor.Message("opened") }, Json),
        "search" => ($"v1/search?as={As(row.Object)}&q=canary", null, Json),
        "getInbox" or "getCounts" or "connect" => ($"{row.Route[1..]}?as={As(row.Object)}", null, Json),
        "getNotices" or "getNoticeThreads" or "getNoticePreferences" or "putNoticePreferences" => ($"{row.Route[1..]}?as={As(row.Object)}", row.Method == "PUT" ? new { choices = Array.Empty<object>(), quiet = Array.Empty<object>() } : null, Json),
        "reopenAddress" => ("v1/notices/addresses-off/mail", null, Json),
        "getChanges" => ($"v1/inbox/changes?as={As(row.Object)}&since=0", null, Json),
        "act" => ($"v1/inbox/acts?as={As(row.Object)}", new { conversations = new[] { threads[row.Object] }, act = new { type = "archive" } }, Json),
        "undoAct" => ($"v1/inbox/acts/{undos[row.Object]}?as=vendor:{vendors["own"]}", null, Json),
        "getBlocks" or "getMarks" or "getLabels" or "getFolders" or "getViews" => ($"{row.Route[1..]}?as={As(row.Object)}", null, Json),
        "getChoices" => ($"v1/inbox/choices?as={As(row.Object)}&filter=subject", null, Json),
        "saveView" => ($"v1/inbox/views?as={As(row.Object)}", NewView(), Json),
        "deleteView" => ($"v1/inbox/views/{views[row.Object]}?as=vendor:{vendors["own"]}", null, Json),
        "addLabel" => ($"v1/inbox/labels?as={As(row.Object)}", NewLabel(), Json),
        "changeLabel" or "deleteLabel" => ($"v1/inbox/labels/{labels[row.Object]}?as=vendor:{vendors[row.Object == "foreign-desk" ? "foreign" : "own"]}", row.Method == "PUT" ? NewLabel() : null, Json),
        "seeMentions" => ($"v1/inbox/mentions/seen?as={As(row.Object)}", new { conversation = threads[row.Object] }, Json),
        "putReceived" => ($"v1/inbox/received?as={As(row.Object)}", new { feed = 1 }, Json),
        "putSubject" => (Fill(row), new { vendor, title = "Disposable" }, Json),
        "getTemplates" or "getTemplateVariables" or "getMacros" or "getRules" or "getRoutes" or "getScheduledMessages" or "getAutoReplies" or "deleteAutoReplies" or "getRuleLog" => ($"{row.Route[1..]}?as={As(row.Object)}", null, Json),
        "putScheduledMessages" => ($"v1/scheduled-messages?as={As(row.Object)}", new { version = 0, messages = new[] { new { name = DeskOnly, template = templates["own"], state = "never" } } }, Json),
        "putRules" => ($"v1/rules?as={As(row.Object)}", new { version = 0, rules = new[] { new { name = DeskOnly, on = new[] { "reopened" }, @do = Archiving } } }, Json),
        "tryRules" => ($"v1/rules/dry-run?as={As(row.Object)}", new { rules = new[] { new { name = DeskOnly, on = new[] { "message" }, @do = Archiving } } }, Json),
        "putAutoReplies" => ($"v1/auto-replies?as={As(row.Object)}", new { version = 0, replies = new[] { new { kind = "away", text = DeskOnly } } }, Json),
        "addTemplate" => ($"v1/templates?as={As(row.Object)}", Template(DeskOnly, "team"), Json),
        "addMacro" => ($"v1/macros?as={As(row.Object)}", new { name = DeskOnly, acts = Closing }, Json),
        _ when row.Route.StartsWith("/v1/macros/{id}", StringComparison.Ordinal) => MacroOf(row),
        "previewTemplate" => ($"v1/templates/preview?as=vendor:{vendor}", new { text = DeskOnly, conversation = threads[row.Object] }, Json),
        "putOperatorTemplate" or "deleteOperatorTemplate" => (row.Route[1..].Replace("{id}", $"{templates[row.Object]}", StringComparison.Ordinal), row.Method == "PUT" ? Template("supplied") : null, Json),
        _ when row.Route.StartsWith("/v1/templates/{id}", StringComparison.Ordinal) => TemplateOf(row),
        _ when row.Route.StartsWith("/v1/vendors/{id}/obligations", StringComparison.Ordinal) =>
            (row.Route[1..].Replace("{id}", vendors[row.Object == "elsewhere" ? "own" : row.Object], StringComparison.Ordinal).Replace("{entry}", entries[row.Object], StringComparison.Ordinal), BodyOf(row.Operation), Json),
        "putAgentHours" => (row.Route[1..].Replace("{id}", vendors[row.Object], StringComparison.Ordinal).Replace("{userId}", owner, StringComparison.Ordinal), new { weekly = Array.Empty<object>() }, Json),
        "putAvailability" => (row.Route[1..].Replace("{id}", vendors[row.Object], StringComparison.Ordinal).Replace("{userId}", owner, StringComparison.Ordinal), new { away = false }, Json),
        "mergeConversation" => (Fill(row), new { into = twin }, Json),
        "uploadOptions" => ("v1/uploads", null, Json),
        "createUpload" => (Fill(row), null, Json),
        "createTemplateFile" => ($"v1/templates/files?as={As(row.Object)}", null, Json),
        "linkTemplateFiles" => ($"v1/templates/files/links?as={As(row.Object)}&files={files["library"]},{files["foreign-library"]}", null, Json),
        "linkAttachments" => ($"{Fill(row)}?files={files.GetValueOrDefault(row.Object, NeverIssued)}", null, Json),
        "appendToUpload" => ($"v1/uploads/{uploads[row.Object]}", new byte[] { 65 }, "application/offset+octet-stream"),
        _ when row.Route.StartsWith("/v1/uploads", StringComparison.Ordinal) => ($"v1/uploads/{uploads[row.Object]}", null, Json),
        "askToUnsubscribe" or "unsubscribe" => ($"v1/notices/unsubscribe?token={ends[row.Object]}", null, Json),
        "bringMail" => ("v1/mail/inbound/mime", "x", "message/rfc822"),
        "openFile" => ($"v1/files/{links[row.Object]}", null, Json),
        _ when row.Route.StartsWith("/v1/webhooks", StringComparison.Ordinal) => (row.Route[1..].Replace("{id}", row.Route.Contains("{id}", StringComparison.Ordinal) ? $"{webhooks[row.Object]}" : "", StringComparison.Ordinal), row.Operation switch
        {
            "addWebhook" or "changeWebhook" => Webhook,
            "replayWebhook" => new { from = "2026-01-01T00:00:00Z" },
            _ => null,
        }, Json),
        "askForGrant" => ("v1/grants", Granting(threads[row.Object]), Json),
        _ when row.Route.StartsWith("/v1/grants/{id}", StringComparison.Ordinal) => (row.Route[1..].Replace("{id}", $"{grants[row.Object]}", StringComparison.Ordinal).Replace("{file}", $"{NeverIssued}", StringComparison.Ordinal), null, Json),
        "findPeople" => ("v1/people?q=of-the-scene", null, Json),
        "readStanding" => ($"v1/people/person/{(row.Object == Never ? Never : owner)}", null, Json),
        "endSanction" => ($"v1/sanctions/{sanctions[row.Object]}/end", new { facts = "It has served its purpose." }, Json),
        "sendNotice" => ("v1/public-notices", Noticing(threads[row.Object]), Json),
        "followNotice" => ("v1/public-notices/receipt", new { receipt = receipts[row.Object] }, Json),
        "nameSubject" => ($"v1/cases/{cases[row.Object]}/subject", new { person = users["own"] }, Json),
        _ when row.Route.StartsWith("/v1/cases/{id}", StringComparison.Ordinal) => (row.Route[1..].Replace("{id}", $"{cases[row.Object]}", StringComparison.Ordinal).Replace("{file}", $"{NeverIssued}", StringComparison.Ordinal), row.Method == "POST" ? new { act = "no-violation" } : null, Json),
        "appealDecision" => ($"v1/decisions/{decisions[row.Object]}/appeal", new { words = "It was not me" }, Json),
        "sync" => ("v1/sync", "", "application/x-ndjson"),
        "elements" => ("elements/never-issued.js", null, Json),
        _ => (Fill(row), BodyOf(row.Operation), Json),
    };

    const string Json = "application/json";

    /// <summary>Hears of nothing that happens here; the machine's name leads home, where it is not called.</summary>
    static object Webhook => new { url = $"https://{Environment.MachineName.ToLowerInvariant()}/hook", types = new[] { "platform.asked" } };

    static object[] Archiving => [new { type = "archive" }];

    static object[] Closing => [new { type = "close" }];

    (string, object?, string) MacroOf(MatrixRow row) => (
        $"{row.Route[1..].Replace("{id}", $"{macros[row.Object]}", StringComparison.Ordinal)}?as=vendor:{vendors[row.Object == "foreign-desk" ? "foreign" : "own"]}",
        row.Operation switch
        {
            "changeMacro" => new { version = 1, name = DeskOnly + ", changed", template = templates["own"], acts = Array.Empty<object>() },
            "runMacro" => new { conversation = threads["own"], clientMessageId = Guid.NewGuid() },
            _ => null,
        },
        Json);

    (string, object?, string) TemplateOf(MatrixRow row) => (
        $"{row.Route[1..].Replace("{id}", $"{templates[row.Object]}", StringComparison.Ordinal)}?as=vendor:{vendors[row.Object == "foreign-desk" ? "foreign" : "own"]}",
        row.Operation switch
        {
            "changeTemplate" => Template(DeskOnly + ", changed", row.Object == "personal" ? "me" : "team", version: 1),
            "renderTemplate" => new { conversation = threads["own"] },
            "attachTemplateFiles" => new { conversation = threads["own"], use = Guid.NewGuid() },
            _ => null,
        },
        Json);

    string Fill(MatrixRow row)
    {
        var path = row.Route[1..].Replace("{seq}", "1", StringComparison.Ordinal).Replace("{reaction}", "like", StringComparison.Ordinal).Replace("{kind}", "listing", StringComparison.Ordinal).Replace("{name}", "of-the-scene", StringComparison.Ordinal);
        if (!path.Contains("{id}", StringComparison.Ordinal)) return path;
        if (path.StartsWith("v1/conversations", StringComparison.Ordinal))
            return path.Replace("{id}", $"{threads[row.Object]}", StringComparison.Ordinal).Replace("{noteId}", $"{notes[row.Object]}", StringComparison.Ordinal).Replace("{alert}", $"{NeverIssued}", StringComparison.Ordinal).Replace("{sid}", $"{planned.GetValueOrDefault(row.Object, NeverIssued)}", StringComparison.Ordinal);
        if (path.StartsWith("v1/operators", StringComparison.Ordinal) || path.StartsWith("v1/held", StringComparison.Ordinal) || path.StartsWith("v1/policy", StringComparison.Ordinal)) return path.Replace("{id}", $"{NeverIssued}", StringComparison.Ordinal);
        if (path.StartsWith("v1/users", StringComparison.Ordinal)) return path.Replace("{id}", users[row.Object], StringComparison.Ordinal);
        if (path.StartsWith("v1/subjects", StringComparison.Ordinal)) return path.Replace("{id}", listings[row.Object], StringComparison.Ordinal);
        var id = row is { Operation: "deleteVendor", Object: "own" } ? vendors["deleted"] : vendors[row.Object]; // the vendor of the scene stays
        return path.Replace("{id}", id, StringComparison.Ordinal).Replace("{userId}", users["own"], StringComparison.Ordinal);
    }

    static object? BodyOf(string operation) => operation switch
    {
        "sendMessage" => Actor.Message("sent"),
        "editMessage" => new { text = "edited" },
        "markRead" => new { seq = 1 },
        "reportConversation" => new { reason = "unwanted" },
        "checkDraft" => new { text = "Is it blue?" },
        "putPolicy" => new { after = -1, policy = new { rules = Array.Empty<object>() } },
        "simulatePolicy" => new { policy = new { rules = Array.Empty<object>() }, since = "2100-01-01T00:00:00Z" },
        "refuseHeld" => new { reasons = "a test" },
        "signPresence" => new { doing = "reading" },
        "writeNote" => Actor.Note(TeamOnly),
        "editNote" => new { text = TeamOnly + ", edited" },
        "putVendorRoutes" => new { vendors = Array.Empty<string>() },
        "putPreferences" => new { scheduledMessages = true },
        "putPushSubscription" => new { endpoint = "https://push.example/of-the-scene", keys = new { p256dh = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4", auth = "BTBZMqHH6r4Tts7J_aSIgg" } },
        "renewPushSubscription" => new { endpoint = "https://push.example/never-issued", subscription = BodyOf("putPushSubscription") },
        "deletePushSubscription" => new { endpoint = "https://push.example/of-the-scene" },
        "putPushDevice" or "deletePushDevice" or "putUserDevice" => new { platform = "fcm", token = "of-the-scene" },
        "putThreadNotices" => new { mute = true },
        "raiseAlert" => new { id = Guid.NewGuid(), kind = "appointment", to = "buyer" },
        "moveConversation" => new { topic = "delivery" },
        "putTeamSettings" => new { visibility = "all" },
        "putUser" or "putVendor" => new { name = "Renamed" },
        "contestObligation" => new { reason = "It was a farewell" },
        "decideContest" => new { outcome = "kept" },
        "putTier" => new { firstAnswerHours = 24 },
        "putHours" => new { timeZone = "Europe/Paris" },
        "postOutage" => new { id = Guid.NewGuid(), from = "2001-01-01T00:00:00Z", until = "2001-01-01T01:00:00Z" },
        "putAgent" => new { role = "agent" },
        "changeSubject" => new { id = Guid.NewGuid(), state = "sold" },
        "freezeConversation" => new { reason = "a test" },
        _ => null,
    };

    string Subject(string variant) => variant == "foreign" ? $"order:{foreignOrder}" : $"listing:{ListingOf(variant)}";

    object Named(string variant) => variant == "foreign" ? new { kind = "order", id = foreignOrder } : new { kind = "listing", id = ListingOf(variant) };

    string ListingOf(string variant) => variant switch { "own" => listing, "deleted" => deletedListing, _ => "never-issued" };

    string As(string variant) => variant == "self" ? "buyer" : $"vendor:{vendors[variant]}";
}
