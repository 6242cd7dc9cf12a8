using System.Net;
using System.Text.RegularExpressions;
using Bot.Alerts.Routing;
using Bot.OnCall.Rows;
using Bot.Storage;
using Bot.Tests.Hosting;
using Bot.Tests.Incidents.Private;

namespace Bot.Tests.Operating;

/// <summary>A team's settings as a file: written, read, compared and applied, all or nothing.</summary>
public sealed partial class SettingsFileTests : IAsyncLifetime
{
    readonly Scratch scratch = new();
    Afternoon afternoon = null!;

    public async ValueTask InitializeAsync() => afternoon = await Afternoon.Begin();

    public async ValueTask DisposeAsync()
    {
        await afternoon.DisposeAsync();
        scratch.Dispose();
    }

    SettingsRun Here => new(afternoon, afternoon.Store.ConnectionString);

    [Fact]
    public async Task What_is_exported_makes_the_same_of_an_empty_store_byte_for_byte()
    {
        await afternoon.Stop();
        await Here.Applies(SettingsRun.Rich(afternoon));
        var file = await Here.Export();
        // What can be seen of it by the eye.
        Assert.Contains(
            $"      - {afternoon.Ben.Person.Id} # {afternoon.Ben.Person.DisplayName}", file, StringComparison.Ordinal);
        var channel = afternoon.Workspace.Conversations["data-team"].Id;
        Assert.Contains($"channel: {channel} # #data-team", file, StringComparison.Ordinal);
        Assert.Contains("name: \"Data \\\"night\\\": - !!tag &a *b 🙂 # no\"", file, StringComparison.Ordinal);
        await using var there = TestStore.In(scratch.Folder);
        var empty = new SettingsRun(afternoon, there.ConnectionString);
        await empty.Applies(file);
        Assert.Equal(file, await empty.Export());
        foreach (var run in new[] { Here, empty })
        {
            var (code, said) = await run.Import(file, "--apply");
            Assert.Equal((0, "Nothing to change."), (code, said.TrimEnd()));
        }
    }

    [Fact]
    public async Task Without_apply_the_difference_is_shown_and_nothing_is_changed()
    {
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        await afternoon.Settle();
        var (before, rows) = (await Here.Export(), People());
        var (code, said) = await Here.Import(SettingsRun.Rich(afternoon));
        Assert.Equal(0, code);
        foreach (var line in new[]
        {
            "changed: the storm limit: “5” → “7”", "added: the rotation “Platform”", "added: the holidays “No: 1”",
            "added: the source nightly-dbt (dbt's files)", "added: the attribute squad", "added: the route “Said”",
            "added: where notices about “orders dashboard” go",
            "left alone: the rotation “Data responder”, which the file does not name",
            "The same with --apply does it.",
        })
            Assert.Contains(line, said, StringComparison.Ordinal);
        Assert.DoesNotContain("token", said, StringComparison.Ordinal);
        Assert.Equal(before, await Here.Export());
        Assert.Equal(rows, People());
    }

    long People() => afternoon.Get<Database>().Read(
        db => Dapper.SqlMapper.ExecuteScalar<long>(db, "select count(*) from people"));

    [Fact]
    public async Task A_bot_that_runs_hears_of_it_and_admins_read_it()
    {
        var said = await Here.Applies(SettingsRun.Rich(afternoon));
        Assert.Contains("circle: its secret is ", said, StringComparison.Ordinal);
        var token = Token().Match(said).Groups["token"].Value;
        await afternoon.Settle();
        using var body = new StringContent("""{"job":{"name":"loads"}}""", new System.Net.Http.Headers.MediaTypeHeaderValue(
            "application/json"));
        Assert.Equal(HttpStatusCode.Accepted, (await afternoon.Post("v1/hooks/anything", body, token)).StatusCode);
        await afternoon.Settle();
        // A new rotation begins as any: its first member is on call, and its group is made.
        Assert.Equal([afternoon.Ben.Person.Id], afternoon.Workspace.Groups["data-nightly"].Members);
        await afternoon.Ivy.Slash("/incident audit");
        var audit = afternoon.Ivy.Sees("What was changed").Text;
        Assert.Contains("setting import: imported ", audit, StringComparison.Ordinal);
        Assert.Contains("source anything: made", audit, StringComparison.Ordinal);
        await afternoon.Ana.Slash("/cover who");
        Assert.Contains("Platform", afternoon.Ana.Sees("Platform").Text, StringComparison.Ordinal);
    }

    [GeneratedRegex("anything: its token is (?<token>[0-9a-f]{32})")]
    private static partial Regex Token();

    [Fact]
    public async Task What_is_not_named_is_left_alone_but_for_routes_and_attributes_whose_lists_are_whole()
    {
        await afternoon.Stop();
        await Here.Applies(SettingsRun.Rich(afternoon));
        var before = await Here.Export();
        Assert.Equal("Nothing to change.", (await Here.Applies("format: 1\nend: true\n")).TrimEnd());
        var said = await Here.Applies(
            """
            format: 1
            settings:
              storm_limit: 8
            rotations:
              - name: platform
                from: "08:00"
                to: "18:00"
            routes:
              - name: Rest
              - name: Said
            end: true
            """);
        Assert.Contains("changed: the rotation “Platform”: name, from", said, StringComparison.Ordinal);
        Assert.Contains("removed: the route “Squad's \\ night”", said, StringComparison.Ordinal);
        Assert.Contains("changed: the order of the routes", said, StringComparison.Ordinal);
        var after = await Here.Export();
        foreach (var section in new[] { "holidays", "sources", "attributes", "notices" })
            Assert.Equal(Section(before, section), Section(after, section));
        Assert.Equal(
            Section(before, "settings").Replace("limit: \"7\"", "limit: \"8\"", StringComparison.Ordinal),
            Section(after, "settings"));
        Assert.Equal(
            Section(before, "rotations").Replace("Platform", "platform", StringComparison.Ordinal)
                .Replace("\"00:00\"\n    to: \"00:00\"", "\"08:00\"\n    to: \"18:00\"", StringComparison.Ordinal),
            Section(after, "rotations"));
        Assert.DoesNotContain("night", Section(after, "routes"), StringComparison.Ordinal);
        Assert.Matches("(?s)name: Rest.*enabled: false.*name: Said.*does: say", Section(after, "routes"));
        said = await Here.Applies("format: 1\nattributes: []\nend: true\n");
        Assert.Contains("removed: the attribute squad", said, StringComparison.Ordinal);
    }

    static string Section(string file, string key) =>
        string.Join('\n', file.Split('\n').SkipWhile(line => line != $"{key}:").TakeWhile(line => line.Length > 0));

    [Fact]
    public async Task Where_one_thing_cannot_be_kept_none_is()
    {
        await afternoon.Stop();
        var blocked = Path.Combine(scratch.Folder, "blocked");
        await File.WriteAllTextAsync(blocked, "This is no folder.", TestContext.Current.CancellationToken);
        var run = new SettingsRun(afternoon, afternoon.Store.ConnectionString) { Keys = Path.Combine(blocked, "keys") };
        var before = await run.Export();
        var wrong = await Assert.ThrowsAsync<CannotStartException>(() => run.Import(SettingsRun.Rich(afternoon), "--apply"));
        Assert.Contains("The bot cannot use the folder of its keys", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed.", wrong.Message, StringComparison.Ordinal);
        Assert.Equal(before, await run.Export());
    }

    [Fact]
    public async Task A_group_that_is_in_Slack_already_is_kept_only_where_that_is_said()
    {
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        await afternoon.Settle();
        var file = await Here.Export();
        await using var there = TestStore.In(scratch.Folder);
        var empty = new SettingsRun(afternoon, there.ConnectionString);
        var (code, said) = await empty.Import(file, "--apply");
        Assert.Equal(1, code);
        Assert.Contains("@data-responder is in Slack already. Import with --take-over", said, StringComparison.Ordinal);
        await empty.Applies(file, "--take-over");
        Assert.Equal(file, await empty.Export());
    }

    [Fact]
    public async Task Whoever_makes_a_route_of_a_file_finds_it_in_Slack_and_the_other_way_round()
    {
        await Here.Applies(SettingsRun.Rich(afternoon));
        var (routes, rotations) = afternoon.Get<Database>().Read(
            db => (TeamRoutes.All(db), RotationStore.All(db, afternoon.Clock.GetUtcNow())));
        Assert.Equal(["Squad's \\ night", "Said", "Rest"], routes.Select(r => r.Name));
        Assert.Equal("Platform", rotations[^1].Name);
        Assert.Equal([afternoon.Ivy.Person.Id, afternoon.Ana.Person.Id], rotations[0].Owners);
        await afternoon.Ivy.Slash("/incident settings");
        await afternoon.Ivy.Modal.Fill("Storm limit", "9").Submit();
        await afternoon.Settle();
        Assert.Contains("changed: the storm limit: “9” → “7”", (await Here.Import(SettingsRun.Rich(afternoon))).Said,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_was_cut_off_anywhere_changes_nothing()
    {
        await afternoon.Stop();
        await Here.Applies(SettingsRun.Rich(afternoon));
        var file = await Here.Export();
        Assert.EndsWith("\n\nend: true\n", file, StringComparison.Ordinal);
        var routes = file.IndexOf("\nroutes:", StringComparison.Ordinal);
        var last = file.IndexOf("  - name: Rest", routes, StringComparison.Ordinal);
        foreach (var length in new[] { routes + 9, last, file.Length - 3 })
        {
            var (code, said) = await Here.Import(file[..length], "--apply");
            Assert.Equal(1, code);
            Assert.Contains("The file does not end with end: true, so it may have been cut off.", said, StringComparison.Ordinal);
            Assert.Contains("Nothing was changed.", said, StringComparison.Ordinal);
        }

        // What somebody wrote below it may have been cut off as well.
        Assert.Equal(1, (await Here.Import("format: 1\nend: true\nroutes: []\n", "--apply")).Code);
        Assert.Equal(file, await Here.Export());
    }

    [Fact]
    public async Task What_a_private_channel_is_called_stands_in_no_file_and_in_no_sentence()
    {
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Declares("Payroll is leaked");
        await afternoon.Ana.Creates("#secret-deal", isPrivate: true);
        await afternoon.Ana.Invites("#secret-deal", afternoon.App.BotUser.Id);
        var secret = afternoon.Workspace.Conversations["secret-deal"].Id;
        await Here.Applies(Notices(secret));
        var file = await Here.Export();
        Assert.Contains($"- {secret} # a private channel\n", file, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-deal", file, StringComparison.Ordinal);
        await Here.Applies(Notices(afternoon.Workspace.Conversations["general"].Id));
        await afternoon.Ana.Archives("#secret-deal");
        var (code, said) = await Here.Import(Notices(secret));
        Assert.Equal(1, code);
        Assert.Contains($"{secret}: this private channel is archived.", said, StringComparison.Ordinal);
        var own = afternoon.Workspace.Conversations.All.Single(c => c.Name.StartsWith("inc-1-", StringComparison.Ordinal)).Id;
        (code, said) = await Here.Import(Notices(own));
        Assert.Equal(1, code);
        Assert.Contains($"{own} is the channel of an incident", said, StringComparison.Ordinal);
        Assert.DoesNotContain("ayroll", said, StringComparison.Ordinal);
    }

    static string Notices(string channel) =>
        $"format: 1\nnotices:\n  - about: orders\n    channels: [{channel}]\nend: true\n";

    [Fact]
    public async Task A_link_to_a_file_stays_one()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links want rights there.");
        var (file, link) = (Path.Combine(scratch.Folder, "settings.yaml"), Path.Combine(scratch.Folder, "link.yaml"));
        await File.WriteAllTextAsync(file, "before", TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(link, file);
        Assert.Equal(0, (await Here.Run("export", link)).Code);
        Assert.Equal(file, File.ResolveLinkTarget(link, returnFinalTarget: true)?.FullName);
        Assert.Contains("format: 1", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_is_yet_a_look_makes_nothing_and_applying_makes_the_store()
    {
        var path = Path.Combine(scratch.Folder, "fresh.db");
        var fresh = new SettingsRun(afternoon, $"Data Source={path}");
        Assert.Contains("added: the rotation “Platform”", (await fresh.Import(SettingsRun.Rich(afternoon))).Said,
            StringComparison.Ordinal);
        Assert.False(File.Exists(path));
        await fresh.Applies(SettingsRun.Rich(afternoon));
        Assert.Contains("name: Platform", await fresh.Export(), StringComparison.Ordinal);
    }
}
