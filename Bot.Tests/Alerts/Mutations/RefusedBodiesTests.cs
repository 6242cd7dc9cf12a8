using Bot.Storage;
using Dapper;

namespace Bot.Tests.Alerts.Mutations;

/// <summary>Whoever has neither a token nor a secret is refused at each address, and nothing of it is kept.</summary>
public sealed class RefusedBodiesTests
{
    static readonly string[] Kept = ["alerts", "bodies", "hooks", "dbt_jobs", "dbt_manifests"];

    static Task<Afternoon> Begin() => Afternoon.Begin(settings: new()
    {
        ["Intake:Secrets:ci"] = Destination.Secret,
        ["Intake:Tokens:other"] = "token-of-another",
    });

    [Theory]
    [InlineData(Destination.WrongToken, Destination.WrongSecret)]
    [InlineData("token-of-another", "token-of-another")]
    [InlineData(Destination.Secret, Afternoon.IntakeToken)]
    [InlineData("", "")]
    public async Task Who_is_not_known_hears_401_and_leaves_nothing(string token, string secret)
    {
        await using var afternoon = await Begin();
        using var http = new HttpClient { BaseAddress = afternoon.Url };
        foreach (var to in Destination.All)
            foreach (var body in to.Own)
            {
                // A key says itself whose it is, so that another's is right there.
                var key = token is "" or "token-of-another" ? Destination.WrongToken : token;
                var sent = Mutated.Not(body.Replace(Afternoon.IntakeToken, key, StringComparison.Ordinal));
                using var request = to.Request("job", sent, token.Length == 0 ? "-" : token, secret.Length == 0 ? "-" : secret);
                if (token.Length == 0)
                    foreach (var header in new[] { "Authorization", "circleci-signature", "Sentry-Hook-Signature" })
                        request.Headers.Remove(header);
                using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
                Assert.True((int)response.StatusCode == 401, $"{to.Path}: {response.StatusCode}");
                Assert.NotEmpty(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            }

        Assert.All(Kept, table => Assert.Equal(
            (table, 0L), (table, afternoon.Get<Database>().Read(db => db.QuerySingle<long>($"select count(*) from {table}")))));
    }
}
