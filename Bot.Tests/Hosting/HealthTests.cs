using System.Net;

namespace Bot.Tests.Hosting;

public sealed class HealthTests
{
    [Fact]
    public async Task Ready_means_that_the_database_answers_and_slack_is_connected()
    {
        await using var afternoon = await Afternoon.Begin();
        using var http = new HttpClient { BaseAddress = afternoon.Url };
        var stop = TestContext.Current.CancellationToken;
        Assert.Equal("alive", await http.GetStringAsync("health/live", stop));
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("health/ready", stop)).StatusCode);
        using var head = new HttpRequestMessage(HttpMethod.Head, "health/ready");
        var bodiless = await http.SendAsync(head, stop);
        Assert.Equal((HttpStatusCode.OK, ""), (bodiless.StatusCode, await bodiless.Content.ReadAsStringAsync(stop)));

        afternoon.Workspace.Faults.Sockets.Refuse(1000);
        afternoon.Workspace.Faults.Sockets.Drop();
        HttpResponseMessage answer;
        do answer = await http.GetAsync("health/ready", stop);
        while (answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("not connected to Slack", await answer.Content.ReadAsStringAsync(stop), StringComparison.Ordinal);
        afternoon.Workspace.Faults.Clear();
    }
}
