using System.Net;
using System.Text;
using Bot.Sandbox;

namespace Bot.Tests.Sandbox;

public sealed class FaultTests : WorkspaceTest
{
    Task<HttpResponseMessage> Create(string name) =>
        App.Raw(
            "conversations.create", App.App.BotToken,
            new StringContent($$"""{"name":"{{name}}"}""", Encoding.UTF8, "application/json"));

    [Fact]
    public async Task A_429_says_how_long_to_wait_and_changes_nothing()
    {
        Workspace.Faults.On("conversations.create").RateLimited(retryAfterSeconds: 7);
        using var refused = await Create("one");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(7, refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        Assert.Null(Workspace.Conversations.Find("one"));
        using var done = await Create("one");
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
    }

    [Fact]
    public async Task A_500_is_no_JSON_and_changes_nothing()
    {
        Workspace.Faults.On("*").ServerError();
        using var refused = await Create("one");
        Assert.Equal(HttpStatusCode.InternalServerError, refused.StatusCode);
        Assert.StartsWith("<html>", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_says_its_code_and_changes_nothing()
    {
        Workspace.Faults.On("conversations.create").Refuse("made_up", times: 1);
        using var refused = await Create("one");
        var answer = await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("made_up", answer, StringComparison.Ordinal);
        Assert.Null(Workspace.Conversations.Find("one"));
        using var done = await Create("one");
        Assert.NotNull(Workspace.Conversations.Find("one"));
    }

    [Fact]
    public async Task A_lost_response_has_taken_effect()
    {
        Workspace.Faults.On("conversations.create").LoseResponse();
        await Assert.ThrowsAsync<HttpRequestException>(() => Create("one"));
        Assert.NotNull(Workspace.Conversations.Find("one"));
    }

    [Fact]
    public async Task A_late_call_takes_effect_after_the_caller_was_cut_off()
    {
        Workspace.Faults.On("conversations.create").ExecuteLate(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAsync<HttpRequestException>(() => Create("one"));
        await Workspace.Settled();
        Assert.NotNull(Workspace.Conversations.Find("one"));
    }

    [Fact]
    public async Task The_same_seed_strikes_the_same_calls()
    {
        async Task<string> Run()
        {
            Workspace.Faults.Clear();
            Workspace.Faults.Seed(42);
            Workspace.Faults.On("auth.test").ServerError(times: 1000, probability: 0.5);
            var struck = new StringBuilder();
            for (var i = 0; i < 20; i++)
            {
                using var response = await App.Raw("auth.test", App.App.BotToken, null);
                struck.Append(response.StatusCode == HttpStatusCode.OK ? '.' : 'x');
            }
            return struck.ToString();
        }

        var first = await Run();
        Assert.Contains('x', first);
        Assert.Equal(first, await Run());
    }
}
