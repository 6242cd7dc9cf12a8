using Bot.Domain.Alerts;
using Bot.Storage;
using Bot.Tests.Alerts.Dbt;
using CsCheck;
using Dapper;

namespace Bot.Tests.Alerts;

/// <summary>A source that is expected and says nothing is an alert itself.</summary>
public sealed class SilenceTests
{
    static readonly TimeSpan Hour = TimeSpan.FromHours(1), Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_source_that_is_due_is_reported_once_and_well_again_with_its_next_post()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await Posts(afternoon);
        await Expects(afternoon, "Every hour");
        await afternoon.Pass(Hour * 1.5 - Minute);
        Assert.Empty(Silences(afternoon));
        await afternoon.Pass(Minute);
        Assert.Equal(["firing opened"], Silences(afternoon));
        var card = afternoon.Card("#inc-1-circleci-is-silent");
        Assert.Contains(
            "It posted last Tue 3 Mar 2026 at 10:00 UTC and is expected every hour.", card.Text, StringComparison.Ordinal);
        for (var i = 0; i < 6; i++) await afternoon.Pass(Hour);
        Assert.Single(Silences(afternoon));
        await afternoon.Ivy.Slash("/incident sources");
        Assert.Contains("Silent, told", afternoon.Ivy.Modal.Text, StringComparison.Ordinal);

        await Posts(afternoon);
        Assert.Equal(["firing opened", "resolved recovered"], Silences(afternoon));
        Assert.Contains("Monitoring", afternoon.Card("#inc-1-circleci-is-silent").Text, StringComparison.Ordinal);
        await Posts(afternoon);
        Assert.Equal(2, Silences(afternoon).Count);
        await afternoon.Pass(Hour * 1.5);
        Assert.Equal(3, Silences(afternoon).Count);
    }

    [Fact]
    public async Task While_no_bot_was_there_nobody_was_silent()
    {
        await using var afternoon = await Afternoon.Begin();
        await Posts(afternoon);
        await Expects(afternoon, "Every hour");
        await afternoon.Pass(Hour);
        await afternoon.Stop();
        afternoon.Clock.Advance(Hour * 8);
        await afternoon.Start();
        Assert.Empty(Silences(afternoon));
        await afternoon.Pass(Hour);
        Assert.Empty(Silences(afternoon));
        // A start that takes no longer than one does is no absence.
        await afternoon.Stop();
        afternoon.Clock.Advance(Minute);
        await afternoon.Start();
        await afternoon.Pass(Hour / 2);
        Assert.Single(Silences(afternoon));
    }

    [Fact]
    public async Task A_bot_that_is_away_for_some_minutes_each_night_hears_of_a_silence_all_the_same()
    {
        await using var afternoon = await Afternoon.Begin();
        await Posts(afternoon);
        await Expects(afternoon, "Every day");
        for (var night = 0; night < 2; night++)
        {
            await afternoon.Pass(Hour * 16);
            await afternoon.Stop();
            afternoon.Clock.Advance(Minute * 10);
            await afternoon.Start();
        }

        // 36 hours of which 20 minutes do not count.
        await afternoon.Pass(Hour * 4 - Minute);
        Assert.Empty(Silences(afternoon));
        await afternoon.Pass(Minute);
        Assert.Single(Silences(afternoon));
    }

    [Fact]
    public async Task At_night_it_waits_for_the_morning_like_any_other_alert()
    {
        // The clocks of London go forward in this night.
        await using var afternoon = await Afternoon.Begin(at: new(2026, 3, 28, 18, 0, 0, TimeSpan.Zero));
        await afternoon.Rotation("ana", "ben");
        await Posts(afternoon);
        await Expects(afternoon, "Every 6 hours");
        await afternoon.Until(new(2026, 3, 29, 2, 59, 0, TimeSpan.Zero));
        Assert.Empty(Silences(afternoon));
        await afternoon.Until(new(2026, 3, 29, 3, 0, 0, TimeSpan.Zero));
        Assert.Equal(["firing waits"], Silences(afternoon));
        await Posts(afternoon);
        Assert.Equal(["firing waits", "resolved recovered waiting"], Silences(afternoon));
    }

    [Fact]
    public async Task Whom_nobody_expects_any_more_is_not_silent()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await Expects(afternoon, "Every hour");
        await afternoon.Pass(Hour * 1.5);
        Assert.Contains(
            "It has not posted yet and is expected every hour.", afternoon.Card("#inc-1-circleci-is-silent").Text,
            StringComparison.Ordinal);
        await Expects(afternoon, "Never: its silence tells nobody");
        await afternoon.Pass(Minute);
        Assert.Equal(["firing opened", "resolved recovered"], Silences(afternoon));
        await afternoon.Pass(Hour * 24);
        Assert.Equal(2, Silences(afternoon).Count);
    }

    [Fact]
    public async Task Who_was_revoked_is_not_expected_and_dbt_Cloud_is_said_to_switch_itself_off()
    {
        var keys = Directory.CreateTempSubdirectory("data-responder-keys-").FullName;
        await using var afternoon = await Afternoon.Begin(settings: new() { ["DataProtection:Keys"] = keys });
        await afternoon.Ivy.MakesSource("dbt Cloud", "a-cloud");
        await Expects(afternoon, "Every day");
        await afternoon.Pass(Hour * 36);
        Assert.Contains(
            "dbt Cloud switches a webhook off after five failures",
            afternoon.Get<Database>().Read(db => db.QuerySingle<string>("select description from alerts")),
            StringComparison.Ordinal);
        await (await afternoon.Ivy.OpensSource()).Press("Revoke");
        await afternoon.Pass(Minute);
        Assert.Equal("resolved", Silences(afternoon)[^1].Split(' ')[0]);
        await afternoon.Pass(Hour * 72);
        Assert.Equal(2, Silences(afternoon).Count);
        await TempFolder.Delete(keys);
    }

    [Fact]
    public async Task What_is_proposed_comes_from_what_it_did()
    {
        await using var afternoon = await Afternoon.Begin();
        for (var i = 0; i < 5; i++)
        {
            await Posts(afternoon);
            await afternoon.Pass(TimeSpan.FromMinutes(52));
        }

        await (await afternoon.Ivy.OpensSource()).Press("Expected every");
        Assert.Contains("Its last posts propose every hour.", afternoon.Ivy.Modal.Text, StringComparison.Ordinal);
        Assert.Equal("Every hour", afternoon.Ivy.Modal.Value("Expected"));
        await afternoon.Ivy.Modal.Close();
        await afternoon.Pass(Hour * 48);
        Assert.Empty(Silences(afternoon));
    }

    [Theory]
    [InlineData("silent")]
    [InlineData("  silent ")]
    [InlineData(" silent")]
    public async Task An_alert_whose_sender_calls_it_silent_is_a_post_like_any_other(string key)
    {
        await using var afternoon = await Afternoon.Begin();
        await Expects(afternoon, "Every hour");
        await afternoon.Pass(Hour);
        await afternoon.Alert(new { title = "Orders", status = "resolved", deduplication_key = key });
        await afternoon.Pass(Hour * 1.5 - Minute);
        Assert.Empty(Silences(afternoon));
        await afternoon.Pass(Minute);
        Assert.Single(Silences(afternoon));
        // It ends a silence, and is not the end of it itself.
        await afternoon.Alert(new { title = "Orders", status = "resolved", deduplication_key = key });
        Assert.Equal(2, Silences(afternoon).Count);
    }

    [Fact]
    public async Task Manifests_are_the_posts_of_a_source_that_sends_nothing_else()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await Posts(afternoon);
        await afternoon.Pass(Minute);
        await Expects(afternoon, "Every hour");
        await afternoon.Pass(Hour);
        await SendsManifest(afternoon);
        await afternoon.Ivy.Slash("/incident sources");
        Assert.Contains("Last seen today at 11:01 AM", afternoon.Ivy.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ivy.Modal.Close();
        await afternoon.Pass(Hour * 1.5 - Minute);
        Assert.Empty(Silences(afternoon));
        await afternoon.Pass(Minute);
        Assert.Equal(["firing opened"], Silences(afternoon));
        await SendsManifest(afternoon);
        await afternoon.Pass(Minute);
        Assert.Equal(["firing opened", "resolved recovered"], Silences(afternoon));
        await afternoon.Pass(Hour);
        Assert.Equal(2, Silences(afternoon).Count);
    }

    [Fact]
    public async Task Beside_runs_manifests_do_not_say_that_these_still_come()
    {
        await using var afternoon = await Afternoon.Begin();
        await Expects(afternoon, "Every hour");
        await afternoon.Pass(Minute);
        await Posts(afternoon);
        await afternoon.Pass(Hour);
        await SendsManifest(afternoon);
        await afternoon.Pass(Hour / 2);
        Assert.Single(Silences(afternoon));
        await SendsManifest(afternoon);
        await afternoon.Pass(Minute);
        Assert.Single(Silences(afternoon));
        await Posts(afternoon);
        Assert.Equal(2, Silences(afternoon).Count);
    }

    [Fact]
    public async Task A_source_whose_name_begins_another_is_not_heard_for_it()
    {
        await using var afternoon = await Afternoon.Begin(settings: new() { ["Intake:Tokens:circle"] = "secret-of-circle" });
        await Expects(afternoon, "Every hour");
        await SendsManifest(afternoon);
        await afternoon.Pass(Hour * 1.5);
        Assert.Contains(
            "circle is silent", afternoon.Get<Database>().Read(db => db.QuerySingle<string>("select title from alerts")),
            StringComparison.Ordinal);
    }

    static async Task SendsManifest(Afternoon afternoon)
    {
        using var answer = await afternoon.Puts(HttpMethod.Put, "manifest", DbtFiles.Manifest);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.StatusCode);
    }

    [Fact]
    public void A_proposal_is_a_plain_span_that_half_of_the_gaps_fit_into() =>
        Gen.Int[1, 60 * 24 * 7].List[3, 19].Sample(gaps =>
        {
            var at = new DateTimeOffset(2026, 3, 3, 10, 0, 0, TimeSpan.Zero);
            List<DateTimeOffset> posts = [at, .. gaps.Select(gap => at = at.AddMinutes(gap))];
            var every = Silence.Proposed(posts)!.Value;
            var fit = gaps.Count(gap => TimeSpan.FromMinutes(gap) <= every);
            Assert.True(fit * 2 > gaps.Count);
            var shorter = Silence.Spans.Where(s => s.Every < every).Select(s => s.Every).LastOrDefault();
            Assert.True(gaps.Count(gap => TimeSpan.FromMinutes(gap) <= shorter) * 2 <= gaps.Count);
            Assert.Equal(every, Silence.Proposed([.. posts.AsEnumerable().Reverse(), .. posts]));
        });

    [Fact]
    public void Few_posts_propose_nothing_nor_do_those_that_are_too_far_apart()
    {
        var at = new DateTimeOffset(2026, 3, 3, 10, 0, 0, TimeSpan.Zero);
        Assert.Null(Silence.Proposed([at, at.AddHours(1), at.AddHours(2), at]));
        Assert.Null(Silence.Proposed([at, at.AddDays(8), at.AddDays(16), at.AddDays(24)]));
    }

    static Task Posts(Afternoon afternoon) => afternoon.Alert("""{"title": "Orders", "status": "resolved"}""");

    static async Task Expects(Afternoon afternoon, string every)
    {
        await (await afternoon.Ivy.OpensSource()).Press("Expected every");
        await afternoon.Ivy.Modal.Choose("Expected", every).Submit();
        await afternoon.Ivy.Modal.CloseAll();
    }

    static List<string> Silences(Afternoon afternoon) => afternoon.Get<Database>().Read(db =>
        db.Query<string>("select status || ' ' || decision from alerts where key = ' silent' order by id").ToList());
}
