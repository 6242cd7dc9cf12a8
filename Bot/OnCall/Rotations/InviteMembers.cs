using System.Data;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.OnCall.Rotations;

/// <summary>
/// Brings the members of a rotation into the channel that it speaks in, since a message reaches only who is there. Each is
/// invited once ever to a channel: who leaves it stays out, and whoever joins the rotation later is invited then.
/// </summary>
public sealed class InviteMembers(Database database, SlackApi slack, RotationChannel channel)
{
    const int AtOnce = 100;

    public async Task Bring(string rotation, CancellationToken stop)
    {
        if (database.Read(db => RotationStore.FindEver(db, rotation)) is not { EndedAt: null } row) return;
        var where = await channel.Id(row, stop);
        foreach (var some in database.Read(db => Uninvited(db, row, where)).Chunk(AtOnce)) await Invite(where, some, stop);
    }

    static List<string> Uninvited(IDbConnection db, RotationRow row, string channel) =>
    [
        .. row.Rotation.Members.Except(Outsiders.All(db))
            .Except(db.Query<string>("select person from channel_members where channel = @channel", new { channel })),
    ];

    // Written down when it has happened: a repeat after a crash invites nobody a second time who is in already.
    async Task Invite(string channel, string[] people, CancellationToken stop)
    {
        var errors = await slack.Conversations.Invite(channel, people, force: true, stop);
        var refused = errors.ToDictionary(e => e.User, e => e.Error);
        await database.Change(tx => tx.Db.Execute(
            """
            insert into channel_members (channel, person, invited_at, trouble) values (@channel, @person, @Now, @trouble)
            on conflict (channel, person) do nothing
            """,
            people.Select(person => new { channel, person, tx.Now, trouble = refused.GetValueOrDefault(person) })));
    }
}
