using Bot.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Bot.Tests.Alerts;

/// <summary>A web server that answers as it is told and keeps what was sent to it.</summary>
sealed class FakeIntake(params int[] answers) : IAsyncDisposable
{
    readonly WebApplication app = Loopback.Site();

    public List<(string Token, byte[] Body)> Received { get; } = [];

    public string Url => app.Urls.Single() + "/v2/alert_events/http/circleci";

    public static async Task<FakeIntake> Start(params int[] answers)
    {
        var intake = new FakeIntake(answers);
        intake.app.MapPost("/v2/alert_events/http/circleci", intake.Answer);
        await intake.app.StartAsync(TestContext.Current.CancellationToken);
        return intake;
    }

    async Task Answer(HttpContext call)
    {
        using var body = new MemoryStream();
        await call.Request.Body.CopyToAsync(body);
        Received.Add((call.Request.Headers.Authorization.ToString(), body.ToArray()));
        call.Response.StatusCode = answers.Length >= Received.Count ? answers[Received.Count - 1] : 202;
        await call.Response.WriteAsync($$"""{"status":"{{call.Response.StatusCode}}"}""");
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
