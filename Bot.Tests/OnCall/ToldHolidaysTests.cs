using Bot.Sandbox;

namespace Bot.Tests.OnCall;

/// <summary>Whoever has other holidays because of somebody else reads what was changed, when it matters to them.</summary>
public sealed class ToldHolidaysTests
{
    [Fact]
    public async Task Whoever_gets_other_holidays_by_somebody_else_hears_all_of_it_at_once_as_their_hours_open()
    {
        await using var afternoon = await Begin();
        await New(afternoon.Ana, "US", "2026-05-25 Memorial Day\n2026-12-25 Christmas Day", "ben", "dev");
        Assert.Empty(Told(afternoon.Ben));
        await Through(afternoon, TimeSpan.FromHours(24));
        Assert.Equal(
            "@ana changed your holidays: US, next Mon 25 May Memorial Day. /cover holidays shows and changes them.",
            Assert.Single(Told(afternoon.Ben)));

        await Edit(afternoon.Ana, "2026-05-25 Memorial Day\n2026-07-03 Independence Day\n2026-12-25 Christmas Day");
        await Edit(afternoon.Ivy, "2026-07-03 Independence Day\n2026-12-24 Eve\n2026-12-25 Christmas Day");
        await Edit(afternoon.Ana, "2026-05-25 Memorial Day\n2026-07-03 Independence Day\n2026-12-25 Christmas Day");
        await Through(afternoon, TimeSpan.FromHours(24));
        Assert.Equal(
            "@ana and @ivy added Fri 3 Jul Independence Day to your holidays (US). /cover holidays shows and changes them.",
            Told(afternoon.Ben)[0]);
        Assert.Equal(2, Told(afternoon.Ben).Count);
        Assert.Empty(Told(afternoon.Ana));
    }

    [Fact]
    public async Task A_change_of_hours_within_a_day_is_told_at_once_and_what_is_put_back_never()
    {
        await using var afternoon = await Begin();
        await New(afternoon.Ana, "US", "2026-12-25 Christmas Day", "ben");
        await afternoon.Ana.Modal.Press("Edit");
        await afternoon.Ana.Modal.ChoosePeople("Whose holidays").Submit();
        await Through(afternoon, TimeSpan.FromHours(24));
        Assert.Empty(Told(afternoon.Ben));

        await afternoon.Ana.Modal.Press("Edit");
        await afternoon.Ana.Modal.ChoosePeople("Whose holidays", "ben").Submit();
        await Through(afternoon, TimeSpan.FromHours(24));
        Assert.Single(Told(afternoon.Ben));
        await Edit(afternoon.Ana, "2026-03-06 Snow\n2026-12-25 Christmas Day");
        Assert.Equal(
            "@ana added Fri 6 Mar Snow to your holidays (US). /cover holidays shows and changes them.", Told(afternoon.Ben)[0]);
        await Edit(afternoon.Ana, "2026-12-25 Christmas Day");
        Assert.Equal(
            "@ana took Fri 6 Mar Snow out of your holidays (US). /cover holidays shows and changes them.",
            Told(afternoon.Ben)[0]);
    }

    [Fact]
    public async Task Whoever_looked_at_their_holidays_and_changed_them_since_is_told_nothing()
    {
        await using var afternoon = await Begin();
        await New(afternoon.Ana, "US", "2026-12-25 Christmas Day", "ben");
        await afternoon.Ben.Slash("/cover holidays");
        await afternoon.Ben.Modal.Press("Not mine any more");
        await Through(afternoon, TimeSpan.FromHours(24));
        Assert.Empty(Told(afternoon.Ben));
    }

    static async Task<Afternoon> Begin()
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben", "dev");
        await afternoon.Ana.Modal.Close();
        return afternoon;
    }

    static async Task New(Member by, string name, string days, params string[] whose)
    {
        await by.Slash("/cover holidays");
        await by.Modal.Press("New list");
        await by.Modal.Fill("Name", name).Fill("Days", days).ChoosePeople("Whose holidays", whose).Submit();
    }

    static async Task Edit(Member by, string days)
    {
        await by.Slash("/cover holidays");
        await by.Modal.Press("Edit");
        await by.Modal.Fill("Days", days).Submit();
    }

    static async Task Through(Afternoon afternoon, TimeSpan span)
    {
        for (var passed = TimeSpan.Zero; passed < span; passed += TimeSpan.FromMinutes(30))
            await afternoon.Pass(TimeSpan.FromMinutes(30));
    }

    static List<string> Told(Member reader) =>
        [.. reader.Messages().Select(m => m.Text).Where(t => t.Contains("your holidays", StringComparison.Ordinal))];
}
