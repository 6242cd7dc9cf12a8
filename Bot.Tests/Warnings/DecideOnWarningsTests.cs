using Bot.Domain.Warnings;
using Bot.Incidents;
using Bot.People;
using Bot.Storage;
using Bot.Tests.Alerts.Dbt;

namespace Bot.Tests.Warnings;

/// <summary><c>/incident warnings</c>: who sees what, and what becomes of it.</summary>
public sealed class DecideOnWarningsTests
{
    static async Task<Afternoon> WithWarnings(params string[] warned)
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        await afternoon.Runs("success stg_orders");
        await afternoon.Runs(warned);
        return afternoon;
    }

    [Fact]
    public async Task Everybody_sees_the_list_and_members_decide()
    {
        await using var afternoon = await WithWarnings("warn a 52", "warn b");
        await afternoon.Finn.Slash("/incident warnings");
        Assert.Contains("2 open", afternoon.Finn.Modal.Text, StringComparison.Ordinal);
        Assert.Contains("52 rows · new", afternoon.Finn.Modal.Text, StringComparison.Ordinal);
        await afternoon.Finn.Modal.Press("Decide");
        Assert.Contains(
            "Only members of a rotation decide on its warnings.", afternoon.Finn.Modal.Text, StringComparison.Ordinal);
        await afternoon.Finn.Modal.CloseAll();
        await afternoon.Ana.Slash("/incident warnings");
        await afternoon.Ana.Modal.Press("Decide");
        await afternoon.Ana.Modal.Choose("What becomes of it?", "Accept: it may stay as it is").Submit();
        await afternoon.Ana.Modal.Fill("Reason", "Known since the move").Submit();
        Assert.Contains("1 open", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        var accepted = afternoon.Warning(".a.");
        Assert.Equal(
            (WarningState.Accepted, "Known since the move", afternoon.Ana.Id),
            (accepted.Decided, accepted.Why, accepted.DecidedBy));
        await afternoon.Ana.Modal.Choose("warnings_show", "Accepted (1)");
        Assert.Contains("accepted by you: Known since the move", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_are_shown_are_snoozed_at_once_and_what_comes_meanwhile_is_not()
    {
        await using var afternoon = await WithWarnings("warn a", "warn b", "warn c");
        await afternoon.Ben.Slash("/incident warnings open");
        await afternoon.Ben.Modal.Submit();
        Assert.Equal("3 warnings", afternoon.Ben.Modal.Title);
        await afternoon.Ben.Modal.Choose("What becomes of them?", "Snooze: ask again on a later day").Submit();
        await afternoon.Runs("warn a", "warn d");
        await afternoon.Ben.Modal.PickDate("Until", "2026-03-03").Fill("Reason", "Later").Submit();
        Assert.Equal("Choose a day that is to come.", afternoon.Ben.Modal.Errors["Until"]);
        await afternoon.Ben.Modal.PickDate("Until", "2026-03-20").Submit();
        Assert.Equal(
            ["a Snoozed", "b Snoozed", "c Snoozed", "d Open"],
            afternoon.Warnings().Select(w => $"{w.About.Title} {w.StateAt(afternoon.Clock.GetUtcNow())}").Order());
    }

    [Fact]
    public async Task It_is_given_to_somebody()
    {
        await using var afternoon = await WithWarnings("warn a");
        await afternoon.Ana.Slash("/incident warnings");
        await afternoon.Ana.Modal.Press("Decide");
        await afternoon.Ana.Modal.Choose("What becomes of it?", "Assign: somebody sees to it").Submit();
        await afternoon.Ana.Modal.ChoosePeople("Who", "ben").Submit();
        Assert.Equal(afternoon.Ben.Id, afternoon.Warning().Assignee);
        await afternoon.Ben.Slash("/incident warnings mine");
        Assert.Contains("you", afternoon.Ben.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ana.Slash("/incident warnings @ben");
        Assert.Contains("3 rows", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fix_opens_one_incident_whatever_their_number_and_clean_runs_calm_it()
    {
        await using var afternoon = await WithWarnings("warn a", "warn b");
        await afternoon.Ana.Slash("/incident warnings");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ana.Modal.Choose("What becomes of them?", "Fix: open an incident").Submit();
        Assert.Equal("a and 1 more warnings", afternoon.Ana.Modal.Value("Name of the incident"));
        await afternoon.Ana.Modal.Fill("Name of the incident", "Keys are not unique").Submit();
        Assert.Equal([1L, 1L], afternoon.Warnings().Select(w => w.Incident));
        Assert.Contains("INC-1", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        afternoon.Ana.Sees("From the warning ledger (/incident warnings):", "#inc-1-keys-are-not-unique");
        await afternoon.Runs("pass a", "warn b");
        Assert.Equal(Domain.Incidents.IncidentStatus.Investigating, IncidentStatus(afternoon));
        await afternoon.Runs("pass a", "pass b");
        Assert.Equal(Domain.Incidents.IncidentStatus.Monitoring, IncidentStatus(afternoon));
        Assert.All(afternoon.Warnings(), w => Assert.NotNull(w.FixedAt));
    }

    static Domain.Incidents.IncidentStatus IncidentStatus(Afternoon afternoon) =>
        afternoon.Get<Database>().Read(db => IncidentStore.Find(db, Viewer.Bot, 1))!.Status;

    [Fact]
    public async Task Where_the_incident_is_over_and_it_warns_all_the_same_somebody_is_asked_again()
    {
        await using var afternoon = await WithWarnings("warn a");
        await afternoon.Ana.Slash("/incident warnings");
        await afternoon.Ana.Modal.Press("Decide");
        await afternoon.Ana.Modal.Choose("What becomes of it?", "Fix: open an incident").Submit();
        await afternoon.Ana.Modal.Submit();
        Assert.False(WarningRules.IsUndecided(afternoon.Warning(), afternoon.Clock.GetUtcNow()));
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Ana.Slash("/incident decline 1");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Runs("warn a");
        Assert.True(WarningRules.IsUndecided(afternoon.Warning(), afternoon.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task What_was_there_from_the_beginning_is_adopted_by_a_filter()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana");
        await afternoon.Ana.Modal.Close();
        await afternoon.Sends(
            DbtFiles.Manifest.Replace("\"column_name\"", "\"tags\": [\"pii\"], \"column_name\"", StringComparison.Ordinal),
            what: "manifest");
        await afternoon.Runs("warn not_null_users_id", "warn a", "warn b");
        await afternoon.Ana.Slash("/incident warnings baseline tag:pii");
        Assert.Null(afternoon.Ana.Modal.SubmitLabel);
        await afternoon.Ana.Modal.Press("Decide");
        await afternoon.Ana.Modal.Choose("What becomes of it?", "Adopt: ask about it from now on").Submit();
        Assert.Equal([true, true, false], afternoon.Warnings().OrderBy(w => w.Node).Select(w => w.IsBaseline));
    }

    [Fact]
    public async Task A_long_ledger_has_pages_and_is_grouped_by_what_it_says()
    {
        await using var afternoon = await WithWarnings([.. Enumerable.Range(0, 20).Select(n => $"warn test_{n:00}")]);
        await afternoon.Ana.Slash("/incident warnings");
        Assert.Contains("Page 1 of 3", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ana.Modal.Press("Next");
        await afternoon.Ana.Modal.Press("Next");
        Assert.Contains("test_19", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("test_15", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ana.Modal.Press("Back");
        Assert.Contains("test_15", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sentence_that_begins_with_the_word_is_the_name_of_an_incident()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/incident warnings are lost");
        Assert.Equal("warnings are lost", afternoon.Ana.Modal.Value("Name"));
    }
}
