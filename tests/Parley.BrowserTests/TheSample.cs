namespace Parley.BrowserTests;

/// <summary>Whoever starts the sample finds something of everything on its vendors' desks.</summary>
public sealed class TheSample(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    [Fact]
    public async Task Every_folder_of_a_vendor_has_something_in_it()
    {
        var ina = await Stage.AsAsync("ina");
        var counts = (await ina.GetAsync("/v1/inbox/folders?as=vendor:nordlicht")).AsObject();
        Assert.Equal(10, counts.Count);
        Assert.All(counts, count => Assert.True((int)count.Value! > 0, $"The folder {count.Key} is empty."));
        var spam = (await ina.GetAsync("/v1/inbox?as=vendor:nordlicht&folder=spam&limit=100"))["items"]!.AsArray();
        Assert.Contains(spam, row => $"{row!["with"]!["id"]}" == "callum");
    }

    [Fact]
    public async Task Vendors_are_measured_by_the_targets_of_their_tiers()
    {
        Assert.Equal((16 * 3600, 10), await TargetsAsync("ina", "nordlicht"));
        Assert.Equal((4 * 3600, 3), await TargetsAsync("tomas", "kettenwerk"));
        Assert.Equal((24 * 3600, 5), await TargetsAsync("greta", "hinterland"));
    }

    async Task<(int, int)> TargetsAsync(string agent, string vendor)
    {
        var figures = await (await Stage.AsAsync(agent)).GetAsync($"/v1/vendors/{vendor}/figures");
        return ((int)figures["targetFirstSeconds"]!, (int)figures["targetResolutionDays"]!);
    }
}
