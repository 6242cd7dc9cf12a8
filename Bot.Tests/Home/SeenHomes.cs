using Bot.Sandbox;

namespace Bot.Tests.Home;

/// <summary>People's Homes as they see them.</summary>
static class SeenHomes
{
    /// <summary>What somebody sees who opens it; it follows what happens from then on.</summary>
    public static async Task<Modal> Home(this Afternoon afternoon, Member who)
    {
        await who.OpensHome(afternoon.App);
        return (await who.OpensHome(afternoon.App))!;
    }

    public static string Plain(this Modal home) => home.Text.Replace("*", "", StringComparison.Ordinal);

    public static void Sees(this Modal home, string text) => Assert.Contains(text, home.Plain(), StringComparison.Ordinal);

    public static void DoesNotSee(this Modal home, string text) =>
        Assert.DoesNotContain(text, home.Plain(), StringComparison.Ordinal);
}
