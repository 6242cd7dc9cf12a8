using System.Text;
using Bot.Domain.Incidents;
using Bot.Incidents;
using Bot.People;
using Bot.Postmortems;
using Bot.Sandbox;
using Bot.Storage;
using Bot.Tests.FollowUps;
using Bot.Tests.Incidents.Notices;
using Bot.Tests.Laws;

namespace Bot.Tests.Postmortems;

/// <summary>A Major incident that Ana has resolved on a Tuesday, of which a postmortem is owed.</summary>
static class PostmortemActs
{
    public const string Channel = Kept.Channel, Title = "Postmortem of INC-1", Major = "Major: wants somebody today";

    /// <summary>Of an app that has no canvases.</summary>
    public static string WithoutCanvases => Manifest.Text
        .Replace("      - canvases:read\n", "", StringComparison.Ordinal)
        .Replace("      - canvases:write\n", "", StringComparison.Ordinal);

    public static async Task<Afternoon> Resolved(string? manifest = null, string? severity = Major)
    {
        var afternoon = await Kept.Begin(severity, manifest);
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Ana.Resolves();
        return afternoon;
    }

    /// <summary>Somebody has started it.</summary>
    public static async Task<Afternoon> Started(string? manifest = null)
    {
        var afternoon = await Resolved(manifest);
        await afternoon.Ana.Sees("writes the postmortem of INC-1", Channel).Click("Start");
        return afternoon;
    }

    /// <summary>What is asked at the end of the incident is answered: nothing else is left.</summary>
    public static async Task Answers(this Member who, bool hasFollowUps = false)
    {
        await who.Sees("Before INC-1 closes", Channel).Click("Answer…");
        var form = who.Modal.Choose("Was data wrong or missing?", "No").Choose("Is it backfilled?", "Not needed")
            .Choose("Do its users know?", "Yes");
        await (hasFollowUps ? form : form.Tick("Nothing is left to do")).Submit();
    }

    public static async Task<Modal> Postmortem(this Member who, string words = "postmortem 1")
    {
        await who.Slash($"/incident {words}", "#data-team");
        return who.Modal;
    }

    public static PostmortemRow? Row(this Afternoon afternoon, long incident = 1) =>
        afternoon.Get<Database>().Read(db => PostmortemStore.Find(db, Viewer.Bot, incident));

    public static IncidentStatus Status(this Afternoon afternoon) =>
        afternoon.Get<Database>().Read(db => IncidentStore.Find(db, Viewer.Bot, 1)!).Status;

    public static Canvas Canvas(this Afternoon afternoon) => afternoon.Workspace.Canvases[Title];

    /// <summary>The newest Markdown file that somebody sees.</summary>
    public static string File(this Member who, string? channel = null) => Encoding.UTF8.GetString(
        who.Messages(channel).SelectMany(m => (SeenMessage[])[m, .. m.Replies]).First(m => m.Posted.Files.Count > 0)
            .Posted.Files[0].Bytes.Span);
}
