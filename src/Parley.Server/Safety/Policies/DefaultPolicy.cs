namespace Parley.Safety.Policies;

/// <summary>
/// The policy that comes with Parley. Until a deal is paid, ways of contact are coached: their author learns when they become allowed, and can
/// say that a number is a parcel's. Paying past the checkout is coached always. What looks like spam is delivered, but to the spam folder;
/// who poses as the marketplace waits for people, and so does who leads to a site on the operator's list. Nothing is masked, and nobody's anger is held back.
/// </summary>
public static class DefaultPolicy
{
    static readonly Stage[] Early = [Stage.Inquiry, Stage.Offer, Stage.Ordered];

    public static PolicyBody Body { get; } = new(
    [
        new("posing-as-staff", [Kinds.Lookalike], Measure.Hold, Flag: true, Harm: 90),
        new("pay-here", [Kinds.Payment, Kinds.Iban, Kinds.Outside], Measure.Coach),
        new("contact-after-payment", [Kinds.Phone, Kinds.Mail, Kinds.Handle, Kinds.Messenger, Kinds.Picture, Kinds.Link, Kinds.Address], Measure.Coach, Early),
        new("bad-links", [Kinds.BadLink], Measure.Hold, Flag: true, Harm: 80),
        new("one-to-many", [Kinds.Repeated], Measure.Allow, Flag: true, Harm: 60, Quarantine: true),
        new("unwanted-offers", [Kinds.Spam], Measure.Allow, FirstContact: true, Flag: true, Harm: 40, Quarantine: true),
        new("abuse", [Kinds.Abuse], Measure.Allow, Flag: true, Harm: 50),
    ]);

    public static Policy Policy { get; } = Policy.Of(0, Body);
}
