using Bot.Delivery;
using Bot.Home;
using Bot.Sandbox;
using Bot.Settings;
using Bot.Storage;
using Bot.Tests.Laws;
using Dapper;

namespace Bot.Tests.Home;

/// <summary>An app that was made from an older manifest: admins read once what is new, until one says it is done.</summary>
public sealed class ManifestNewsTests
{
    const string News = "app needs its new manifest";

    static IReadOnlyList<ManifestItem> Items => Bot.Settings.AppManifest.Items(BotCommands.Default);

    [Fact]
    public async Task A_first_installation_has_all_there_is()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Restart();
        await afternoon.Pass(TimeSpan.FromDays(1));
        Assert.Null(afternoon.Ivy.Look(News));
        await afternoon.Ivy.Slash("/incident setup");
        Assert.Null(afternoon.Ivy.Look(News));
    }

    [Fact]
    public async Task Admins_read_once_in_private_what_a_newer_version_brings()
    {
        await using var afternoon = await Upgraded(["shortcut:make_request", "event:reaction_added", "scope:reactions:read"]);
        var told = Assert.Single(Told(afternoon.Ivy));
        Assert.Equal("(direct)", told.Channel);
        Says(told, "Shortcut Make it a request: asks whoever is on call about this message.");
        Says(told, "Event reaction_added: ");
        Says(told, "paste the manifest.yml of this version");
        // Slack says that it has granted that.
        Assert.DoesNotContain("Permission", Plain(told), StringComparison.Ordinal);
        await afternoon.Restart();
        await afternoon.Pass(TimeSpan.FromDays(2));
        Assert.Single(Told(afternoon.Ivy));
        Assert.Empty(Told(afternoon.Ana));
    }

    [Fact]
    public async Task Whoever_says_that_it_is_done_ends_it_for_all()
    {
        await using var afternoon = await Upgraded(["event:reaction_added"]);
        var home = await afternoon.Home(afternoon.Ivy);
        home.Sees($"{News}. Until then these do nothing: reaction_added.\nApp settings");
        await Told(afternoon.Ivy)[0].Click("Done");
        var done = afternoon.Ivy.Sees("ivy gave the app its new manifest");
        Assert.Empty(done.Buttons);
        Assert.Empty(Told(afternoon.Ivy));
        home.DoesNotSee(News);
        await afternoon.Restart();
        Assert.Empty(Told(afternoon.Ivy));
    }

    [Fact]
    public async Task It_is_done_from_the_set_up_too_and_by_admins_alone()
    {
        await using var afternoon = await Upgraded(["event:reaction_added"]);
        await afternoon.Ivy.Slash("/incident setup");
        var list = afternoon.Ivy.Sees("Set-up:");
        afternoon.Workspace.People.Change("ivy", ivy => ivy.IsAdmin = ivy.IsOwner = false);
        await afternoon.Settle();
        await list.Click("Done");
        afternoon.Ivy.Sees("Only admins set the bot up.");
        afternoon.Workspace.People.Change("ivy", ivy => ivy.IsAdmin = ivy.IsOwner = true);
        await afternoon.Settle();
        await list.Click("Done");
        Assert.Empty(Told(afternoon.Ivy));
    }

    [Fact]
    public async Task What_Slack_has_not_granted_is_not_done()
    {
        var older = Manifest.Text.Replace("      - reactions:write\n", "", StringComparison.Ordinal);
        await using var afternoon = await Upgraded(["scope:reactions:write"], older);
        Says(Told(afternoon.Ivy)[0], "Permission reactions:write: requests show how far they are.");
        await Told(afternoon.Ivy)[0].Click("Done");
        afternoon.Ivy.Sees("Slack has not granted reactions:write yet. Install the app again, then press Done.");
        Assert.Single(Told(afternoon.Ivy));
    }

    [Fact]
    public async Task A_newer_one_is_told_anew_and_the_word_on_the_older_says_so()
    {
        await using var afternoon = await Upgraded(["event:reaction_added"]);
        await afternoon.Get<Database>().Change(tx =>
        {
            var slot = tx.Db.QuerySingle<string>("select slot from posts where slot like 'manifest:%'");
            Posts.Leave(tx, slot, $"manifest:older:{afternoon.Ivy.Id}");
            SettingStore.Set(tx, "manifest_told", "older", "bot");
        });
        await afternoon.Pass(TimeSpan.FromMinutes(2));
        Assert.Single(Told(afternoon.Ivy));
        Assert.Empty(afternoon.Ivy.Sees("There is a newer manifest by now").Buttons);
    }

    [Fact]
    public async Task A_bot_of_before_this_was_told_of_brings_what_came_since()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Stop();
        using (var db = afternoon.Store.Open())
        {
            db.Execute("delete from settings where key = 'manifest_confirmed'");
            db.Execute(Script());
        }

        await afternoon.Start();
        Says(Told(afternoon.Ivy)[0], "Shortcut Declare an incident: opens the form that declares one.");
        Says(Told(afternoon.Ivy)[0], "Event message.groups: answers, requests and links are read in private channels too.");
        Assert.DoesNotContain("Command /incident", Told(afternoon.Ivy)[0].Text, StringComparison.Ordinal);
    }

    // That of both stores is the same.
    static string Script()
    {
        var assembly = typeof(BotApp).Assembly;
        var name = assembly.GetManifestResourceNames().First(n => n.EndsWith("_manifest.sql", StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    [Fact]
    public void A_sentence_says_of_each_thing_what_it_is_for()
    {
        Assert.True(Items.Count > 35, "Too few to be all.");
        foreach (var item in Items)
            Assert.Matches(
                @"^(Shortcut \*|Command `/|Event `|Permission `).+: \S.+\.$", Assert.Single(ManifestWords.Of([item])));
        Assert.Equal(
            Manifest.Shortcuts.Order(), Items.Where(i => i.Kind == ManifestItem.Shortcut).Select(i => i.Id).Order());
        Assert.Equal(
            Manifest.Commands.Order(), Items.Where(i => i.Kind == ManifestItem.Command).Select(i => i.Id).Order());
        Assert.Equal(Items.Count, Items.DistinctBy(i => i.Key).Count());
    }

    [Fact]
    public async Task What_is_optional_and_not_granted_says_which_feature_misses_it()
    {
        await using var afternoon = await Afternoon.Begin(
            manifest: Manifest.Text.Replace("      - files:write\n", "", StringComparison.Ordinal));
        await afternoon.Ivy.Slash("/incident setup");
        Says(
            afternoon.Ivy.Sees("Set-up:"),
            "files:write: timelines, follow-ups and reviews can be sent as files, and reviews have pictures");
    }

    // A bot that was here before the manifest had these.
    static async Task<Afternoon> Upgraded(string[] without, string? manifest = null)
    {
        var afternoon = await Afternoon.Begin(manifest: manifest);
        await Set(afternoon, ManifestNews.Confirmed.Key, string.Join(' ', Items.Select(i => i.Key).Except(without)));
        await afternoon.Restart();
        return afternoon;
    }

    static async Task Set(Afternoon afternoon, string key, string value)
    {
        await afternoon.Get<Database>().Change(tx => SettingStore.Set(tx, key, value, "slack"));
        await afternoon.Settle();
    }

    static List<SeenMessage> Told(Member who) =>
        [.. who.Messages().Where(m => m.Channel == "(direct)" && m.Text.Contains(News, StringComparison.Ordinal))];

    static void Says(SeenMessage message, string text) => Assert.Contains(text, Plain(message), StringComparison.Ordinal);

    static string Plain(SeenMessage message) => message.Text.Replace("*", "", StringComparison.Ordinal);
}
