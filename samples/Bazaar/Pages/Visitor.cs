using Bazaar.Market;

namespace Bazaar.Pages;

/// <summary>
/// Who is looking. A real shop would know from its sign-in; this one lets everybody be anybody, by a cookie, and
/// says so on each page.
/// </summary>
public sealed class Visitor
{
    const string Cookie = "bazaar-person";
    const string FirstPerson = "maya";

    readonly Catalogue catalogue;

    public Visitor(IHttpContextAccessor accessor, Catalogue catalogue)
    {
        this.catalogue = catalogue;
        Person = catalogue.FindPerson(accessor.HttpContext?.Request.Cookies[Cookie]) ?? catalogue.FindPerson(FirstPerson)!;
    }

    public Person Person { get; }

    public Stall? Workplace => catalogue.WorkplaceOf(Person);

    public bool IsOperator => Person == Person.Operator;

    public bool IsBuyer => Workplace is null && !IsOperator;

    /// <summary>The side on which the person sits, as Parley's elements name it.</summary>
    public string As => Workplace is { } stall ? $"vendor:{stall.Id}" : "buyer";

    public static void Become(Person person, HttpResponse response) =>
        response.Cookies.Append(Cookie, person.Id, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            MaxAge = TimeSpan.FromDays(30),
        });
}
