namespace Parley.Text.Topics;

/// <summary>What an inquiry is about.</summary>
public enum Topic
{
    /// <summary>None of the others: greetings, thanks, talk.</summary>
    Other,

    /// <summary>How, where to, how fast and for how much something is delivered or picked up.</summary>
    Shipping,

    /// <summary>Whether and when something can be had.</summary>
    Availability,

    /// <summary>Sizes, materials, care, what belongs to it.</summary>
    ProductSpecs,

    /// <summary>Wishes for how it is made.</summary>
    Customization,

    /// <summary>How far an order is and where its parcel is.</summary>
    OrderStatus,

    /// <summary>Changes to an order and cancelling it.</summary>
    OrderChange,

    /// <summary>Sending back, exchange, refund.</summary>
    Returns,

    /// <summary>Ways of payment, charges, invoices.</summary>
    Payment,

    /// <summary>A better price, a quote.</summary>
    PriceNegotiation,

    /// <summary>Something is broken, missing, wrong or disappointing.</summary>
    Complaint,
}
