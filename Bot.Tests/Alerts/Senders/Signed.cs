using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Bot.Tests.Alerts.Senders;

/// <summary>Sends as those do that sign the body with a shared secret.</summary>
sealed class Signed(Afternoon afternoon, string path, string header, string before = "") : IAsyncDisposable
{
    const string Secret = "example-secret";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public Afternoon Afternoon => afternoon;

    public static async Task<Signed> CircleCi() => new(await Begin(), "v1/circleci/ci", "circleci-signature", "v1=");

    public static async Task<Signed> DbtCloud(string query = "") =>
        new(await Begin(), $"v1/dbt-cloud/ci{query}", "Authorization");

    static Task<Afternoon> Begin() => Afternoon.Begin(settings: new() { ["Intake:Secrets:ci"] = Secret });

    /// <summary>Sends a body and returns the status with the reason of the answer.</summary>
    public async Task<(int Status, string? Reason)> Send(string body, string? secret = Secret, string? at = null)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(afternoon.Url, at ?? path))
        {
            Content = new ByteArrayContent(bytes),
        };
        if (secret is not null)
            request.Headers.TryAddWithoutValidation(
                header, before + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), bytes)));
        using var http = new HttpClient();
        using var response = await http.SendAsync(request, Stop);
        await afternoon.Settle();
        var answer = await response.Content.ReadAsStringAsync(Stop);
        return ((int)response.StatusCode, answer.Length == 0 ? null : (string?)JsonNode.Parse(answer)!["reason"]);
    }

    public async Task<string?> Reason(string body)
    {
        var (status, reason) = await Send(body);
        Assert.Equal(202, status);
        return reason;
    }

    public ValueTask DisposeAsync() => afternoon.DisposeAsync();
}
