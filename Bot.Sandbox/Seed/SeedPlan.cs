using Bot.Sandbox.Page.Tools;

namespace Bot.Sandbox.Seed;

/// <summary>What happens when in the demo: the same in every run.</summary>
sealed class SeedPlan(Workspace workspace, SeedBot bot, DateTimeOffset end, int weeks)
{
    static readonly TimeSpan OpenSince = TimeSpan.FromMinutes(48);
    static readonly TimeSpan Little = TimeSpan.FromMinutes(3);

    // What becomes of what is left: some of it nobody comes to.
    static readonly (int Days, string Word)?[] Ends =
        [(2, "done #"), (6, "done #"), null, (4, "notdoing # the model goes away next month"), (16, "done #")];

    readonly Random random = new(weeks);

    public IEnumerable<Act> Acts(DateTimeOffset start)
    {
        var setUp = new SetUp(workspace);
        yield return new(start.AddMinutes(5), "Ana makes the rotation of the data team", setUp.DataTeam);
        yield return new(start.AddMinutes(20), "Finn makes the rotation of the engineers", () => setUp.Engineers());
        yield return new(start.AddMinutes(40), "Ivy makes the routes", setUp.Routes);
        yield return new(start.AddMinutes(60), "CI sends what dbt knows of the project", bot.Manifest);
        yield return new(start.AddDays(1), "Ivy makes an attribute", setUp.Attribute);
        foreach (var act in Incidents(start.AddHours(2))) yield return act;
        foreach (var act in Covers(start)) yield return act;
        foreach (var act in Noise(start.AddHours(3))) yield return act;
        foreach (var act in Warnings(start.AddHours(4))) yield return act;
        foreach (var act in Night(start.AddDays(7 * (weeks / 2) + 2).Date)) yield return act;
    }

    /// <summary>What customers see fails at night, for which a route calls the engineers.</summary>
    IEnumerable<Act> Night(DateTime day)
    {
        var night = new NightStory(workspace, bot);
        DateTimeOffset At(int hour, int minute) => DemoSeed.At(day, new TimeSpan(hour, minute, 0));
        yield return new(At(2, 40), "what customers see fails in dbt", night.Fail);
        yield return new(At(2, 46), "an engineer looks at it", night.Look);
        yield return new(At(2, 58), "talk about it", night.Talk);
        yield return new(At(3, 40), "dbt is green again", night.Pass);
        yield return new(At(9, 12), "the data team takes over", night.TakeOver);
        yield return new(At(10, 5), "it is resolved", night.Finish);
    }

    IEnumerable<Act> Incidents(DateTimeOffset start)
    {
        var all = Story.All();
        var told = all.TakeLast(Math.Max(4, all.Count * weeks / DemoSeed.Quarter)).ToList();
        var last = end - OpenSince;
        foreach (var (story, i) in told.Select((story, i) => (story, i)))
        {
            var at = story.Open
                ? last
                : DemoSeed.InHours(
                    start + (last - start - TimeSpan.FromDays(1)) * i / told.Count + TimeSpan.FromMinutes(random.Next(0, 90)));
            // Loads run at night: what fails then waits for the morning.
            if (story is { Job: not null, Open: false } && i % 4 == 3)
                at = DemoSeed.At(at.Date, new TimeSpan(5, random.Next(5, 55), 0));
            foreach (var act in Of(story, i, at < start ? start : at)) yield return act;
        }
    }

    IEnumerable<Act> Of(Story story, int number, DateTimeOffset at)
    {
        var told = new ToldStory(workspace, bot, story, number);
        var name = story.Job ?? story.Name;
        var length = story.Open ? OpenSince : TimeSpan.FromHours(story.Hours);
        yield return new(at, story.Job is null ? $"{Named(story.By!)} declares: {name}" : $"{name} fails", told.Begin);
        var (seen, last) = (DemoSeed.InHours(at), at);
        // One after the other, also where a night or a weekend lies between.
        DateTimeOffset After(TimeSpan since) =>
            last = DemoSeed.InHours(seen + since) is var wanted && wanted > last + Little ? wanted : last + Little;
        yield return new(After(Little), $"somebody looks at {name}", told.TakeOn);
        for (var i = 0; i < story.Again; i++) yield return new(After(Little * (2 + 3 * i)), $"{name} fails again", told.Fire);
        foreach (var (line, i) in story.Chat.Select((line, i) => (line, i)))
            yield return new(After(length * 0.25 + Little * i), $"talk about {name}", () => told.Talk(line));
        foreach (var (update, i) in story.Updates.Select((update, i) => (update, i)))
            yield return new(
                After(length * (i + 1) / (story.Updates.Length + 1)), $"news about {name}", () => told.Update(update));
        if (story.Open) yield break;
        if (story is { Job: not null, Declined: null }) yield return new(After(length), $"{name} passes", told.Pass);
        yield return new(
            After(length + Little), story.Declined is null ? $"{name} is resolved" : $"{name} is declined", told.Finish);
        foreach (var (line, i) in story.Left.Select((line, i) => (line, i)))
        {
            yield return new(After(length + Little * (2 + i)), $"what is left of {name}", () => told.Leave(line));
            if (Ends[(number + i) % Ends.Length] is not var (days, word)) continue;
            var ends = DemoSeed.InHours(last.AddDays(days));
            if (ends < end) yield return new(ends, $"something left of {name} is over", () => told.End(line, word));
        }

        // Some of it nobody answers.
        if (story.Declined is null && number % 6 != 5 && After(length + Little * 8) is var closes && closes < end)
            yield return new(closes, $"{name} is asked about", told.Close);
    }

    IEnumerable<Act> Covers(DateTimeOffset start)
    {
        for (var week = 0; week < weeks; week++)
        {
            // From the Wednesday of each week; the present is a Tuesday.
            var day = start.AddDays(7 * week + 1 + random.Next(0, 2)).Date;
            var cover = new CoverStory(workspace, week);
            yield return new(DemoSeed.At(day, new TimeSpan(9, 20 + week, 0)), "somebody asks for cover", cover.Ask);
            yield return new(DemoSeed.At(day, new TimeSpan(9, 41 + week, 0)), "an answer to that", cover.Answer);
            if (week % 3 == 1)
                yield return new(DemoSeed.At(day, new TimeSpan(14, 10 + week, 0)), "the engineers swap hours", cover.Engineers);
        }
        var open = new CoverStory(workspace, 0);
        // The Friday before.
        yield return new(
            DemoSeed.At(end.AddDays(-4).Date, new TimeSpan(15, 20, 0)), "a word for whoever is next", open.LeaveWord);
        yield return new(end.AddMinutes(-25), "somebody asks for cover next week", open.AskAhead);
    }

    IEnumerable<Act> Noise(DateTimeOffset start)
    {
        string[] branches =
            ["feature/refunds", "fix/utm-mapping", "feature/loyalty-tiers", "chore/dbt-upgrade", "fix/fee-currency"];
        for (var week = 0; week < weeks; week++)
        {
            var branch = branches[week % branches.Length];
            var at = DemoSeed.InHours(start.AddDays(7 * week + 2).AddMinutes(random.Next(0, 240)));
            yield return new(
                at < end ? at : end - Little, $"{branch} fails its tests",
                () => bot.Alert(SeedAlert.Body("dbt_build", $"dbt_build failed on {branch}", "firing", branch)));
            // No more than two within thirty days, or an incident is made of them.
            if (week % 3 != 0) continue;
            var night = DemoSeed.At(at.Date, new TimeSpan(4, random.Next(5, 50), 0));
            yield return new(night, $"{SetUp.FlakyJob} fails", () => Flaky("firing"));
            yield return new(night + Little * 2, $"{SetUp.FlakyJob} is well again", () => Flaky("resolved"));
        }
    }

    Task Flaky(string status) => bot.Alert(
        SeedAlert.Body(SetUp.FlakyJob, "HTTP 503 from the rates API", status, run: status == "firing" ? "/1" : "/2"));

    // One warns from the beginning, the others since some weeks each; of those one is mended in time.
    IEnumerable<Act> Warnings(DateTimeOffset start)
    {
        (string Test, int From, int Until)[] tests =
        [
            ("not_null_orders_customer_id", 0, weeks), ("accepted_values_orders_status", weeks / 4, weeks),
            ("unique_refunds_id", weeks / 2, weeks * 3 / 4), ("relationships_payments_order_id", weeks * 3 / 4, weeks),
        ];
        for (var week = 0; week < weeks; week++)
        {
            var (now, at) = (week, DemoSeed.InHours(start.AddDays(7 * week)));
            yield return new(at < end ? at : end - Little, "dbt runs", () => bot.Dbt(DbtSample.Run(
                tests.Select(t => $"{(t.From <= now && now < t.Until ? "warn" : "pass")} {t.Test}"))));
        }
    }

    string Named(string handle) => workspace.People[handle].RealName.Split(' ')[0];
}
