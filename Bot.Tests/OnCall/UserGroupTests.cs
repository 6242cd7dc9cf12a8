using Bot.Domain.OnCall;
using Bot.OnCall.Keep;
using Bot.OnCall.Rows;
using Bot.Sandbox;
using Bot.Storage;
using Bot.Tests.Laws;

namespace Bot.Tests.OnCall;

public sealed class UserGroupTests
{
    static readonly string[] GroupChanges =
        ["usergroups.create", "usergroups.update", "usergroups.users.update", "usergroups.enable", "usergroups.disable"];

    [Fact]
    public async Task The_group_is_made_once_and_named_after_the_rotation()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        var group = afternoon.Workspace.Groups["@data-responder"];
        Assert.Equal(("Data responder", "Whoever is on call. Kept by Data Responder."), (group.Name, group.Description));
        await afternoon.Restart();
        await afternoon.Pass(TimeSpan.FromHours(5));
        Assert.Equal(["usergroups.create", "usergroups.users.update"], Calls(afternoon));
    }

    [Fact]
    public async Task Drift_is_repaired_at_once_when_Slack_tells_of_it_and_at_start()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        var group = afternoon.Workspace.Groups["@data-responder"];
        await afternoon.Ivy.SetsGroup("@data-responder", "ivy", "finn");
        Assert.Equal([afternoon.Ana.Id], group.Members);

        await afternoon.Stop();
        await afternoon.Ivy.SetsGroup("@data-responder", "ivy");
        await afternoon.Start();
        Assert.Equal([afternoon.Ana.Id], group.Members);
    }

    [Fact]
    public async Task Drift_that_Slack_does_not_tell_of_is_repaired_within_fifteen_minutes()
    {
        var deaf = Manifest.Text.Replace("      - subteam_members_changed\n", "", StringComparison.Ordinal);
        await using var afternoon = await Afternoon.Begin(manifest: deaf);
        await afternoon.Rotation("ana", "ben");
        var group = afternoon.Workspace.Groups["@data-responder"];
        await afternoon.Ivy.SetsGroup("@data-responder", "ivy");
        Assert.Equal([afternoon.Ivy.Id], group.Members);
        await afternoon.Pass(TimeSpan.FromMinutes(15));
        Assert.Equal([afternoon.Ana.Id], group.Members);
    }

    [Fact]
    public async Task A_create_whose_answer_was_lost_makes_no_second_group()
    {
        await using var afternoon = await Afternoon.Begin();
        afternoon.Workspace.Faults.On("usergroups.create").LoseResponse();
        await afternoon.Rotation("ana", "ben");
        Assert.Equal([afternoon.Ana.Id], afternoon.Workspace.Groups["@data-responder"].Members);
        Assert.Equal(["usergroups.create", "usergroups.users.update"], Calls(afternoon));
    }

    [Fact]
    public async Task A_create_that_Slack_carries_out_late_makes_no_second_group()
    {
        await using var afternoon = await Afternoon.Begin();
        afternoon.Workspace.Faults.On("usergroups.create").ExecuteLate(TimeSpan.FromMilliseconds(320));
        await afternoon.Rotation("ana", "ben");
        Assert.Equal([afternoon.Ana.Id], afternoon.Workspace.Groups["@data-responder"].Members);
        Assert.Equal(2, afternoon.Workspace.Groups.All.Count);
    }

    [Fact]
    public async Task A_name_that_another_group_has_is_told_apart_by_the_handle()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/cover rota");
        await afternoon.Ana.Modal.Fill("Name", "On-call engineers").ChoosePeople("Members", "ana").Submit();
        Assert.Equal("On-call engineers (data-responder)", afternoon.Workspace.Groups["@data-responder"].Name);
    }

    [Fact]
    public async Task A_handle_that_a_channel_has_is_refused_with_what_to_do()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/cover rota");
        await (await afternoon.Ana.Modal.ChoosePeople("Members", "ana").Press("More settings"))
            .Choose("User group", "@data-team").Submit();
        await afternoon.Ana.Slash("/cover who");
        afternoon.Ana.Sees(
            "@data-team is not kept up to date. The handle belongs to another group, channel or person in Slack: choose another "
                + "in /cover rota");
    }

    [Fact]
    public async Task Where_only_admins_manage_groups_everything_else_works_and_the_line_says_what_to_do()
    {
        await using var afternoon = await Afternoon.Begin(before: w => w.Policies.Groups = GroupPolicy.AdminsOnly);
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Joins("#data-incidents");
        Assert.Null(afternoon.Workspace.Groups.Find("@data-responder"));
        var line = afternoon.Ana.Sees("@ana is on call until");
        Assert.Contains(
            "@data-responder is not kept up to date. Only admins may change user groups", line.Text, StringComparison.Ordinal);
        Assert.Contains("SLACK_GROUPS_TOKEN", line.Text, StringComparison.Ordinal);
        await afternoon.Ben.Slash("/cover who");
        Assert.Contains("SLACK_GROUPS_TOKEN", afternoon.Ben.Sees("is on call until").Text, StringComparison.Ordinal);

        afternoon.Workspace.Policies.Groups = GroupPolicy.Everyone;
        await afternoon.Pass(TimeSpan.FromMinutes(15));
        Assert.Equal([afternoon.Ana.Id], afternoon.Workspace.Groups["@data-responder"].Members);
        Assert.DoesNotContain("SLACK_GROUPS_TOKEN", line.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_an_admins_token_for_groups_the_policy_is_met()
    {
        Dictionary<string, string?> settings = [];
        await using var afternoon = await Afternoon.Begin(
            before: w => w.Policies.Groups = GroupPolicy.AdminsOnly, settings: settings);
        settings["SLACK_GROUPS_TOKEN"] = afternoon.App.GroupsToken;
        await afternoon.Restart();
        afternoon.Workspace.Faults.On("usergroups.create").LoseResponse();
        await afternoon.Rotation("ana", "ben");
        Assert.Equal([afternoon.Ana.Id], afternoon.Workspace.Groups["@data-responder"].Members);
        Assert.Equal(afternoon.Ivy.Id, afternoon.Workspace.Groups["@data-responder"].CreatedBy);
        await afternoon.Until(new DateTimeOffset(2026, 3, 9, 9, 0, 0, TimeSpan.Zero));
        Assert.Equal([afternoon.Ben.Id], afternoon.Workspace.Groups["@data-responder"].Members);
    }

    [Fact]
    public async Task On_a_free_plan_the_form_opens_and_the_rotation_works()
    {
        await using var afternoon = await Afternoon.Begin(before: w => w.Policies.Groups = GroupPolicy.FreePlan);
        await afternoon.Ana.Slash("/cover rota");
        Assert.Contains("User groups need a paid Slack plan.", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        await (await afternoon.Ana.Modal.ChoosePeople("Members", "ana", "ben").Press("More settings"))
            .Choose("User group", "No user group").Submit();
        await afternoon.Ana.Slash("/cover who");
        afternoon.Ana.DoesNotSee("paid");
        Assert.Empty(Calls(afternoon));
    }

    [Theory]
    [InlineData("The next responder", "ben")]
    [InlineData("The last responder", "ana")]
    [InlineData("Named people", "emi")]
    public async Task Out_of_hours_the_group_names_whom_the_form_says(string choice, string who)
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/cover rota");
        await (await afternoon.Ana.Modal.ChoosePeople("Members", "ana", "ben").Press("More settings"))
            .Choose("Named out of hours", choice);
        if (who == "emi") await afternoon.Ana.Modal.ChoosePeople("Named people", "emi");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Until(new DateTimeOffset(2026, 3, 6, 17, 0, 0, TimeSpan.Zero));
        Assert.Equal([afternoon.Workspace.Member(who).Id], afternoon.Workspace.Groups["@data-responder"].Members);
        await afternoon.Ana.Slash("/cover who");
        afternoon.Ana.Sees("Out of hours now; hours open Mar 9 at 1:00 PM, with @ben.");
    }

    [Fact]
    public async Task Hours_over_midnight_keep_the_night_person_in_the_group_until_morning()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/cover rota");
        await (await afternoon.Ana.Modal.ChoosePeople("Members", "ana", "ben")
            .Choose("Hand-off", "Every day 09:00").Press("More settings"))
            .PickTime("From", "22:00").PickTime("To", "06:00").Submit();
        var group = afternoon.Workspace.Groups["@data-responder"];
        await afternoon.Until(new DateTimeOffset(2026, 3, 4, 5, 59, 0, TimeSpan.Zero));
        Assert.Equal([afternoon.Ana.Id], group.Members);
        await afternoon.Ana.Slash("/cover who");
        afternoon.Ana.Sees("In hours until today at 6:00 AM.");
        await afternoon.Until(new DateTimeOffset(2026, 3, 4, 6, 0, 0, TimeSpan.Zero));
        Assert.Equal([afternoon.Ben.Id], group.Members);
    }

    [Fact]
    public async Task Our_own_changes_come_back_as_events_and_ask_Slack_nothing()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Until(new DateTimeOffset(2026, 3, 6, 17, 0, 0, TimeSpan.Zero));
        Assert.Equal([afternoon.Ben.Id], afternoon.Workspace.Groups["@data-responder"].Members);
        // The one look is the poll's, which came due on the way.
        Assert.Single(afternoon.Workspace.Log.Entries, e => e.Name == "usergroups.users.list");
    }

    [Fact]
    public async Task Who_was_deactivated_while_on_call_is_replaced_in_the_group_and_takes_turns_again_once_back()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        afternoon.Workspace.People.Change("ana", ana => ana.Deleted = true);
        await afternoon.Settle();
        Assert.Equal([afternoon.Ben.Id], afternoon.Workspace.Groups["@data-responder"].Members);
        afternoon.Workspace.People.Change("ana", ana => ana.Deleted = false);
        await afternoon.Until(new DateTimeOffset(2026, 3, 9, 10, 0, 0, TimeSpan.Zero));
        Assert.Equal([afternoon.Ben.Id], afternoon.Workspace.Groups["@data-responder"].Members);
        await afternoon.Until(new DateTimeOffset(2026, 3, 16, 10, 0, 0, TimeSpan.Zero));
        Assert.Equal([afternoon.Ana.Id], afternoon.Workspace.Groups["@data-responder"].Members);
    }

    [Fact]
    public async Task Ten_changes_at_once_are_few_calls_and_ten_that_change_nothing_are_none()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        var (database, group, before) = (
            afternoon.Get<Database>(), afternoon.Workspace.Groups["@data-responder"], Calls(afternoon).Count);
        group.Description = "Changed by hand";
        var row = database.Read(db => RotationStore.All(db, afternoon.Clock.GetUtcNow()))[0];
        await Task.WhenAll(
            Enumerable.Range(0, 10).Select(
                i => database.Change(tx => KeepShifts.Save(tx, row.Rotation with { Name = $"Name {i}" }, row.MadeBy))));
        await afternoon.Settle();
        Assert.Equal(before, Calls(afternoon).Count);

        // Each takes over from the one before: ana, ben, chloe, ben, … The first call is slow, so that the others are made
        // meanwhile.
        afternoon.Workspace.Faults.On("usergroups.users.update").Delay(TimeSpan.FromSeconds(1));
        var hours = new Stretch(afternoon.Clock.GetUtcNow(), afternoon.Clock.GetUtcNow().AddHours(3));
        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => database.Change(tx => KeepCovers.Make(
            tx, row,
            new()
            {
                Hours = hours,
                Away = i == 0 ? afternoon.Ana.Id : Odd(i - 1).Id,
                Covering = Odd(i).Id,
                By = row.MadeBy,
            }))));
        await afternoon.Settle();
        Assert.Equal([Odd(9).Id], group.Members);
        Assert.InRange(Calls(afternoon).Count - before, 1, 3);
        Assert.Equal("Changed by hand", group.Description);

        Member Odd(int i) => i % 2 == 0 ? afternoon.Ben : afternoon.Chloe;
    }

    [Fact]
    public async Task A_refusal_is_in_the_daily_trouble_message_until_it_is_cured()
    {
        await using var afternoon = await Afternoon.Begin(before: w => w.Policies.Groups = GroupPolicy.AdminsOnly);
        await afternoon.Rotation("ana", "ben");
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        await afternoon.Ana.Joins("#data-incidents");
        Assert.Contains(
            "usergroups.create: permission_denied", afternoon.Ana.Sees("Data Responder needs an admin.").Text,
            StringComparison.Ordinal);
        await afternoon.Pass(TimeSpan.FromHours(5));
        Assert.Single(
            afternoon.Ana.Messages("#data-incidents"), m => m.Text.Contains("needs an admin", StringComparison.Ordinal));

        afternoon.Workspace.Policies.Groups = GroupPolicy.Everyone;
        await afternoon.Pass(TimeSpan.FromMinutes(15));
        Assert.Equal([afternoon.Ana.Id], afternoon.Workspace.Groups["@data-responder"].Members);
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        await afternoon.Pass(TimeSpan.FromDays(1));
        Assert.DoesNotContain(
            afternoon.Ana.Messages("#data-incidents"), m => m.Text.Contains("needs an admin", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_rotations_may_keep_one_group()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        await afternoon.Finn.Slash("/cover rota new");
        await (await afternoon.Finn.Modal.ChoosePeople("Members", "finn", "gwen").Press("More settings"))
            .Choose("User group", "@data-responder").Submit();
        Assert.Equal(
            new[] { afternoon.Ana.Id, afternoon.Finn.Id }.Order(), afternoon.Workspace.Groups["@data-responder"].Members.Order());
    }

    static List<string> Calls(Afternoon afternoon) =>
        [.. afternoon.Workspace.Log.Entries.Where(e => GroupChanges.Contains(e.Name)).Select(e => e.Name)];
}
