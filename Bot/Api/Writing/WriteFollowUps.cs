using System.Text.RegularExpressions;
using Bot.Api.Reading;
using Bot.Api.Tokens;
using Bot.Domain.FollowUps;
using Bot.FollowUps;
using Bot.People;
using Bot.Slack;
using static Bot.Api.Writing.WantedText;

namespace Bot.Api.Writing;

/// <summary>A program adds a follow-up, for whoever made its token, as they would in Slack.</summary>
public sealed partial class WriteFollowUps(WriteOnce once, Access access)
{
    /// <summary>Makes it and returns its number.</summary>
    public async Task<long> Make(ApiToken token, string key, WantedFollowUp wanted, CancellationToken stop)
    {
        var owner = wanted.Owner is { Length: > 0 } named ? named : token.MadeBy;
        if (!Id().IsMatch(owner))
            throw ProblemException.Wrong($"“owner” is “{Limits.Truncate(owner, 60)}”. Use an id of Slack, such as U0123ABCD.");
        // A repeat is answered whether or not Slack says just now who they are.
        if (!once.IsDone(token, key)) await Meet(owner, stop);
        return await once.Change(token, key, wanted, tx =>
        {
            if (Person.Find(tx.Db, owner) is null)
                throw ProblemException.Wrong($"Slack knows nobody whose id is {owner}. Use the id of a person of the workspace.");
            var viewer = token.Viewer(tx.Db);
            if (wanted.Incident is { } incident && OfIncident.Find(tx.Db, viewer, incident) is null)
                throw WholeIncident.Missing(incident);
            return MakeFollowUp.ByProgram(tx, Of(wanted, owner, token), wanted.Due, viewer, token.MadeBy);
        });
    }

    static NewFollowUp Of(WantedFollowUp wanted, string owner, ApiToken token) => new(
        FollowUpInput.OneLine(Text("title", wanted.Title, FollowUpStore.LongestTitle)), owner, default)
    {
        Priority = Word("priority", wanted.Priority, FollowUpPriority.Normal),
        Labels = Maybe(
            "labels", FollowUpRow.WriteLabels((wanted.Labels ?? []).SelectMany(label => (label ?? "").Split(','))),
            FollowUpStore.LongestLabels) ?? "",
        Incident = wanted.Incident,
        Why = token.Through,
    };

    // Who they are is learnt before the change decides on it.
    async Task Meet(string owner, CancellationToken stop)
    {
        try
        {
            await access.Meet(owner, stop);
        }
        catch (Exception e) when (e is SlackException or SlackUnreachableException)
        {
            throw new ProblemException(
                StatusCodes.Status503ServiceUnavailable,
                "Slack does not say just now who “owner” is. Send it again in a minute, under the same key.");
        }
    }

    [GeneratedRegex("^[UW][A-Za-z0-9]{1,30}$", RegexOptions.NonBacktracking)]
    private static partial Regex Id();
}
