using Bot.Sandbox;

namespace Bot.Tests.Incidents;

/// <summary>
/// Two rotations: Data responder (Ana, Chloé; Ana's, nine to five in London, the engineers at night) and Analytics (Dev, Finn;
/// Dev's and Chloé's, nine to five in Kolkata, the night watch at night, which is Ben). At 10:00 in London both have their hours.
/// </summary>
static class TwoTeams
{
    public const string Minor = "Minor: can wait for working hours", Major = "Major: wants somebody today",
        Critical = "Critical: wants somebody now";

    public static async Task<Afternoon> Begin(params string[] analysts)
    {
        var afternoon = await Afternoon.Begin(before: w => w.Do(() => w.Groups.Create(
            w.People["ivy"], "Night watch", "night-watch", group => group.Members = [w.People["ben"].Id])));
        await Make(afternoon, afternoon.Ana, "Data responder", ["ana", "chloe"], "on-call-engineers");
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        await Make(afternoon, afternoon.Dev, "Analytics", analysts.Length > 0 ? analysts : ["dev", "finn"], "night-watch");
        return afternoon;
    }

    public static async Task Make(Afternoon afternoon, Member owner, string name, string[] members, string? night = null)
    {
        await owner.Slash("/cover rota new");
        var form = await owner.Modal.Fill("Name", name).ChoosePeople("Members", members).Press("More settings");
        if (owner == afternoon.Dev) form = form.ChoosePeople("Owners", "chloe");
        if (night is not null) form = form.Choose("Called out of hours", night);
        if (name != "Data responder") form = form.Choose("User group", "No user group");
        await form.Submit();
        Assert.Empty(owner.Modal.Errors);
        await owner.Modal.CloseAll();
    }

    public static async Task DeclaresFor(this Member by, string what, string severity, string? team = null)
    {
        await by.Slash($"/incident {what}");
        var form = by.Modal.Choose("Severity", severity);
        if (team is not null) form = form.Choose("Team", team);
        await form.Submit();
        await by.Modal.Close();
    }

    public static async Task Moves(this Member by, long number, string team)
    {
        await by.Slash($"/incident status {number}");
        await by.Modal.Choose("Team", team).Submit();
        Assert.Null(by.ModalOrNone);
    }

    public static SeenMessage Card(this Afternoon afternoon, string channel) =>
        Assert.Single(afternoon.Gwen.Messages(channel), m => m.IsPinned);

    /// <summary>Who was mentioned or written to about an incident, in the order in which it happened.</summary>
    public static List<string> Called(this Afternoon afternoon, long number) =>
    [
        .. afternoon.Workspace.Notifications.Where(n => n.Message.Text.StartsWith($"INC-{number} ", StringComparison.Ordinal))
            .Select(n => n.Person.Handle),
    ];
}
