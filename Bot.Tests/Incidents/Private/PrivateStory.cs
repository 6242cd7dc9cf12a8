using Bot.Alerts;
using Bot.Incidents;
using Bot.People;
using Bot.Sandbox;
using Bot.Storage;
using Dapper;

namespace Bot.Tests.Incidents.Private;

/// <summary>
/// A private incident: Chloe has declared and leads it, Finn was picked. Ana is on call, Ben takes turns, Ivy is an admin; none
/// of them may know of it. It is a Tuesday.
/// </summary>
static class PrivateStory
{
    public const string Name = "Payroll is leaked", Channel = "#inc-1-payroll-is-leaked";

    public static async Task<Afternoon> Begin(string? manifest = null, Action<Workspace>? before = null, string[]? picked = null)
    {
        var afternoon = await Afternoon.Begin(manifest: manifest, before: before);
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Declares(Name, picked ?? ["finn"]);
        return afternoon;
    }

    /// <summary>Chloe declares something in private.</summary>
    public static async Task Declares(this Afternoon afternoon, string name, params string[] picked)
    {
        await (await Form(afternoon, name)).ChoosePeople("Who else sees it", picked).Submit();
        await afternoon.Chloe.Modal.CloseAll();
    }

    public static async Task<Modal> Form(Afternoon afternoon, string name)
    {
        await afternoon.Chloe.Slash($"/incident declare {name}", "#general");
        return await afternoon.Chloe.Modal.Tick("Private: only those named see it");
    }

    /// <summary>Nothing that somebody can read gives away that there is such a thing.</summary>
    public static void KnowsNothing(this Member member)
    {
        foreach (var word in (string[])["ayroll", "INC-1", "inc-1-"]) member.DoesNotSee(word);
    }

    /// <summary>All who do not belong to it know nothing.</summary>
    public static void NobodyElseKnows(this Afternoon afternoon)
    {
        foreach (var member in (Member[])[afternoon.Ana, afternoon.Ben, afternoon.Ivy, afternoon.Gwen]) member.KnowsNothing();
    }

    /// <summary>Who is in a channel, but for the bot.</summary>
    public static IEnumerable<string> People(this Afternoon afternoon, string channel) =>
        afternoon.Workspace.Conversations[channel.TrimStart('#')].Members.Where(id => id != afternoon.App.BotUser.Id)
            .Select(id => afternoon.Workspace.Member(id).Person.Handle).Order(StringComparer.Ordinal);

    public static SeenMessage Card(this Afternoon afternoon, Member reader, string channel = Channel) =>
        Assert.Single(reader.Messages(channel), m => m.IsPinned);

    public static bool Sees(this Afternoon afternoon, Member member, long number = 1) => afternoon.Get<Database>().Read(db =>
        IncidentStore.Find(db, Viewer.Of(member.Id), number) is not null);

    /// <summary>An incident that everybody saw is private from now on, and these see it.</summary>
    public static async Task TurnsPrivate(this Afternoon afternoon, long number, params Member[] inside)
    {
        await afternoon.Get<Database>().Change(tx =>
        {
            tx.Db.Execute("update incidents set private = 1 where number = @number", new { number });
            foreach (var member in inside) InviteStore.Invite(tx, number, member.Id, "may see it", tx.Now);
            tx.WakeHomes();
        });
        await afternoon.Settle();
    }

    /// <summary>A job failed.</summary>
    public static object Job(string job, string? key = null, string status = "firing") => new
    {
        title = $"{job} failed",
        status,
        deduplication_key = key ?? job,
        metadata = new { job, branch = "main" },
    };

    /// <summary>What became of the alerts that came, the first first.</summary>
    public static List<AlertRow> Decisions(Afternoon afternoon) => afternoon.Get<Database>().Read(db =>
        AlertStore.Latest(db, Viewer.Bot, 50)).AsEnumerable().Reverse().ToList();
}
