using Bot.Alerts;
using Bot.Alerts.Routing;
using Bot.Domain.Alerts;
using Bot.Incidents;
using Bot.Sandbox;
using Bot.Sandbox.Seed;
using Bot.Storage;
using Bot.Tests.Laws;
using Bot.Tests.Reviews;
using Dapper;

namespace Bot.Tests.Sandbox;

public sealed class DemoTests : IDisposable
{
    static readonly DateTimeOffset Present = new(2026, 3, 31, 9, 0, 0, TimeSpan.Zero);

    // The whole quarter with LONG=1.
    static readonly int Weeks = Environment.GetEnvironmentVariable("LONG") == "1" ? DemoSeed.Quarter : 2;

    // Each of them is met.
    static readonly string[] Routes =
        ["Customer-facing by night", "Internal by day", "What mostly recovers", RouteList.BesideProduction];

    static readonly string[] Decisions = ["opened", "recovered", "settles", "flake", "stored"];

    readonly string folder = Directory.CreateTempSubdirectory("sandbox-demo-").FullName;
    readonly StringWriter told = new();

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        told.Dispose();
    }

    [Fact]
    public async Task Weeks_of_history_are_made_as_people_would_and_Explain_says_what_happened()
    {
        var clock = new SteeredClock(Present.AddDays(-7 * Weeks), 0);
        await using var workspace = await Workspace.Start(new WorkspaceOptions
        {
            Clock = clock,
            AckDeadline = TimeSpan.FromSeconds(30),
            TriggerLifetime = TimeSpan.FromSeconds(30),
        });
        SampleWorkspace.AddAnnouncements(workspace);
        var app = workspace.AddApp(Manifest.Text);
        DemoSeed seed;
        await using (var bot = await SeedBot.Start(workspace, app, clock, folder))
        {
            seed = new DemoSeed(workspace, clock, bot, new SeedProgress(told, changes: false, TimeProvider.System));
            await seed.Run(Present, Weeks, TestContext.Current.CancellationToken);
            await HasSomethingToShow(workspace.Member("ivy"));
        }
        Assert.Empty(seed.Missed);
        Assert.Empty(workspace.Problems);
        Assert.Equal(Present, clock.GetUtcNow());

        var ivy = workspace.Member("ivy");
        var cards = workspace.Conversations.All.Where(each => each.Name.StartsWith("inc-", StringComparison.Ordinal))
            .Select(each => ivy.Messages(each.Name).First(message => message.IsPinned).Text).ToList();
        Assert.InRange(cards.Count, 5, 50);
        Assert.Contains(
            "merged before its source",
            Assert.Single(cards, card => !card.Contains("Resolved", StringComparison.Ordinal)
                && !card.Contains("Declined", StringComparison.Ordinal)),
            StringComparison.Ordinal);
        Assert.Contains(SampleWorkspace.DataTeam, who => workspace.Member(who).Look("covers you") is not null);
        Assert.Contains(
            SampleWorkspace.DataTeam,
            who => workspace.Member(who).Messages().Any(message => message.Buttons.Contains("I take it")));
        Assert.True(ivy.Messages("#data-incidents").Count(
            message => message.Text.Contains("is on call until", StringComparison.Ordinal)) >= 2);
        ExplainAgreesWithWhatHappened();
        using var file = new DatabaseFile($"Data Source={Path.Combine(folder, "bot.db")}");
        using var db = file.Open();
        ReviewOfDemo.Agrees(db, Present);
    }

    static async Task HasSomethingToShow(Member ivy)
    {
        foreach (var (word, shown) in new[]
        {
            ("routes", "Customer-facing by night"), ("attributes", "layer"), ("warnings", "relationships_payments_order_id"),
            ("sources", "circleci"),
        })
        {
            await ivy.Slash($"/incident {word}");
            Assert.Contains(shown, ivy.Modal.Text, StringComparison.Ordinal);
            await ivy.Modal.CloseAll();
        }

        await ivy.Slash("/incident flakes");
        ivy.Sees("rates_api failed");
        await ivy.Slash("/followup list");
        ivy.Sees("Ask the shop whether samples need a cost at all");
    }

    /// <summary>Of every alert that came, the route that Explain names is the one that took it, and so it happened.</summary>
    void ExplainAgreesWithWhatHappened()
    {
        using var file = new DatabaseFile($"Data Source={Path.Combine(folder, "bot.db")}");
        using var db = file.Open();
        var routes = TeamRoutes.List(db);
        var came = db.Query<(long Id, string Decision, string? Route)>("select id, decision, route from alerts").ToList();
        var took = new HashSet<string>();
        foreach (var (id, decision, route) in came)
        {
            var past = AlertStore.Find(db, id)!;
            var at = DateTimeOffset.FromUnixTimeMilliseconds(past.At);
            var moment = new RouteMoment(at, rotation => AfterHours.AreHoursOpen(db, Responder.At(db, rotation, at), at));
            var answers = routes.Explain(past.Alert, past.Known, moment);
            Assert.Equal([.. answers.Select((_, i) => i == answers.Count - 1)], answers.Select(a => a.Takes));
            Assert.Equal(
                (id, answers[^1].Route), (id, routes.Routes.SingleOrDefault(r => r.Id == route)?.Name
                    ?? (decision == "stored" ? RouteList.BesideProduction : RouteList.AllOthers)));
            var taken = routes.Decide(past.Alert, past.Known, moment);
            Assert.True(Agrees(decision, past.Reason, taken), $"{id}: {decision}, {past.Reason} {taken}");
            took.Add(answers[^1].Route);
        }

        Assert.Empty(Routes.Except(took));
        Assert.Empty(Decisions.Except(came.Select(c => c.Decision)));
    }

    // What belongs to something that is open goes there, whatever route would take it.
    static bool Agrees(string decision, string reason, RouteDecision taken) => decision switch
    {
        "opened" or "waits" or "settles" => taken.Action is RouteAction.Open
            && (reason.Contains(taken.Reason, StringComparison.Ordinal)
                || reason.StartsWith("It waited for the morning.", StringComparison.Ordinal)),
        "ledger" => taken.Action is RouteAction.Ledger && reason == taken.Reason,
        "line" => taken.Action is RouteAction.Say && reason == taken.Reason,
        _ => taken.Action is not RouteAction.Keep || reason == taken.Reason,
    };

    [Fact]
    public void Progress_says_how_far_and_how_long_where_lines_are_kept()
    {
        var progress = new SeedProgress(told, changes: false, TimeProvider.System);
        progress.Show(0.31, Present, "Ben resolves INC-3");
        progress.Show(0.32, Present, "not said again within a tenth");
        Assert.StartsWith(
            "Demo     31 %  Tue 31 Mar 09:00  Ben resolves INC-3, about ", told.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("not said", told.ToString(), StringComparison.Ordinal);
    }
}
