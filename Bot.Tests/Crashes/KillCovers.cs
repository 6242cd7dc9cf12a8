using Bot.Sandbox;
using Bot.Sandbox.Chaos;
using Bot.Sandbox.Seed;

namespace Bot.Tests.Crashes;

/// <summary>
/// A second rotation whose shift changes hands; then, again and again, whoever is on call asks for cover, another takes it and
/// gives it back.
/// </summary>
sealed class KillCovers(Workspace workspace, SteeredClock clock, InsistentPeople people, KillPlan plan)
{
    public static readonly string[] Engineers = ["finn", "gwen", "ivy"];

    const string Group = "on-call-engineers";

    // So soon after the start that a step to it puts off nothing else; the new shift is long enough to be covered.
    static readonly TimeSpan Hour = new(10, 2, 0);
    const string Before = "finn", Now = "gwen";

    // Several bots have just started.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Makes the rotation, before anything goes wrong.</summary>
    public async Task Make()
    {
        var finn = workspace.Member(Before);
        await finn.Slash("/cover rota new", "#engineering");
        var form = await workspace.Until(() => finn.ModalOrNone, Patience);
        await Shows("Cron expression", async () => await form.Fill("Name", "On-call engineers")
            .ChoosePeople("Members", Engineers).Choose("Hand-off", "Other (a cron expression)"));
        await Shows("User group", async () =>
        {
            await form.Fill("Cron expression", $"{Hour.Minutes} {Hour.Hours} * * *");
            if (form.Buttons.Contains("More settings")) await form.Press("More settings");
        });
        await Shows($"@{Group} has", async () => await form.Choose("User group", Group));
        await form.Tick("Yes, take it over").Submit();
        Assert.Empty(form.Errors);
        if (finn.ModalOrNone is { } left) await left.CloseAll();
        await workspace.Until(() => Lines().Find(m => Says(m, $"{Before} is on call")), Patience);

        // Of two changes at once that went to two bots, the older may be drawn last: then they change it once more.
        async Task Shows(string field, Func<Task> change)
        {
            for (var tries = 0; !form.Fields.Any(f => f.StartsWith(field, StringComparison.Ordinal)); tries++)
            {
                Assert.True(tries < 150, $"The form shows no field {field}.");
                if (tries % 25 == 0) await change();
                await Task.Delay(200, TestContext.Current.CancellationToken);
            }
        }
    }

    /// <summary>The shift changes hands, if it has not yet.</summary>
    public async Task HandOff(CancellationToken stop)
    {
        if (Hour - clock.GetUtcNow().TimeOfDay is { } left && left > TimeSpan.Zero) clock.Forward(left);
        while (CoverStory.Responder(workspace, Group) != Now) await Task.Delay(100, stop);
    }

    /// <summary>One asks, another takes it and gives it back.</summary>
    public async Task Cover(int round, CancellationToken stop)
    {
        var taker = workspace.Member(Engineers.Where(who => who != Now).ElementAt(round % 2));
        await people.AskForCover(
            workspace.Member(Now), Why(round), () => taker.Messages().Any(m => IsOf(m, round)), stop);
        await people.Press(
            taker, Why(round), "I take it", () => taker.Messages().Any(m => m.Buttons.Contains("Cancel cover")), stop);
        await people.Press(
            taker, $"You cover @{Now}", "Cancel cover",
            () => taker.Messages().Any(m => IsOf(m, round) && Says(m, "You cancelled")), stop);
    }

    /// <summary>What is not as it was promised, a line each: every question once, and one hand-off.</summary>
    public IEnumerable<string> Wrong()
    {
        for (var round = 0; round < plan.Covers; round++)
        {
            var asked = Engineers.Select(who => workspace.Member(who).Messages().Count(m => IsOf(m, round))).ToList();
            var expected = Engineers.Select(who => who == Now ? 0 : 1);
            if (!asked.SequenceEqual(expected)) yield return $"{Why(round)}: {string.Join(", ", asked)} questions";
        }

        var lines = Lines();
        var (was, now) = (lines.Count(m => Says(m, $"{Before} was on call")), lines.Count(m => Says(m, $"{Now} is on call")));
        if ((was, now, lines.Count) != (1, 1, 2))
            yield return $"not one line of before and one of now: {string.Join(" | ", lines.Select(m => m.Text))}";
        if (workspace.Groups.Find(Group)?.Members is not [var named] || named != workspace.Member(Now).Id)
            yield return $"{Group} names {CoverStory.Responder(workspace, Group)}";
    }

    List<SeenMessage> Lines() => workspace.Conversations.All.Any(c => c.Name == "data-incidents")
        ? workspace.Member(Before).Messages("#data-incidents").Where(m => Says(m, "On-call engineers")).ToList()
        : [];

    static bool IsOf(SeenMessage message, int round) => Says(message, Why(round));

    static bool Says(SeenMessage message, string text) => message.Text.Contains(text, StringComparison.Ordinal);

    static string Why(int round) => $"round {round} of this run";
}
