using System.Data;
using Bot.People;

namespace Bot.Incidents;

/// <summary>
/// Where what is private may be posted, asked as each message goes out: in its channel, and in private to those inside. It may
/// have become private since somebody decided what to post, and where.
/// </summary>
static class RightPlace
{
    /// <summary>Stands before the person in the slots of what one person hears of an incident.</summary>
    public const string Heard = "heard";

    // How the ids of direct conversations begin.
    const char Direct = 'D';

    public static bool Is(IDbConnection db, string slot, string channel)
    {
        var parts = slot.Split(':');
        if (WhichIncident.Number(parts[1]) is not { } number
            || IncidentStore.Find(db, Viewer.Bot, number) is not { Private: true } incident) return true;
        if (channel[0] != Direct) return channel == incident.ChannelId;
        return parts is not [_, _, Heard, var person, ..] || InviteStore.Inside(db, number).Contains(person);
    }
}
