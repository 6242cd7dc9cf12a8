using System.Net;
using System.Security.Cryptography;
using System.Text;
using Bot.Alerts.Intake;
using Bot.Storage;
using Dapper;

namespace Bot.Tests.Alerts;

/// <summary>Secrets with which sources sign: kept encrypted, their keys beside the database.</summary>
public sealed class SourceSecretTests : IAsyncDisposable
{
    readonly string keys = Directory.CreateTempSubdirectory("data-responder-keys-").FullName;

    Dictionary<string, string?> Settings => new() { ["DataProtection:Keys"] = keys };

    [Fact]
    public async Task CircleCI_is_given_a_secret_that_is_shown_once_and_kept_encrypted()
    {
        await using var afternoon = await Afternoon.Begin(settings: Settings);
        var secret = (await afternoon.Ivy.MakesSource("CircleCI", "a-builds"))!;
        Assert.Equal(HttpStatusCode.Accepted, await Build(afternoon, secret));
        Assert.Equal(HttpStatusCode.Unauthorized, await Build(afternoon, "another-secret"));
        var kept = afternoon.Get<Database>().Read(db => db.QuerySingle<string>("select secret from sources"));
        Assert.DoesNotContain(secret, kept, StringComparison.Ordinal);
        Assert.Null(new SealedSecrets(keys).Open("another", kept));

        await afternoon.Restart();
        Assert.Equal(HttpStatusCode.Accepted, await Build(afternoon, secret));
        await (await afternoon.Ivy.OpensSource()).Press("New secret");
        await afternoon.Ivy.Modal.Submit();
        var next = SourceActs.Shown(afternoon.Ivy.Modal)!;
        Assert.NotEqual(secret, next);
        Assert.Equal(HttpStatusCode.Unauthorized, await Build(afternoon, secret));
        Assert.Equal(HttpStatusCode.Accepted, await Build(afternoon, next));
    }

    [Fact]
    public async Task dbt_Clouds_secret_is_entered_and_until_then_it_is_refused_and_the_list_says_so()
    {
        await using var afternoon = await Afternoon.Begin(settings: Settings);
        Assert.Null(await afternoon.Ivy.MakesSource("dbt Cloud", "a-cloud"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Run(afternoon, "secret-of-dbt"));
        var page = await afternoon.Ivy.OpensSource();
        Sees(page.Text, "It has no secret yet. Until it has, its alerts are refused. 1 post was refused since");
        await page.Press("Enter its secret");
        await afternoon.Ivy.Modal.Fill("Secret", "secret-of-dbt").Submit();
        Assert.DoesNotContain("no secret yet", afternoon.Ivy.Modal.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Accepted, await Run(afternoon, "secret-of-dbt"));
    }

    [Fact]
    public async Task Where_the_keys_are_lost_the_bot_starts_refuses_tells_admins_and_asks_for_the_secret_again()
    {
        await using var afternoon = await Afternoon.Begin(settings: Settings);
        await afternoon.Ivy.OpensHome(afternoon.App);
        var secret = (await afternoon.Ivy.MakesSource("CircleCI", "a-builds"))!;
        await afternoon.Stop();
        Directory.Delete(keys, recursive: true);
        await afternoon.Start();
        Assert.Equal(HttpStatusCode.Unauthorized, await Build(afternoon, secret));
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        var told = afternoon.Ivy.Sees("Data Responder needs an admin").Text;
        Sees(told, "the secret of a-builds cannot be read any more");
        Sees(told, "What was refused is not kept: have it sent again.");
        // That is said of what Slack refuses.
        Assert.DoesNotContain("tried again", told, StringComparison.Ordinal);
        var page = await afternoon.Ivy.OpensSource();
        Sees(page.Text, "Its secret cannot be read any more: enter it again. Until then its alerts are refused. 1 post was");

        await page.Press("New secret");
        await afternoon.Ivy.Modal.Submit();
        var next = SourceActs.Shown(afternoon.Ivy.Modal)!;
        Assert.Equal(HttpStatusCode.Accepted, await Build(afternoon, next));
        await afternoon.Ivy.Modal.Close();
        Assert.DoesNotContain("cannot be read", afternoon.Ivy.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_several_bots_could_not_share_the_keys_a_sentence_says_what_to_set()
    {
        await using var afternoon = await Afternoon.Begin(isShared: true);
        await afternoon.Ivy.Slash("/incident sources");
        await afternoon.Ivy.Modal.Submit();
        await afternoon.Ivy.Modal.Choose("What sends", "CircleCI").Submit();
        Sees(Assert.Single(afternoon.Ivy.Modal.Errors).Value, "Set DataProtection__Keys to a folder that all replicas");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_said_in_the_form()
    {
        var file = Path.Combine(keys, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        await using var afternoon = await Afternoon.Begin(
            settings: new() { ["DataProtection:Keys"] = Path.Combine(file, "keys") });
        await afternoon.Ivy.Slash("/incident sources");
        await afternoon.Ivy.Modal.Submit();
        await afternoon.Ivy.Modal.Choose("What sends", "CircleCI").Submit();
        await afternoon.Ivy.Modal.Fill("Name", "builds").Submit();
        Sees(Assert.Single(afternoon.Ivy.Modal.Errors).Value, "The bot cannot use the folder of its keys");
    }

    [Fact]
    public void A_key_that_another_bot_made_meanwhile_is_found()
    {
        var (one, other) = (new SealedSecrets(keys), new SealedSecrets(keys));
        var first = one.Seal("ci", "first");
        Assert.Equal("first"u8.ToArray(), other.Open("ci", first));
        foreach (var key in Directory.GetFiles(keys)) File.Delete(key);
        var later = new SealedSecrets(keys).Seal("ci", "later");
        Assert.Equal("later"u8.ToArray(), other.Open("ci", later));
    }

    static Task<HttpStatusCode> Build(Afternoon afternoon, string secret) => Send(
        afternoon, "v1/circleci/a-builds", "circleci-signature", "v1=", secret,
        """
        {"id": "1", "type": "workflow-completed", "workflow": {"id": "1", "name": "build", "status": "success"},
         "project": {"slug": "gh/acme/dbt"}, "pipeline": {"vcs": {"branch": "main"}}}
        """);

    static Task<HttpStatusCode> Run(Afternoon afternoon, string secret) => Send(
        afternoon, "v1/dbt-cloud/a-cloud", "Authorization", "", secret,
        """{"eventId": "1", "eventType": "job.run.completed", "data": {"jobName": "nightly", "runStatusCode": 10}}""");

    static async Task<HttpStatusCode> Send(
        Afternoon afternoon, string path, string header, string before, string secret, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(afternoon.Url, path))
        {
            Content = new ByteArrayContent(bytes),
        };
        request.Headers.TryAddWithoutValidation(
            header, before + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), bytes)));
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        await afternoon.Settle();
        return response.StatusCode;
    }

    static void Sees(string shown, string text) => Assert.Contains(text, shown, StringComparison.Ordinal);

    public async ValueTask DisposeAsync() => await TempFolder.Delete(keys);
}
