using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Bot.Domain.Warnings;
using Bot.Storage;
using Bot.Tests.Alerts.Dbt;
using Bot.Warnings.Rows;

namespace Bot.Tests.Warnings;

/// <summary>Runs of dbt as a job sends them, and the ledger that comes of them.</summary>
static class Ledger
{
    public const string Job = "?job=dbt_build&environment=prod&branch=main&repository=acme/dbt";

    /// <summary>A run in which these nodes came out so.</summary>
    public static Task<string> Runs(this Afternoon afternoon, params string[] nodes) => afternoon.Sends(DbtFiles.Run(nodes));

    public static async Task<string> Sends(this Afternoon afternoon, string body, string job = Job, string what = "run_results")
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(
            what == "manifest" ? HttpMethod.Put : HttpMethod.Post, new Uri(afternoon.Url, $"/v1/dbt/circleci/{what}{job}"))
        {
            Content = new StringContent(body, Encoding.UTF8),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", Afternoon.IntakeToken) },
        };
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var said = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, said);
        await afternoon.Settle();
        return said;
    }

    /// <summary>All that the ledger holds, the oldest first.</summary>
    public static List<Warning> Warnings(this Afternoon afternoon) =>
        afternoon.Get<Database>().Read(db => WarningStore.All(db, afternoon.Clock.GetUtcNow()));

    /// <summary>Its only warning, or the one with that in its name.</summary>
    public static Warning Warning(this Afternoon afternoon, string name = "") =>
        Assert.Single(afternoon.Warnings(), w => w.Node.Contains(name, StringComparison.Ordinal));
}
