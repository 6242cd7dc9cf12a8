using static Bot.Tests.PullRequests.GitHubActs;

namespace Bot.Tests.PullRequests;

/// <summary>By what a pull request comes onto the card, and who puts it there. It is a Tuesday, and Ana is on call.</summary>
public sealed class AttachTests
{
    const string Said = "acme/dbt#12 stands on the card of INC-1 now.";

    static bool IsShown(Afternoon afternoon) => afternoon.Card().Text.Contains("acme/dbt#12", StringComparison.Ordinal);

    [Fact]
    public async Task A_guest_of_the_channel_attaches_nothing_and_reads_nothing()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Invites(Channel, "gus");
        var said = await afternoon.Gus.Says(Channel, $"maybe {Link}");
        await said.Edit($"maybe {Link}/files https://github.com/acme/dbt/pull/13");
        Assert.DoesNotContain("acme/dbt", afternoon.Card().Text, StringComparison.Ordinal);
        Assert.DoesNotContain(afternoon.Gus.Messages(Channel), m => m.IsEphemeral);
    }

    [Fact]
    public async Task Somebody_of_another_company_attaches_nothing_where_the_channel_is_shared_with_them()
    {
        await using var afternoon = await Begin();
        afternoon.Workspace.Conversations[Channel.TrimStart('#')].IsShared = true;
        await afternoon.Ana.Invites(Channel, "sam");
        await afternoon.Workspace.Member("sam").Says(Channel, $"maybe {Link}");
        Assert.DoesNotContain("acme/dbt", afternoon.Card().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_an_edit_adds_counts()
    {
        await using var afternoon = await Begin();
        var said = await afternoon.Ana.Says(Channel, "I opened a fix");
        await said.Edit($"I opened a fix: {Link}");
        Assert.True(IsShown(afternoon));
        await afternoon.Ana.Sees(Said).Click("Undo");
        // Slack edits a message as well, to show what stands behind its link.
        await said.Edit($"I opened a fix: {Link} at last");
        Assert.False(IsShown(afternoon));
    }

    [Fact]
    public async Task A_link_in_an_update_counts()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Slash("/incident update 1", Channel);
        await afternoon.Ana.Modal.Fill("What is new", $"The fix is in {Link}").Submit();
        Assert.True(IsShown(afternoon));
        await afternoon.Ana.Sees(Said).Click("Undo");
        Assert.False(IsShown(afternoon));
    }

    [Fact]
    public async Task A_link_in_what_fixed_it_counts()
    {
        await using var afternoon = await Begin();
        await afternoon.Resolves($"Cast by {Link}");
        Assert.True(IsShown(afternoon));
        afternoon.Ana.Sees(Said);
    }

    [Theory]
    [InlineData("acme/dbt#12")]
    [InlineData("1 acme/dbt#12")]
    [InlineData("github.com/acme/dbt/pull/12")]
    public async Task A_command_takes_the_short_name_too(string typed)
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Ana.Slash($"/incident pr {typed}", Channel);
        Assert.Null(afternoon.Ana.ModalOrNone);
        Assert.True(IsShown(afternoon));
    }

    [Fact]
    public async Task A_link_to_another_host_is_asked_for_again()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Ana.Slash("/incident pr git.example.com/acme/dbt/pull/12", Channel);
        afternoon.Ana.Sees("Paste the link of the pull request");
        Assert.Null(afternoon.Ana.ModalOrNone);
    }
}
