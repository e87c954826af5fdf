namespace Parley.Safety.Policies;

/// <summary>Words that shops use for how far an order is. A deal that came to nothing is an inquiry again.</summary>
static class StateWords
{
    public static readonly IReadOnlyDictionary<string, Stage> Known = Read(
        (Stage.Inquiry, "inquiry requested cancelled canceled rejected declined expired refunded"),
        (Stage.Offer, "offer offered quote quoted negotiating countered"),
        (Stage.Ordered, "ordered placed new created pending reserved unpaid awaiting-payment payment-pending"),
        (Stage.Paid, "paid confirmed accepted booked processing preparing packed in-production ready"),
        (Stage.Shipped, "shipped sent dispatched in-transit out-for-delivery ready-for-pickup checked-in"),
        (Stage.Completed, "delivered completed complete done fulfilled finished closed collected picked-up checked-out reviewed"),
        (Stage.Dispute, "dispute disputed in-dispute claim claimed escalated refund-requested return-requested chargeback"));

    static Dictionary<string, Stage> Read(params (Stage Stage, string Words)[] rows)
    {
        var known = new Dictionary<string, Stage>(StringComparer.OrdinalIgnoreCase);
        foreach (var (stage, words) in rows)
            foreach (var word in words.Split(' '))
            {
                known[word] = stage;
                known[word.Replace('-', ' ')] = known[word.Replace('-', '_')] = stage;
            }
        return known;
    }
}
