using System.Data;
using Bot.Delivery;
using Bot.Incidents;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Handover;

/// <summary>Reassign: one new lead for all open incidents of somebody who has gone.</summary>
public sealed class ReassignIncidents(Database database, SlackApi slack, Access access, BotSettings settings, TimeProvider clock)
{
    const string Lead = "lead";

    public async Task Open(BlockActionRequest press, CancellationToken stop)
    {
        if (press.Action.Value is not { Length: > 0 } person) return;
        var (problem, form) = database.Read(db =>
            (Problem(db, press.User.Id, person), Form(db, Viewer.Of(press.User.Id), person)));
        var refusal = await access.Problem(press.User.Id, stop) ?? problem;
        if (refusal is not null) await Tell.Presser(slack, press, refusal, stop);
        else if (form is null) await Tell.Presser(slack, press, "They lead nothing that is open any more.", stop);
        else await slack.Views.Open(press.TriggerId, form, stop);
    }

    string? Problem(IDbConnection db, string user, string person)
    {
        var isHeir = Legacy.Of(db, Viewer.Of(user), person, settings, clock.GetUtcNow()).Heirs.Contains(user);
        return access.May(db, user, Act.ReassignOfLeaver, isHeir ? Roles.Owner : Roles.None)
            ? null
            : "Only owners of their rotations and admins can reassign what they led.";
    }

    ModalViewDefinition? Form(IDbConnection db, Viewer viewer, string person)
    {
        if (Legacy.Led(db, viewer, person) is not { Count: > 0 } incidents) return null;
        var name = Mrkdwn.Name(Person.NameOf(db, person));
        var led = $"What {name} led:\n{string.Join('\n', incidents.Select(DepartureMessage.Line))}";
        // Where they belong to several rotations, nobody is on call for all of them.
        List<string?> teams = [.. incidents.Select(i => i.Team).Distinct()];
        var onCall = teams is [var team] ? Responder.At(db, team, clock.GetUtcNow()).Person : null;
        return new()
        {
            CallbackId = HandoverRoutes.ReassignForm,
            PrivateMetadata = person,
            Title = "Reassign",
            Submit = "Reassign",
            Close = "Cancel",
            Blocks =
            [
                new SectionBlock { Text = Limits.Truncate(led, Limits.Text) },
                new InputBlock
                {
                    BlockId = Lead,
                    Label = "New lead",
                    Element = new UserSelectMenu { ActionId = Lead, InitialUser = onCall },
                },
                new ContextBlock { Elements = ["They are invited to the channels now."] },
            ],
        };
    }

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        var (user, person, lead) = (form.User.Id, form.View.PrivateMetadata, form.View.State.User(Lead));
        var problem = await access.Problem(user, stop) ?? database.Read(db => Problem(db, user, person));
        if (problem is not null) return ViewSubmissionResponse.Errors((Lead, problem));
        if (lead is null) return ViewSubmissionResponse.Errors((Lead, "Choose who leads from now on."));
        if (await access.CannotLead(lead, stop) is { } cannot) return ViewSubmissionResponse.Errors((Lead, cannot));
        await database.Once(form.IdempotencyKey, tx => Reassign(tx, person, lead, user));
        return null;
    }

    static string? Reassign(Tx tx, string person, string lead, string by)
    {
        foreach (var incident in Legacy.Led(tx.Db, Viewer.Of(by), person))
            IncidentChange.Hand(tx, incident, lead, by, $"in the place of {Person.NameOf(tx.Db, person)}");

        tx.Wake(Departures.SubjectOf(person));
        return null;
    }
}
