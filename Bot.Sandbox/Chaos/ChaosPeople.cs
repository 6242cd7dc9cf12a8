using System.Collections.Concurrent;
using Bot.Sandbox.Seed;

namespace Bot.Sandbox.Chaos;

/// <summary>
/// Does what a run's steps say, as people do it: again, when Slack says that it failed. Nobody does two things at once.
/// </summary>
sealed class ChaosPeople(ChaosScene scene, ChaosSenders senders, CancellationToken stop) : IDisposable
{
    // So long somebody tries (wire time): hours that are over are not to be had, nor is news of what is resolved.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // At most so many hours change hands in a run, one after the other; the last step shows that all goes on.
    const int MostCovers = 2, LastWord = 1000;
    const string Secret = "payroll";

    static readonly TimeSpan Glance = TimeSpan.FromSeconds(1.5);

    readonly ConcurrentDictionary<string, SemaphoreSlim> busy = [];
    readonly SemaphoreSlim covering = new(1);
    readonly Workspace workspace = scene.Workspace;
    readonly Deeds deeds = scene.Deeds;
    readonly ByHand hands = new(scene);
    readonly InLists lists = new(scene, stop);

    /// <summary>Does one step, and counts it where there was something to do.</summary>
    public async Task Do(ChaosStep step)
    {
        var n = step.N;
        var done = step.What switch
        {
            Doing.Declare => Declare(n, isPrivate: false),
            Doing.DeclarePrivate => Declare(n, isPrivate: true),
            Doing.Alert => senders.Fails(n),
            Doing.AlertAgain => senders.FailsAgain(n),
            Doing.Recover => senders.Recovers(n),
            Doing.Dbt => senders.Dbt(n),
            Doing.Cover => Cover(n),
            Doing.FollowUp => FollowUp(n),
            Doing.Issue => Issue(n),
            Doing.CloseIssue => senders.ClosesIssue(n),
            Doing.Ask => Ask(n),
            Doing.Update => Update(n),
            Doing.Resolve => Resolve(n),
            Doing.Raise => Raise(n),
            Doing.Postmortem => Postmortem(n),
            Doing.Look => Look(n),
            Doing.Outsider => Outsider(n),
            Doing.SetGroupByHand => hands.SetGroup(n),
            Doing.RenameByHand => hands.Rename(Public(n)),
            _ => hands.PutBotOut(Public(n)),
        };
        try
        {
            if (await done) deeds.Count.AddOrUpdate(step.What.ToString(), 1, (_, was) => was + 1);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            var open = ChaosScene.Insiders.Select(workspace.Member).Where(m => m.ModalOrNone is not null).Select(
                m => $"{m.Person.Handle} sees {m.ModalOrNone?.Title}: {InsistentPeople.Said(m.Modal).ReplaceLineEndings(" / ")}");
            deeds.GivenUp.Enqueue((step, string.Join(" | ", open)));
        }
    }

    /// <summary>Everything is well again: what somebody declares now is there, or the bot goes on no more.</summary>
    public async Task<bool> GoesOn()
    {
        // A machine that others share may have to try more than once.
        for (var tries = 0; tries < 3; tries++)
        {
            await Do(new(scene.Clock.GetUtcNow(), Doing.Declare, LastWord + tries));
            if (deeds.Declared.Last().Number is not null) return true;
        }

        return false;
    }

    async Task<bool> Declare(int n, bool isPrivate)
    {
        var by = scene.Insider(n);
        // Whether it is known or not, nobody outside may read of it.
        var declared = new Declared($"n{n} {(isPrivate ? Secret : "of")} {scene.Tag} is late", by, isPrivate, n % 3 == 0);
        deeds.Declared.Enqueue(declared);
        await Alone(by, async patience =>
        {
            declared.Number = await scene.People.Declare(by, declared.Name, patience, form =>
            {
                if (isPrivate) form = form.Tick("Private: only those named see it");
                return declared.IsCritical ? form.Choose("Severity", "Critical: wants somebody now") : form;
            }, () => lists.Text("select number from incidents where name = @Name", new { declared.Name }));
        });
        return true;
    }

    async Task<bool> Raise(int n)
    {
        if (Some(n, d => !d.IsCritical && !deeds.Raised.Contains(d)) is not { Number: { } number } of) return false;
        deeds.Raised.Enqueue(of);
        await Alone(of.By, patience => scene.People.Raise(of.By, number, patience));
        of.IsRaised = true;
        return true;
    }

    async Task<bool> Update(int n)
    {
        if (Some(n, _ => true) is not { Number: { } number } of) return false;
        var text = $"news number {n} of {scene.Tag}";
        await Alone(of.By, patience => scene.People.Send(
            of.By, new($"/incident update {number}", "Share"), form => form.Fill("What is new", text), _ => false,
            () => lists.Has("select count(*) from incident_updates where text = @text", new { text }), patience));
        deeds.Updates.Enqueue((of, text));
        return true;
    }

    async Task<bool> Resolve(int n)
    {
        if (Some(n, _ => true) is not { Number: { } number } of) return false;
        await Alone(of.By, patience => scene.People.Send(
            of.By, new($"/incident resolve {number}", "Resolve"), form => form, _ => false,
            () => lists.Has("select count(resolved_at) from incidents where name = @Name", new { of.Name }), patience));
        return true;
    }

    async Task<bool> FollowUp(int n)
    {
        var (who, title) = (scene.Insider(n), $"see to number {n} of {scene.Tag}");
        await Alone(who, patience => scene.People.Send(
            who, new("/followup", "Create"), form => form.Fill("What is to be done", title), _ => false,
            () => lists.Has("select count(*) from follow_ups where title = @title", new { title }), patience));
        deeds.FollowUps.Enqueue(title);
        return true;
    }

    /// <summary>A follow-up gets its issue, however often it is asked for.</summary>
    async Task<bool> Issue(int n)
    {
        if (deeds.FollowUps.ToList() is not { Count: > 0 } all) return false;
        var title = all[n % all.Count];
        var number = lists.Text("select number from follow_ups where title = @title", new { title });
        var owner = workspace.Member(lists.Text("select owner from follow_ups where title = @title", new { title })!);
        const string Wanted = "select count(*) from follow_up_issues where cast(follow_up as text) = @number";
        await Alone(owner, async patience =>
        {
            while (!lists.Has(Wanted, new { number }))
            {
                await InsistentPeople.Try(() => owner.Slash($"/followup github {number} {Elsewhere.Repository}"));
                await Task.Delay(Glance, patience);
            }
        });
        deeds.Issues.Enqueue(title);
        return true;
    }

    async Task<bool> Ask(int n)
    {
        var asked = $"question number {n} of {scene.Tag}";
        var text = $"@{SampleWorkspace.DataGroup} {asked}: is it late?";
        await InsistentPeople.Try(() => workspace.Member(n % 2 == 0 ? "finn" : "gwen").Says("#general", text));
        deeds.Asked.Enqueue(asked);
        return true;
    }

    async Task<bool> Cover(int n)
    {
        await covering.WaitAsync(stop);
        try
        {
            var away = CoverStory.Responder(workspace, SampleWorkspace.DataGroup);
            var now = scene.Clock.GetUtcNow();
            if (deeds.Covered.Count >= MostCovers || !SampleWorkspace.DataTeam.Contains(away)) return false;
            if (now.Hour is < 9 or > 15) return false;
            var others = SampleWorkspace.DataTeam.Where(who => who != away).ToList();
            var (taker, why) = (others[n % others.Count], $"cover number {n} of {scene.Tag}");
            deeds.AskedCover.Enqueue(why);
            await Alone(workspace.Member(away), patience => scene.People.Send(
                workspace.Member(away), new("/cover", "Ask"),
                form => (form.Options("Hours").Contains("Today") ? form.Choose("Hours", "Today") : form).Fill("Why", why),
                modal => modal.Title == "Asked for cover", () => Sees(taker, why), patience));
            var covered = new Covered(why, taker);
            deeds.Covered.Enqueue(covered);
            await Alone(workspace.Member(taker), patience => scene.People.Press(
                workspace.Member(taker), why, "I take it",
                () => lists.Has(Covered.Agreed, new { why }), patience));
            covered.IsSeen = true;
            return true;
        }
        finally
        {
            covering.Release();
        }
    }

    async Task<bool> Postmortem(int n)
    {
        if (Some(n, d => deeds.Raised.Contains(d) || d.IsCritical) is not { Number: { } number } of) return false;
        await Alone(of.By, async _ =>
        {
            await Opens(of.By, $"/incident postmortem {number}");
            if (of.By.ModalOrNone is { } form && form.Buttons.Contains("Start"))
                await InsistentPeople.Try(async () => await form.Press("Start"));
            await Leave(of.By);
        });
        return true;
    }

    /// <summary>Somebody looks at lists and forms; what they read is kept.</summary>
    async Task<bool> Look(int n)
    {
        var who = workspace.Member(n % 4 == 0 ? "ivy" : ChaosScene.Insiders[n % ChaosScene.Insiders.Length]);
        var random = new Random(n);
        await Alone(who, async _ =>
        {
            for (var i = 0; i < 3; i++)
            {
                var number = $"{1 + random.Next(deeds.Declared.Count + deeds.Alerted.Count + 1)}";
                var view = ChaosStep.Views[random.Next(ChaosStep.Views.Length)];
                await Opens(who, view.Replace("#", number, StringComparison.Ordinal));
                if (who.ModalOrNone is { } modal) deeds.Read.Enqueue((who, modal.Text));
                await Leave(who);
            }

            await InsistentPeople.Try(async () =>
            {
                if (await who.OpensHome(scene.App) is { } home) deeds.Read.Enqueue((who, home.Text));
            });
        });
        return true;
    }

    /// <summary>Whoever may do nothing tries it.</summary>
    async Task<bool> Outsider(int n)
    {
        var who = workspace.Member(ChaosScene.Outsiders[n % ChaosScene.Outsiders.Length]);
        await Alone(who, async _ =>
        {
            if (who.Messages().FirstOrDefault(m => m.Buttons.Count > 0) is { } seen)
                await InsistentPeople.Try(() => seen.Click(seen.Buttons[n % seen.Buttons.Count]));
            if (who.Person.IsStranger) return;
            await InsistentPeople.Try(() => who.Slash($"/incident n{n} of an outsider"));
            await Leave(who);
            await InsistentPeople.Try(() => who.Slash($"/followup outsider's number {n}"));
            await Leave(who);
            await InsistentPeople.Try(() => who.Says("#general", $"@{SampleWorkspace.DataGroup} an outsider's number {n}"));
        });
        return true;
    }

    Conversation? Public(int n) => Some(n, d => !d.IsPrivate) is { } of ? scene.People.Channel(of.Name) : null;

    Declared? Some(int n, Func<Declared, bool> fits)
    {
        var all = deeds.Declared.Where(d => d.Number is not null && fits(d)).ToList();
        return all.Count == 0 ? null : all[n % all.Count];
    }

    bool Sees(string who, string text) =>
        workspace.Member(who).Messages().Any(m => m.Text.Contains(text, StringComparison.Ordinal));

    /// <summary>Types it and waits a moment for what opens.</summary>
    async Task Opens(Member who, string line)
    {
        await Leave(who);
        await InsistentPeople.Try(() => who.Slash(line));
        await InsistentPeople.Try(() => workspace.Until(() => who.ModalOrNone, Glance));
    }

    static async Task Leave(Member who)
    {
        for (var i = 0; i < 3 && who.ModalOrNone is { } modal; i++)
            await InsistentPeople.Try(async () => await modal.CloseAll());
    }

    public void Dispose()
    {
        covering.Dispose();
        foreach (var turn in busy.Values) turn.Dispose();
    }

    async Task Alone(Member who, Func<CancellationToken, Task> act)
    {
        var turn = busy.GetOrAdd(who.Id, _ => new(1));
        await turn.WaitAsync(stop);
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
            patience.CancelAfter(Patience);
            await act(patience.Token);
        }
        finally
        {
            turn.Release();
        }
    }
}
