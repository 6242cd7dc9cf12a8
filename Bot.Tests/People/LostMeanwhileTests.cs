using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.Tests.People;

/// <summary>What somebody may do is decided where it is written, not where their form opened or their press was heard.</summary>
public sealed class LostMeanwhileTests
{
    [Fact]
    public async Task Who_becomes_a_guest_while_Slack_is_asked_about_others_changes_nothing()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        var form = (await Afternoon.Settings(afternoon.Ana)).ChoosePeople("Owners", "ana", "finn");
        await form;
        // Finn is asked for, which takes a while; what Slack says of Ana comes meanwhile.
        afternoon.Workspace.Faults.On("users.info").Delay(TimeSpan.FromSeconds(4));
        var sending = Send();
        while (afternoon.Get<OpenWork>().Count == 0) await Task.Delay(5, TestContext.Current.CancellationToken);
        await afternoon.Get<Database>().Change(tx => tx.Db.Execute("update people set guest = 1 where name = 'ana'"));
        Assert.False(sending.IsCompleted);
        await sending;
        Assert.Contains("Guests cannot use Data Responder", afternoon.Ana.Modal.Errors.Values.First(), StringComparison.Ordinal);
        Assert.Equal(1, Count("rotation_settings"));

        async Task Send() => await form.Submit();
        long Count(string from) =>
            afternoon.Get<Database>().Read(db => db.ExecuteScalar<long>($"select count(*) from {from}"));
    }

    [Fact]
    public async Task Who_is_no_admin_any_more_when_the_form_is_sent_changes_no_setting()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ivy.Slash("/incident settings");
        var form = afternoon.Ivy.Modal.Fill("Storm limit", "9");
        await form;
        afternoon.Workspace.People.Change("ivy", person => (person.IsAdmin, person.IsOwner) = (false, false));
        await afternoon.Settle();
        await form.Submit();
        Assert.Contains("Only admins change these settings", form.Errors.Values.Single(), StringComparison.Ordinal);
    }
}
