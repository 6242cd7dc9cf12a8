namespace Bot.Tests.OnCall;

public sealed class InviteMembersTests
{
    [Fact]
    public async Task Members_are_invited_to_the_announcements_once_and_who_leaves_stays_out()
    {
        await using var afternoon = await CoverTests.Begin("2026-03-03T10:00Z", "ana", "ben");
        Assert.Equal(["ana", "ben"], Members(afternoon, "data-incidents"));
        Assert.Equal(1, Invitations(afternoon));
        await afternoon.Ben.Leaves("#data-incidents");
        await Save(afternoon, "ana", "ben", "chloe");
        Assert.Equal(["ana", "chloe"], Members(afternoon, "data-incidents"));
        await Save(afternoon, "ana", "chloe");
        await Save(afternoon, "ana", "chloe", "ben");
        await afternoon.Restart();
        Assert.Equal(["ana", "chloe"], Members(afternoon, "data-incidents"));
        Assert.Equal(2, Invitations(afternoon));
    }

    [Fact]
    public async Task A_channel_of_its_own_has_its_own_invitations()
    {
        await using var afternoon = await CoverTests.Begin("2026-03-03T10:00Z", "chloe", "dev");
        await (await Afternoon.Settings(afternoon.Ana)).ChooseChannel("Channel", "engineering").Submit();
        Assert.Superset(new HashSet<string> { "chloe", "dev" }, Members(afternoon, "engineering").ToHashSet());
        await afternoon.Dev.Leaves("#engineering");
        await Save(afternoon, "chloe", "dev", "emi");
        Assert.DoesNotContain("dev", Members(afternoon, "engineering"));
        Assert.Contains("emi", Members(afternoon, "engineering"));
        Assert.DoesNotContain("emi", Members(afternoon, "data-incidents"));
    }

    [Fact]
    public async Task An_invitation_whose_answer_was_lost_invites_nobody_a_second_time()
    {
        await using var afternoon = await Afternoon.Begin();
        afternoon.Workspace.Faults.On("conversations.invite").LoseResponse();
        await afternoon.Rotation("ana", "ben");
        Assert.Equal(["ana", "ben"], Members(afternoon, "data-incidents"));
        await afternoon.Ben.Leaves("#data-incidents");
        await afternoon.Restart();
        Assert.Equal(["ana"], Members(afternoon, "data-incidents"));
    }

    static async Task Save(Afternoon afternoon, params string[] members)
    {
        await (await Afternoon.Settings(afternoon.Ana)).ChoosePeople("Members", members).Submit();
        await afternoon.Ana.Modal.CloseAll();
    }

    static IEnumerable<string> Members(Afternoon afternoon, string channel) =>
        afternoon.Workspace.Conversations[channel].Members.Select(m => afternoon.Workspace.People[m])
            .Where(p => p.App is null).Select(p => p.Handle).Order();

    static int Invitations(Afternoon afternoon) => afternoon.Workspace.Log.Entries.Count(e => e.Name == "conversations.invite");
}
