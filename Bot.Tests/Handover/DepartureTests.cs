namespace Bot.Tests.Handover;

/// <summary>It is a Tuesday, 10:00 in London. Ana made the rotation.</summary>
public sealed class DepartureTests
{
    [Fact]
    public async Task The_owner_is_told_once_and_reassigns_what_was_led()
    {
        await using var afternoon = await Begin();
        await afternoon.Chloe.Slash("/incident orders are late");
        await afternoon.Chloe.Modal.ChoosePeople("Lead", "ben").Submit();
        await afternoon.Chloe.Slash("/incident stock is wrong");
        await afternoon.Chloe.Modal.ChoosePeople("Lead", "ben").Submit();
        // What still waited for him would follow the rotation at the next look.
        await afternoon.Ben.Slash("/incident ack 1");
        await afternoon.Ben.Slash("/incident ack 2");
        afternoon.Workspace.People.Change("ben", ben => ben.Deleted = true);
        await afternoon.Settle();

        var told = afternoon.Ana.Sees("account was deactivated");
        Assert.Contains("Data responder: @ana is on call until Mon 9 Mar; the others", told.Text, StringComparison.Ordinal);
        Assert.Contains("They lead 2 open incidents:", told.Text, StringComparison.Ordinal);
        Assert.Null(afternoon.Chloe.Look("account was deactivated"));
        await told.Click("Reassign");
        Assert.Equal("@ana", afternoon.Ana.Modal.Value("New lead"));
        await afternoon.Ana.Modal.ChoosePeople("New lead", "chloe").Submit();
        afternoon.Chloe.Sees("Waits for chloe (chosen by ana)", "#inc-1-orders-are-late");
        afternoon.Chloe.Sees("Waits for chloe", "#inc-2-stock-is-wrong");
        Assert.Contains("They lead nothing that is open.", told.Text, StringComparison.Ordinal);
        Assert.Empty(told.Buttons);
        await afternoon.Pass(TimeSpan.FromHours(1));
        Assert.Single(afternoon.Ana.Messages(), m => m.Text.Contains("account was deactivated", StringComparison.Ordinal));
    }

    [Fact]
    public async Task At_night_the_owner_hears_of_it_when_hours_open()
    {
        await using var afternoon = await Begin();
        await afternoon.Until(At("2026-03-03T23:00Z"));
        afternoon.Workspace.People.Change("ben", ben => ben.Deleted = true);
        await afternoon.Settle();
        afternoon.Ana.DoesNotSee("account was deactivated");
        await afternoon.Until(At("2026-03-04T08:59Z"));
        afternoon.Ana.DoesNotSee("account was deactivated");
        await afternoon.Restart();
        await afternoon.Until(At("2026-03-04T09:00Z"));
        Assert.Empty(afternoon.Ana.Sees("account was deactivated").Buttons);
    }

    [Fact]
    public async Task An_owner_elsewhere_hears_of_it_when_their_own_hours_open()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ben.Slash("/cover rota");
        await (await afternoon.Ben.Modal.ChoosePeople("Members", "ana", "chloe", "ben").Press("More settings"))
            .Choose("Time zone", "Europe/London").Submit();
        // 05:00 in New York.
        afternoon.Workspace.People.Change("ana", ana => ana.Deleted = true);
        await afternoon.Settle();
        await afternoon.Until(At("2026-03-03T13:59Z"));
        afternoon.Ben.DoesNotSee("account was deactivated");
        await afternoon.Until(At("2026-03-03T14:00Z"));
        afternoon.Ben.Sees("account was deactivated");
    }

    [Fact]
    public async Task When_the_owner_goes_admins_are_told()
    {
        await using var afternoon = await Begin();
        afternoon.Workspace.People.Change("ana", ana => ana.Deleted = true);
        await afternoon.Settle();
        Assert.Contains("@ben is on call until", afternoon.Ivy.Sees("account was deactivated").Text, StringComparison.Ordinal);
        afternoon.Ben.DoesNotSee("account was deactivated");
        afternoon.Workspace.People.Change("ana", ana => ana.Deleted = false);
        await afternoon.Settle();
        afternoon.Ivy.Sees("ana is a member of this workspace again");
    }

    [Fact]
    public async Task An_admin_id_that_is_wrong_keeps_no_other_admin_from_hearing_of_it()
    {
        var settings = new Dictionary<string, string?>();
        await using var afternoon = await Afternoon.Begin(
            settings: settings, before: w => settings["ADMIN_USER_IDS"] = $"U0NOBODY00,{w.Member("ivy").Id}");
        await afternoon.Rotation("ana", "ben");
        afternoon.Workspace.People.Change("ana", ana => ana.Deleted = true);
        await afternoon.Settle();
        afternoon.Ivy.Sees("account was deactivated");
        await afternoon.Pass(TimeSpan.FromMinutes(2));
        Assert.Single(afternoon.Ivy.Messages(), m => m.Text.Contains("account was deactivated", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Somebody_who_had_nothing_goes_quietly_and_only_owners_reassign()
    {
        await using var afternoon = await Begin();
        await afternoon.Dev.Slash("/cover who");
        afternoon.Workspace.People.Change("dev", dev => dev.Deleted = true);
        await afternoon.Settle();
        afternoon.Ana.DoesNotSee("account was deactivated");
    }

    static async Task<Afternoon> Begin()
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben", "chloe");
        await afternoon.Ana.Modal.Close();
        return afternoon;
    }

    static DateTimeOffset At(string utc) => DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture);
}
