using System.Globalization;
using Bot.Domain.Incidents;
using Bot.Hosting;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary><c>/incident</c>: a form with one required field, an incident a moment later.</summary>
public sealed class DeclareIncident(Database database, SlackApi slack, Access access, IncidentChannel channel, TimeProvider clock)
{
    const string Name = "name", AffectedField = "affected", SeverityField = "severity", Known = "known", Lead = "lead";
    const int LongestName = 150;

    public Task<SlashResponse?> Open(SlashCommand command, CancellationToken stop) => OpenNamed(command, command.Text, stop);

    public async Task<SlashResponse?> OpenNamed(SlashCommand command, string name, CancellationToken stop)
    {
        if (await access.Problem(command.UserId, stop) is { } problem) return problem;
        await slack.Views.Open(command.TriggerId, Form(name.Trim(), Now()), stop);
        return null;
    }

    Responder Now() => database.Read(db => Responder.At(db, clock.GetUtcNow()));

    static ModalViewDefinition Form(string name, Responder responder) => new()
    {
        CallbackId = IncidentRoutes.DeclareForm,
        Title = "Declare an incident",
        Submit = "Declare",
        Close = "Cancel",
        // Who was offered as lead, so that another choice counts as one made on purpose.
        PrivateMetadata = responder.Person ?? "",
        Blocks =
        [
            new InputBlock
            {
                BlockId = Name,
                Label = "Name",
                Element = new PlainTextInput
                {
                    ActionId = Name,
                    MaxLength = LongestName,
                    InitialValue = name.Length is 0 ? null : name.Length > LongestName ? name[..LongestName] : name,
                    Placeholder = "What is wrong, in a few words",
                    FocusOnLoad = true,
                },
            },
            new InputBlock { BlockId = AffectedField, Label = "Who is affected", Optional = true, Element = Choices.Of(AffectedField, Choices.Affected, Affected.NotSure) },
            new InputBlock { BlockId = SeverityField, Label = "Severity", Optional = true, Element = Choices.Of(SeverityField, Choices.Severities, Severity.Minor) },
            new InputBlock
            {
                BlockId = Known,
                Label = "What is known",
                Optional = true,
                Element = new PlainTextInput { ActionId = Known, Multiline = true, MaxLength = 3000 },
            },
            new InputBlock
            {
                BlockId = Lead,
                Label = "Lead",
                Optional = true,
                Element = new UserSelectMenu { ActionId = Lead, InitialUser = responder.Person, Placeholder = "Choose who leads" },
            },
            new ContextBlock { Elements = [WhoIsTold(responder)] },
        ],
    };

    static string WhoIsTold(Responder responder) => responder switch
    {
        { Person: null } => "Nobody is on call yet. The announcement channel is told; choose a lead to call somebody.",
        { InHours: true } => $"{Mrkdwn.User(responder.Person)} is on call and will be told now, the announcement channel too.",
        { OpensAt: { } opens } => $"It is out of hours: the announcement channel is told now, {Mrkdwn.User(responder.Person)} {When.At(opens)}. Choose another lead to call them now.",
        _ => "The announcement channel is told now.",
    };

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        if (await access.Problem(form.User.Id, stop) is { } problem) return ViewSubmissionResponse.Errors((Name, problem));
        var values = form.View.State;
        if (values.Text(Name).Length == 0) return ViewSubmissionResponse.Errors((Name, "Give it a name; a few words are enough."));
        var lead = values.User(Lead);
        if (await access.CannotLead(lead, stop) is { } cannot) return ViewSubmissionResponse.Errors((Lead, cannot));

        var number = long.Parse((await database.Once(form.IdempotencyKey, tx => Declare(tx, form, lead)))!, CultureInfo.InvariantCulture);
        channel.ShowWhenReady(number, form.View.Id);
        return ViewSubmissionResponse.Update(Declared(database.Read(db => IncidentStore.Find(db, number))!));
    }

    static string Declare(Tx tx, ViewSubmission form, string? chosen)
    {
        var values = form.View.State;
        var responder = Responder.At(tx.Db, tx.Time);
        var byHand = chosen is not null && chosen != form.View.PrivateMetadata;
        var lead = chosen ?? responder.Person;
        var why = lead is null ? null : byHand ? $"chosen by {Person.NameOf(tx.Db, form.User.Id)}" : responder.Why;
        var known = values.Text(Known);
        var incident = new NewIncident(
            values.Text(Name),
            Choices.Read(values.Selected(SeverityField), Severity.Minor),
            Choices.Read(values.Selected(AffectedField), Affected.NotSure),
            known.Length == 0 ? null : known,
            form.User.Id, lead, why, Why: "declared");
        var number = OpenIncident.Open(tx, incident, responder, callLeadNow: byHand || lead == form.User.Id);
        return number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>What the form becomes: first the promise, a moment later the way there.</summary>
    public static ModalViewDefinition Declared(IncidentRow incident) => new()
    {
        Title = incident.Label,
        Close = "Done",
        Blocks =
        [
            new SectionBlock
            {
                Text = (incident.ChannelId, incident.ChannelTrouble) switch
                {
                    ({ } channel, _) => $":white_check_mark: *{Mrkdwn.Escape(Limits.Truncate(incident.Name, LongestName))}* is declared. Go to {Mrkdwn.Channel(channel)}.",
                    (null, { } trouble) => $":white_check_mark: *{Mrkdwn.Escape(Limits.Truncate(incident.Name, LongestName))}* is declared and announced.\n:warning: {Limits.Truncate(Mrkdwn.Escape(trouble), 500)}",
                    _ => $":white_check_mark: *{Mrkdwn.Escape(Limits.Truncate(incident.Name, LongestName))}* is declared. Its channel is being made and you will be invited.",
                },
            },
        ],
    };
}
