using System.Net;

namespace Bot.Tests.Hosting;

/// <summary>Whoever asks may name any host: nothing that the bot says leads there.</summary>
public sealed class HostHeaderTests
{
    const string Host = "bot.evil.example";

    [Theory]
    [InlineData("")]
    [InlineData("https://responder.example.com")]
    public async Task What_a_request_calls_the_bot_stands_in_no_answer_and_in_no_message(string publicUrl)
    {
        await using var afternoon = await Afternoon.Begin(settings: new()
        {
            ["PUBLIC_URL"] = publicUrl,
            ["Intake:Secrets:ci"] = Addresses.Secret,
            ["GITHUB_WEBHOOK_SECRET"] = Addresses.Secret,
        });
        // A busy machine may tell whoever asks to come again.
        afternoon.Expect("could not be kept");
        using var addresses = new Addresses(afternoon, Host);
        await addresses.LetIn();
        var nth = 0;
        foreach (var (address, (_, ask)) in addresses.All)
        {
            using var answer = await ask($"orders{nth++}");
            // Whoever asks is known: what a stranger is answered is the same for each address.
            Assert.NotEqual(HttpStatusCode.Unauthorized, answer.StatusCode);
            var said = $"{answer.Headers}{answer.Content.Headers}"
                + await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.False(said.Contains(Host, StringComparison.OrdinalIgnoreCase), $"{address} takes {Host} for the bot's own.");
        }

        await afternoon.Settle();
        Assert.DoesNotContain(
            afternoon.Workspace.Log.Entries, e => e.Sent.Contains(Host, StringComparison.OrdinalIgnoreCase));
    }
}
