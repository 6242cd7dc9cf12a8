namespace Bot.Sandbox.Seed;

/// <summary>How hours change hands in one week of the demo: asked and taken, declined, by word, or cancelled again.</summary>
sealed class CoverStory(Workspace workspace, int week)
{
    const string Asks = "asks for cover";
    string? asker;

    public static string Responder(Workspace workspace, string group) =>
        workspace.Groups.Find(group)?.Members is [var first, ..] ? workspace.People[first].Handle : "ana";

    public async Task Ask()
    {
        if (week % 4 == 2)
        {
            await ByWord();
            return;
        }
        asker = Responder(workspace, SampleWorkspace.DataGroup);
        await Ask(asker, week % 4 == 1 ? "Rest of this week" : "Today", week % 3 == 0 ? "School is closed" : null);
    }

    public async Task Answer()
    {
        if (asker is null) return;
        if (week % 6 == 4)
        {
            await workspace.Member(asker).Slash("/cover requests", "#data-team");
            await workspace.Member(asker).Sees("Cancel the request").Click("Cancel the request");
            return;
        }
        var asked = SampleWorkspace.DataTeam.Where(who => who != asker).Select(workspace.Member).Where(Waits).ToList();
        if (asked.Count == 0) return;
        if (week % 2 == 1) await Newest(asked[0]).Click("Can't");
        var taker = asked[week % 2 == 1 && asked.Count > 1 ? 1 : 0];
        if (Waits(taker)) await Newest(taker).Click("I take it");
    }

    /// <summary>Two colleagues have agreed in the corridor; one of them writes it down.</summary>
    async Task ByWord()
    {
        var away = Responder(workspace, SampleWorkspace.DataGroup);
        var taker = workspace.Member(SampleWorkspace.DataTeam.First(who => who != away));
        await taker.Slash("/cover take", "#data-team");
        await Hours(taker.Modal, "Today");
        await taker.Modal.Fill("Why", $"Agreed with {workspace.People[away].RealName.Split(' ')[0]}").Submit();
        if (taker.ModalOrNone is { } left) await left.CloseAll();
    }

    public async Task Engineers()
    {
        var asker = Responder(workspace, SampleWorkspace.EngineersGroup);
        await Ask(asker, "Today", null);
        var taker = SampleWorkspace.Engineers.Where(who => who != asker).Select(workspace.Member).FirstOrDefault(Waits);
        if (taker is not null) await Newest(taker).Click("I take it");
    }

    /// <summary>Whoever is next asks for the whole of a shift that is still to come, and nobody has answered yet.</summary>
    public Task AskAhead()
    {
        var now = Responder(workspace, SampleWorkspace.DataGroup);
        var next = SampleWorkspace.DataTeam[(Array.IndexOf(SampleWorkspace.DataTeam, now) + 1) % SampleWorkspace.DataTeam.Length];
        return Ask(next, "Whole shift", "Moving house");
    }

    /// <summary>Whoever hands over next writes what the next one is to know.</summary>
    public async Task LeaveWord()
    {
        var goes = workspace.Member(Responder(workspace, SampleWorkspace.DataGroup));
        await goes.Slash("/cover word", "#data-team");
        // Whose hours somebody else ends has nothing to hand over.
        if (goes.ModalOrNone is { SubmitLabel: not null } form)
            await form.Fill(form.Fields[0],
                "The refunds backfill is half done: the rest runs on Tuesday night.\n"
                    + "FX rates fail now and then and are well again by themselves; Finn has asked the provider.").Submit();
    }

    async Task Ask(string who, string hours, string? why)
    {
        var asker = workspace.Member(who);
        await asker.Slash("/cover", "#data-team");
        await Hours(asker.Modal, hours);
        if (why is not null) await asker.Modal.Fill("Why", why);
        await asker.Modal.Submit();
        if (asker.ModalOrNone is { } left) await left.CloseAll();
    }

    static async Task Hours(Modal form, string hours)
    {
        if (form.Options("Hours").Contains(hours)) await form.Choose("Hours", hours);
    }

    bool Waits(Member member) => member.Messages().Any(IsOpen);

    static SeenMessage Newest(Member member) => member.Messages().First(IsOpen);

    static bool IsOpen(SeenMessage message) =>
        message.Buttons.Contains("I take it") && message.Text.Contains(Asks, StringComparison.Ordinal);
}
