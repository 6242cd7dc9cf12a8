using Bot.People;
using Bot.Storage;

namespace Bot.Tests.People;

/// <summary>Who is called and told as an admin is who is one now.</summary>
public sealed class AdminsTests
{
    [Theory]
    [InlineData("named", "ivy")]
    [InlineData("handed over", "gwen")]
    [InlineData("made", "gwen,ivy")]
    public async Task Whoever_is_an_admin_now_is_known_within_five_minutes(string how, string now)
    {
        await using var afternoon = await Begin(how == "named");
        if (how == "named") afternoon.Workspace.People.Change("finn", p => p.Deleted = true);
        else afternoon.Workspace.People.Change("gwen", p => p.IsAdmin = true);
        if (how == "handed over") afternoon.Workspace.People.Change("ivy", p => (p.IsAdmin, p.IsOwner) = (false, false));
        await afternoon.Settle();
        for (var minute = 0; minute < 5; minute++) await afternoon.Pass(TimeSpan.FromMinutes(1));
        var known = afternoon.Get<Database>().Read(
            db => Admins.All(db).Select(id => Bot.People.Person.Find(db, id)!.Handle).ToList());
        Assert.Equal(now, string.Join(',', known.Order()));
    }

    [Fact]
    public async Task Trouble_is_told_to_an_admin_who_is_there_where_the_named_one_has_left()
    {
        await using var afternoon = await Begin(isNamed: true);
        afternoon.Workspace.People.Change("finn", p => p.Deleted = true);
        await afternoon.Settle();
        afternoon.Workspace.Policies.BotsUnarchive = false;
        await afternoon.Ivy.Joins("#data-incidents");
        await afternoon.Ivy.Archives("#data-incidents");
        for (var minute = 0; minute < 30; minute++) await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Contains(afternoon.Ivy.Messages(), m =>
            m.Channel == "(direct)" && m.Text.Contains("Data Responder needs an admin", StringComparison.Ordinal));
    }

    static async Task<Afternoon> Begin(bool isNamed)
    {
        var settings = new Dictionary<string, string?>();
        var afternoon = await Afternoon.Begin(settings: settings, before: workspace =>
        {
            if (isNamed) settings["ADMIN_USER_IDS"] = workspace.People["finn"].Id;
        });
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        return afternoon;
    }
}
