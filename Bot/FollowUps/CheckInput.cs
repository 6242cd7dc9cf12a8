using System.Data;
using Bot.Delivery;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.FollowUps;

/// <summary>What a follow-up cannot be: thrown where it is filled in.</summary>
static class CheckInput
{
    /// <summary>Behind "Guests, …".</summary>
    public const string NoOwner =
        "Guests, apps, deactivated people and people of other workspaces own no follow-ups. Choose somebody else.";

    /// <summary>Why somebody cannot own a follow-up of an incident, in one sentence; null where they can.</summary>
    public static string? OwnerProblem(IDbConnection db, string owner, long? incident)
    {
        if (Outsiders.Has(db, owner)) return NoOwner;
        return incident is not { } number || OfIncident.Find(db, Viewer.Of(owner), number) is not null ? null
            : $"{OfIncident.LabelOf(number)} is private, and {Mrkdwn.Name(Person.NameOf(db, owner))} is not inside. "
                + "Invite them to its channel first, or choose somebody who is.";
    }

    /// <summary>Throws where it cannot be so.</summary>
    /// <param name="tx">The change.</param>
    /// <param name="input">What is to be.</param>
    /// <param name="by">Who wants it.</param>
    /// <param name="before">What was; null of a new one.</param>
    public static void Check(Tx tx, FollowUpInput input, string by, FollowUpInput? before = null)
    {
        if (input.Title.Length == 0) throw RefusedFields.Of(FollowUpInput.TitleField, "Say what is to be done.");
        if (input.Owner is not { } owner) throw RefusedFields.Of(FollowUpInput.OwnerField, "Choose who sees to it.");
        if (input.Due is not { } due) throw RefusedFields.Of(FollowUpInput.DueField, "Choose a day.");
        if (input.Incident is { } incident && incident != before?.Incident
            && OfIncident.Find(tx.Db, Viewer.Of(by), incident) is null)
            throw RefusedFields.Of(FollowUpInput.IncidentField, "You cannot see this incident any more. Choose another.");
        if ((owner, input.Incident) != (before?.Owner, before?.Incident)
            && OwnerProblem(tx.Db, owner, input.Incident) is { } problem)
            throw RefusedFields.Of(FollowUpInput.OwnerField, problem);
        if (due != before?.Due && due < OwnerDays.Of(tx.Db, owner, tx.Time).Today)
            throw RefusedFields.Of(FollowUpInput.DueField, "Choose today or a day to come.");
    }
}
