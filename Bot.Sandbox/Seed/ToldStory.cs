using System.Text;
using System.Text.RegularExpressions;

namespace Bot.Sandbox.Seed;

/// <summary>One incident while it is acted: which channel it got, who leads it.</summary>
sealed partial class ToldStory(Workspace workspace, SeedBot bot, Story story, int number)
{
    const string ChangeChoice = "Change status, severity, lead…";
    const string Answer = "Answer…";
    static readonly string[] Nods = ["+1", "eyes", "pray", "tada", "white_check_mark"];
    string? channel;
    SeenMessage? talk;

    public async Task Begin()
    {
        var before = Channels();
        if (story.Job is not null) await Fire();
        else await Declare();
        channel = Channels().Except(before).FirstOrDefault();
    }

    public Task Fire() => bot.Alert(SeedAlert.Body(story.Job!, story.Says, "firing", impact: story.Impact));

    public Task Pass() => bot.Alert(SeedAlert.Body(story.Job!, story.Says, "resolved", impact: story.Impact));

    async Task Declare()
    {
        var by = workspace.Member(story.By!);
        await by.Slash($"/incident {story.Name}", "#data-team");
        await by.Modal.Fill("What is known", story.Known).Choose("Severity", story.Severity);
        if (story.Affected is { } affected) await by.Modal.Choose("Who is affected", affected);
        await by.Modal.Submit();
        if (by.ModalOrNone is { } said) await said.CloseAll();
    }

    public async Task TakeOn()
    {
        var lead = Lead();
        if (Card(lead).Buttons.Contains("I'm on it")) await Card(lead).Click("I'm on it");
        if (story.Job is null || (story.Severity == "Minor" && story.Affected is null)) return;
        await Card(lead).Choose("…", ChangeChoice);
        await lead.Modal.Choose("Severity", story.Severity);
        if (story.Affected is { } affected) await lead.Modal.Choose("Who is affected", affected);
        await lead.Modal.Submit();
    }

    public async Task Talk(string line)
    {
        var (who, text) = Split(line);
        var member = workspace.Member(who);
        await member.Joins(Channel);
        if (text.Contains("in the file", StringComparison.Ordinal))
            talk = await member.Uploads(
                Channel, "affected-customers.csv", Encoding.UTF8.GetBytes("customer_id,sent_at\n10021,2026-09-30T07:00:00Z\n"),
                text);
        else if (talk is null) talk = await member.Says(Channel, text);
        else await talk.Reply(text);
    }

    public async Task Update(string text)
    {
        var lead = Lead();
        await Card(lead).Click("Update");
        await lead.Modal.Fill("What is new", text).Submit();
        if (this.talk is { } talk && number % 2 == 0) await lead.Sees(talk.Text, Channel).React(Nods[number % Nods.Length]);
    }

    /// <summary>What is left to do is written down: by words, or by an emoji under what somebody wrote.</summary>
    public async Task Leave(string line)
    {
        var (who, text) = Split(line);
        var lead = Lead();
        if (talk is not null && talk.Text.Contains(text, StringComparison.Ordinal))
            await workspace.Member(who).Sees(text, Channel).React("fast_forward");
        else await lead.Slash($"/followup {text} @{who}", Channel);
    }

    /// <summary>Whoever owns it says that it is done, or why nobody does it.</summary>
    public async Task End(string line, string word)
    {
        var (who, text) = Split(line);
        var owner = workspace.Member(who);
        await owner.Slash("/followup mine", "#data-team");
        var listed = owner.Sees(text).Text.Split('\n').First(each => each.Contains(text, StringComparison.Ordinal));
        var number = NumberIn().Match(listed).Value;
        await owner.Slash($"/followup {word.Replace("#", number, StringComparison.Ordinal)}", "#data-team");
    }

    static (string Who, string Text) Split(string line) =>
        line.Split(": ", 2) is [var who, var text] ? (who, text) : throw new SandboxException($"Nobody says “{line}”.");

    public async Task Finish()
    {
        var lead = Lead();
        if (story.Declined is { } why)
        {
            await Card(lead).Choose("…", ChangeChoice);
            await lead.Modal.Choose("Status", "Declined").Fill("Why", why).Submit();
            return;
        }
        await Card(lead).Click("Resolve");
        await lead.Modal.Fill("What fixed it", story.Fix).Submit();
        var thanks = workspace.Member(SampleWorkspace.DataTeam[number % SampleWorkspace.DataTeam.Length]);
        await Card(thanks).React(Nods[(number + 3) % Nods.Length]);
    }

    /// <summary>What is asked after the end: one press of what was small, a form of all else.</summary>
    public async Task Close()
    {
        var lead = Lead();
        if (lead.Look("What was it?", Channel) is { } small)
            await small.Click(number % 5 == 4 ? "Expected" : "Fixed");
        else if (lead.Look(Answer, Channel) is { } asked)
        {
            await asked.Click(Answer);
            var isFelt = story.Affected is not null;
            await lead.Modal.Choose("Was data wrong or missing?", isFelt ? "Yes" : "No")
                .Choose("Is it backfilled?", isFelt ? "Yes" : "Not needed")
                .Choose("Do its users know?", isFelt ? "Yes" : "Nobody has to");
            if (story.Left.Length == 0) await lead.Modal.Tick("Nothing is left to do");
            await lead.Modal.Submit();
        }
    }

    // What fails at night gets its channel in the morning; what failed lately goes on in its old one.
    string Channel => channel ??= Channels()
        .LastOrDefault(name => story.Job is { } job && name.Contains(job.Replace('_', '-'), StringComparison.Ordinal))
            ?? throw new SandboxException($"{story.Job ?? story.Name} has no channel.");

    SeenMessage Card(Member member) => member.Messages(Channel).FirstOrDefault(message => message.IsPinned)
        ?? throw new SandboxException($"{Channel} has no pinned card.");

    /// <summary>Whom the card names; else whoever is on call.</summary>
    Member Lead()
    {
        var named = Named().Match(Card(workspace.Member("ana")).Text);
        var lead = named.Success ? workspace.People.All.FirstOrDefault(p => p.DisplayName == named.Groups[1].Value) : null;
        return workspace.Member(lead?.Handle ?? CoverStory.Responder(workspace, SampleWorkspace.DataGroup));
    }

    List<string> Channels() =>
        [.. workspace.Conversations.All.Where(each => each.Name.StartsWith("inc-", StringComparison.Ordinal))
        .OrderBy(each => each.Created).Select(each => $"#{each.Name}")];

    [GeneratedRegex(@"(?<=#)[0-9]+")]
    private static partial Regex NumberIn();

    [GeneratedRegex(@"(?:Lead:|Waits for) (\p{L}+)")]
    private static partial Regex Named();
}
