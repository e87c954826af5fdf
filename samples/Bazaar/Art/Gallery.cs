using Bazaar.Market;

namespace Bazaar.Art;

/// <summary>Knows which hand draws which listing.</summary>
public static class Gallery
{
    public static string Draw(Listing listing)
    {
        var ink = new Ink(listing.Id);
        switch (listing.Drawing)
        {
            case "vase-tall": Vessels.TallVase(ink); break;
            case "vase-bottle": Vessels.BottleVase(ink); break;
            case "bowl-wide": Vessels.FruitBowl(ink); break;
            case "bowl-stack": Vessels.StackedBowls(ink); break;
            case "mug": Tableware.Mug(ink); break;
            case "plates": Tableware.Plates(ink); break;
            case "teapot": Tableware.Teapot(ink); break;
            case "lamp-table": Lights.TableLamp(ink); break;
            case "lamp-pendant": Lights.Pendant(ink); break;
            case "candles": Lights.Candles(ink); break;
            case "bike-city": Bicycles.City(ink); break;
            case "bike-electric": Bicycles.Electric(ink); break;
            case "bike-road": Bicycles.Road(ink); break;
            case "drivetrain": BicycleParts.Drivetrain(ink); break;
            case "brake": BicycleParts.Brake(ink); break;
            case "wheel": BicycleParts.Wheel(ink); break;
            case "lake": Places.Lake(ink); break;
            case "alp": Places.Alp(ink); break;
            case "aurora": Places.Aurora(ink); break;
            case "aframe": Places.PineHut(ink); break;
            case "dune": Shores.Dune(ink); break;
            case "houseboat": Shores.Houseboat(ink); break;
            case "treehouse": Shores.Treehouse(ink); break;
            case "orchard": Shores.Orchard(ink); break;
            default: throw new ArgumentException($"Nobody draws '{listing.Drawing}'.", nameof(listing));
        }

        return ink.ToString();
    }
}
