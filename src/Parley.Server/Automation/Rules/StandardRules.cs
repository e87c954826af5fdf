using Microsoft.Extensions.Options;
using Parley.Conversations;

namespace Parley.Automation;

/// <summary>What automation does where a vendor has said nothing.</summary>
public sealed class AutomationOptions
{
    /// <summary>From which order value on a thread is of high priority, in the minor unit of <see cref="HighOrderCurrency"/>. 0 to 1,000,000,000; 0 never.</summary>
    public int HighOrderValue { get; set; } = 50_000;

    /// <summary>The currency of <see cref="HighOrderValue"/>: an ISO 4217 code.</summary>
    public string HighOrderCurrency { get; set; } = "EUR";
}

/// <summary>The rules that every vendor starts with. Their words are Parley's; a vendor moves them or switches them off.</summary>
public sealed class StandardRules(IOptions<AutomationOptions> options)
{
    /// <summary>Words that people use when something cannot wait, in English, German, Spanish, French and Arabic.</summary>
    public static readonly IReadOnlyList<string> UrgentWords =
    [
        "urgent*", "asap", "immediately", "emergency", "as soon as possible", "right away", "today please",
        "dringend*", "eilt", "eilig*", "sofort", "notfall", "so schnell wie möglich", "schnellstmöglich",
        "urgente*", "inmediatamente", "emergencia", "cuanto antes", "lo antes posible", "enseguida",
        "urgence", "immédiatement", "d'urgence", "au plus vite", "dès que possible", "tout de suite",
        "عاجل", "عاجلة", "العاجل", "مستعجل", "مستعجلة", "ضروري", "طارئ", "فورا", "حالا", "بأسرع وقت",
    ];

    static readonly string[] Trouble = ["dispute*", "return*", "refund*", "chargeback*", "complaint*", "retour*", "reklam*"];
    static readonly IReadOnlyList<string> Arriving = ["created", "message"], Moving = ["created", "message", "order-changed"];

    public IReadOnlyList<Rule> All { get; } = Make(options.Value);

    static List<Rule> Make(AutomationOptions options)
    {
        var rules = new List<Rule>
        {
            Standard("dispute", 1, "A dispute or a return", Moving, new Condition("state", Is: Trouble), Priority.Urgent),
            Standard("due-today", 2, "It arrives today", Moving, new Condition("due", Is: ["today"]), Priority.High),
        };
        if (options.HighOrderValue > 0)
            rules.Add(Standard("high-value", 3, "A high order value", Moving, new Condition("value", AtLeast: options.HighOrderValue, Currency: options.HighOrderCurrency), Priority.High));
        rules.Add(Standard("urgent-words", 4, "Words of urgency", Arriving, new Condition(All: [new Condition("side", Is: ["buyer"]), new Condition("words", Is: UrgentWords)]), Priority.High));
        return rules;
    }

    static Rule Standard(string word, int number, string name, IReadOnlyList<string> on, Condition when, Priority priority) =>
        new(name, on, [new RuleAct("priority", Priority: priority)], when, Id: new Guid($"5a9d0000-0000-7000-8000-{number:x12}"), Standard: word);

    /// <summary>The vendor's list with Parley's own rules as they are now; those it does not name come at the end, switched off.</summary>
    public IReadOnlyList<Rule> Complete(IReadOnlyList<Rule> kept)
    {
        var own = All.ToDictionary(r => r.Standard!);
        var list = kept.Where(r => r.Standard is null || own.ContainsKey(r.Standard)).Select(r => r.Standard is { } word ? own[word] with { Off = r.Off } : r).ToList();
        list.AddRange(All.Where(r => !list.Exists(k => k.Standard == r.Standard)).Select(r => r with { Off = true }));
        return list;
    }
}
