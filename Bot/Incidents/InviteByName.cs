using System.Globalization;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>
/// <c>/incident invite @ben @data-eng</c>: people, and all members of user groups, come into an incident's channel. It lets them
/// into a private one.
/// </summary>
public sealed class InviteByName(Database database, SlackApi slack, Access access, BotCommands commands)
{
    const int MostNamed = 5;

    /// <summary>Says in a sentence who is invited, or why nobody is.</summary>
    public async Task<string> Invite(SlashCommand command, IncidentRow? incident, CancellationToken stop)
    {
        var example = $"`{commands.Incident} {Verbs.Invite}";
        if (incident is null) return $"Say to which: {example} 12 @name`, or type it in its channel.";
        if (command.Mentions.Count + command.Groups.Count == 0)
            return $"Say whom: {example} @name`, or a user group, whose members are invited then.";
        if (incident.Private && command.Groups.Count > 0)
            return $"{incident.Label} is private: name each person who is to see it. Nobody was invited.";
        List<string> people = [.. command.Mentions.Select(m => m.Id)];
        foreach (var group in command.Groups)
        {
            try
            {
                people.AddRange(await slack.UserGroups.Users.List(group.Id, stop));
            }
            catch (SlackException e)
            {
                return $"Slack does not say who is in {Mrkdwn.Name(group.Shown)}: {e.Remedy} Nobody was invited.";
            }
        }

        people = [.. people.Distinct()];
        foreach (var person in people) await access.Meet(person, stop);
        return (await database.Once(
            command.IdempotencyKey, tx => Invite(tx, incident.Number, people, command.UserId)))! + Unknown(command);
    }

    static string Unknown(SlashCommand command)
    {
        string[] known = [.. command.Mentions.Select(m => m.Shown), .. command.Groups.Select(g => g.Shown)];
        var rest = known.Aggregate(command.Rest, (text, shown) => text.Replace(shown, " ", StringComparison.Ordinal));
        List<string> unknown = [.. rest.Split((char[]?)null).Where(w => w.Length > 1 && w[0] == '@').Select(w => Mrkdwn.Name(w))];
        return unknown.Count == 0 ? "" : $" Slack knows nobody called {string.Join(", ", unknown)}.";
    }

    static string Invite(Tx tx, long number, List<string> people, string by)
    {
        var incident = IncidentStore.Seen(tx.Db, Viewer.Of(by), number);
        if (!incident.IsOpen) return $"{incident.Label} is {incident.Standing}: nobody is invited into what is over.";
        if (incident.Unaccepted) return $"{incident.Label} has no channel until somebody accepts it.";
        var name = Person.Names(tx.Db, people);
        var (outside, invited) = (people.FindAll(p => Outsiders.Has(tx.Db, p)), people.FindAll(p => !Outsiders.Has(tx.Db, p)));
        foreach (var person in invited) InviteStore.Invite(tx, number, person, "was invited", tx.Now, again: true);
        if (invited.Count > 0) tx.Note(incident.Subject, IncidentFacts.Invited, by, after: string.Join(' ', invited));
        var said = invited.Count == 0 ? "Nobody is invited."
            : $"{Named(invited, name)} {(invited.Count == 1 ? "is" : "are")} invited to {incident.Label}.";
        return outside.Count == 0 ? said
            : $"{said} Guests, apps and people of other workspaces are not: {Named(outside, name)}.";
    }

    /// <summary>"*ana*, *ben* and 7 others".</summary>
    internal static string Named(IReadOnlyList<string> people, Func<string, string> name)
    {
        List<string> shown = [.. people.Take(MostNamed).Select(p => $"*{Mrkdwn.Name(name(p))}*")];
        var more = people.Count - MostNamed;
        if (more > 0) shown.Add(string.Create(CultureInfo.InvariantCulture, $"{more} {(more == 1 ? "other" : "others")}"));
        return shown.Count == 1 ? shown[0] : $"{string.Join(", ", shown.SkipLast(1))} and {shown[^1]}";
    }
}
