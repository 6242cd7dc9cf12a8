using Bot.Incidents;
using Bot.People;
using Bot.Sandbox;
using Bot.Storage;

namespace Bot.Tests;

/// <summary>One person who tries all there is.</summary>
sealed class Walk(Afternoon afternoon, Member member)
{
    static readonly string[] Commands =
    [
        "/incident", "/incident list all", "/incident list closed", "/incident alerts", "/incident who", "/incident help",
        "/incident settings", "/incident setup", "/incident hooks", "/incident sources", "/incident routes",
        "/incident attributes", "/incident destinations", "/incident tokens", "/incident webhooks",
        "/incident warnings", "/incident flakes",
        "/incident review", "/incident update", "/incident resolve", "/incident reopen",
        "/incident status 3",
        "/incident update 3", "/incident resolve 4", "/incident timeline 1", "/incident 5", "/incident lead 3",
        "/incident expect 3", "/incident subscribe 3", "/incident subscribers 3", "/incident postmortem 4",
        "/incident reopen 2",
        "/cover", "/cover take", "/cover who", "/cover schedule", "/cover mine", "/cover requests", "/cover leave",
        "/cover holidays",
        "/cover calendar", "/cover fairness", "/cover word", "/cover rota", "/cover rota new", "/cover help",
        "/followup", "/followup 1", "/followup list", "/followup mine", "/followup help",
    ];

    readonly HashSet<string> pressed = [];

    public async Task Everything()
    {
        await Modals(await member.OpensHome(afternoon.App));
        foreach (var command in Commands) await Types(command);
    }

    /// <summary>What is new since, and the forms of what is urgent.</summary>
    public async Task Again()
    {
        var newest = afternoon.Get<Database>().Read(db => IncidentStore.Open(db, Viewer.Bot)[0].Number);
        foreach (var words in new[] { $"status {newest}", $"update {newest}" })
        {
            await member.Slash($"/incident {words}", "#data-team");
            await member.Modal.Close();
        }

        await Modals(await member.OpensHome(afternoon.App));
        foreach (var command in new[] { "/incident sev1 once more", $"/incident reopen {newest}", "/cover calendar" })
            await Types(command);
    }

    async Task Types(string command)
    {
        await member.Slash(command, "#data-team");
        await Modals(member.ModalOrNone);
        await Messages();
    }

    async Task Messages()
    {
        foreach (var message in member.Messages().Take(60).ToList())
            foreach (var button in message.Buttons)
            {
                if (IsEnd(button) || !pressed.Add(Kind(button)) || !message.Buttons.Contains(button)) continue;
                await message.Click(button);
                await Modals(member.ModalOrNone);
            }
    }

    /// <summary>Presses what is in a form, sends it as it is, and closes it.</summary>
    async Task Modals(Modal? modal)
    {
        for (var steps = 0; modal is not null && steps < 12; steps++)
        {
            var next = modal.Buttons.FirstOrDefault(b => !IsEnd(b) && pressed.Add($"{modal.Title} {Kind(b)}"));
            if (next is not null) await modal.Press(next);
            else if (modal.SubmitLabel is not null && pressed.Add($"{modal.Title} submit")) await modal.Submit();
            else if (modal.View.Type == "modal") await modal.Close();
            else return;
            modal = member.ModalOrNone;
        }
    }

    // What is gone shows nothing any more.
    static bool IsEnd(string button) => button is "Delete" or "Delete it";

    // "Call 👩 now" is one kind, whoever it names.
    static string Kind(string button) => string.Concat(button.Where(c => char.IsAscii(c) && char.IsLetter(c)).Take(12));
}
