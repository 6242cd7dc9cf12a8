using System.Globalization;
using Bot.Alerts.Intake;
using Bot.Incidents.Notices;
using Bot.OnCall.Groups;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Operating.Export;

/// <summary>
/// <c>Bot import FILE</c>: checks a file of settings, asks Slack of what is new in it, shows the difference, and applies it in
/// one change, of which a bot that runs hears.
/// </summary>
sealed class ImportSettings(
    Database database, SettingsFile file, Profiles people, KnownGroups groups, CheckChannels channels, TimeProvider clock)
{
    /// <summary>Woken so that a bot which runs beside it knows the sources as they are now.</summary>
    public const string Subject = "imported";

    /// <param name="text">The file.</param>
    /// <param name="apply">Whether it is applied, or only shown.</param>
    /// <param name="takesOver">Whether user groups that are in Slack already may be kept from now on.</param>
    /// <param name="said">Where it is said.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> Run(string text, bool apply, bool takesOver, TextWriter said, CancellationToken stop)
    {
        var unread = new Problems();
        var map = ReadYaml.Read(text, unread);
        if (map is null) return await Refused(unread.Lines(), said);
        var learnt = await Learn(Planned(map, Learnt.Nothing), takesOver, stop);
        var plan = Planned(map, learnt);
        var problems = unread.Lines().Concat(plan.Problems.Lines()).ToList();
        if (problems.Count > 0) return await Refused(problems, said);
        if (apply && plan.ChangesAnything) plan = await Apply(map, learnt);
        foreach (var change in plan.Changes.OrderBy(c => c.Difference == Difference.LeftAlone))
            await said.WriteLineAsync(change.Line);
        await said.WriteLineAsync(
            !plan.ChangesAnything ? "Nothing to change."
            : apply ? $"All of it is done ({Counted(plan)})."
            : $"Nothing was changed yet ({Counted(plan)}). The same with --apply does it.");
        if (plan.Proofs.Count > 0) await said.WriteLineAsync("Shown this once; in Slack a source's page makes another:");
        foreach (var proof in plan.Proofs) await said.WriteLineAsync($"  {proof}");
        return 0;
    }

    Plan Planned(YamlMap map, Learnt learnt) => database.Read(db => file.Plan(map, db, clock.GetUtcNow(), learnt));

    static async Task<int> Refused(IEnumerable<string> problems, TextWriter said)
    {
        foreach (var problem in problems) await said.WriteLineAsync(problem);
        await said.WriteLineAsync("Nothing was changed.");
        return 1;
    }

    /// <summary>Asks Slack, before anything is decided, of everybody and everything that is new.</summary>
    async Task<Learnt> Learn(Plan plan, bool takesOver, CancellationToken stop)
    {
        var learnt = new Learnt { IsAsked = true, TakesOver = takesOver };
        if (!plan.AsksSlack) return learnt;
        try
        {
            var (seen, where) = (new Dictionary<string, Person?>(), new Dictionary<string, string?>());
            foreach (var person in plan.AsksPeople) seen[person] = await people.Seen(person, stop);
            foreach (var channel in plan.AsksChannels)
                where[channel] = (await channels.Of([channel], stop, hidesNames: true)).Problem;
            var (known, refusal) = plan.AsksGroups ? await groups.List(stop) : ([], null);
            return learnt with { People = seen, Channels = where, Groups = known, Refusal = refusal };
        }
        catch (Exception e) when (e is SlackException or SlackUnreachableException)
        {
            throw new CannotStartException(
                $"Slack has to say whether the people, channels and groups that are new in the file are there, and does not: "
                    + $"{e.Message.TrimEnd('.')}. Nothing was changed. Bot doctor says what is wrong.",
                e);
        }
    }

    async Task<Plan> Apply(YamlMap map, Learnt learnt)
    {
        try
        {
            return await database.Change(tx => Applied(tx, map, learnt));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException($"{SealedSecrets.Unkept(e)} Nothing was changed.", e);
        }
    }

    Plan Applied(Tx tx, YamlMap map, Learnt learnt)
    {
        var plan = file.Plan(map, tx.Db, tx.Time, learnt);
        // Somebody has changed something since it was checked.
        if (plan.Problems.Any)
            throw new CannotStartException($"{string.Join('\n', plan.Problems.Lines())}\nNothing was changed.");
        foreach (var person in learnt.People.Values.OfType<Person>()) Profiles.Meet(tx, person);
        foreach (var change in plan.Changes) change.Apply?.Invoke(tx);
        tx.Note(ExportFacts.About, ExportFacts.Imported, plan.By, after: Counted(plan));
        tx.Wake(Subject);
        return plan;
    }

    static string Counted(Plan plan) => string.Join(
        ", ",
        from change in plan.Changes
        where change.Difference != Difference.LeftAlone
        group change by change.Difference into alike
        orderby alike.Key
        select string.Create(CultureInfo.InvariantCulture, $"{alike.Count()} {alike.Key.ToString().ToLowerInvariant()}"));
}
