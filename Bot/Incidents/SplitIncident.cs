using System.Data;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bot.Delivery;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>
/// Split: some of what fails in an incident gets an incident of its own, and stays there from then on, whatever else its job
/// tells of.
/// </summary>
public sealed class SplitIncident(Database database, SlackApi slack, Access access)
{
    const string Causes = "causes", SeverityField = "severity", Lead = "lead";

    // As many as a group of boxes takes, and a menu.
    const int MostBoxes = 10, MostOptions = 100, LongestName = 150;

    /// <summary>There is more than one thing that fails.</summary>
    public static bool CanBe(IncidentRow incident) => incident is { IsOpen: true, FiringKinds: > 1 };

    public Task Open(IncidentRow incident, Opening opening, CancellationToken stop) =>
        opening.Show(slack, database.Read(db => Form(db, incident)), stop);

    static ModalViewDefinition Form(IDbConnection db, IncidentRow incident, string? note = null)
    {
        if (!incident.IsOpen) return OpenForm.Done("Split", $"{incident.Label} is {incident.Standing} already.");
        var firing = IncidentAlerts.Firing(db, incident.Number, MostOptions);
        if (firing.Count < 2)
            return OpenForm.Done(
                "Split",
                $"{(firing.Count == 0 ? "Nothing" : "Only one thing")} fails in {incident.Label}: nothing can be split off.");
        return new()
        {
            CallbackId = IncidentIds.SplitForm,
            PrivateMetadata = incident.Number.ToString(CultureInfo.InvariantCulture),
            Title = $"Split {incident.Label}",
            Submit = "Split",
            Close = "Cancel",
            Blocks =
            [
                .. note is null ? [] : new Block[] { new SectionBlock { Text = note } },
                new InputBlock { BlockId = Field(firing), Label = "What gets an incident of its own", Element = Boxes(firing) },
                new InputBlock
                {
                    BlockId = SeverityField,
                    Label = "Severity",
                    Element = Choices.Of(IncidentIds.SplitSeverity, Choices.Severities, incident.Severity),
                },
                new InputBlock
                {
                    BlockId = Lead,
                    Label = "Lead",
                    Element = new UserSelectMenu { ActionId = IncidentIds.SplitLead, InitialUser = incident.Lead },
                    Hint = "Called as the severity says.",
                },
            ],
        };
    }

    static BlockElement Boxes(List<AlertSeen> firing)
    {
        List<Option> options = [.. firing.Select(a => new Option(
            Limits.Truncate(IncidentMessages.OneLine(a.ShortTitle), Limits.OptionText), Mark(a)))];
        return options.Count <= MostBoxes
            ? new CheckboxGroup { ActionId = Causes, Options = options }
            : new StaticMultiSelectMenu { ActionId = Causes, Options = options };
    }

    // Keys are longer than what a form may carry.
    static string Mark(AlertSeen alert) => Mark(alert.Key);

    static string Mark(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..32];

    // Slack keeps what is ticked for as long as the field has its name: other boxes are another field.
    static string Field(List<AlertSeen> firing) => $"{Causes}.{Mark(string.Concat(firing.Select(Mark)))}";

    static string Field(View view) => view.State.Values.Keys.First(k => k.StartsWith(Causes, StringComparison.Ordinal));

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        await access.Meet(form.View.State.User(Lead), stop);
        return await RefusedFields.Catch(database, form, tx => Split(tx, form));
    }

    static void Split(Tx tx, ViewSubmission form)
    {
        var (state, by, causes) = (form.View.State, form.User.Id, Field(form.View));
        var incident = IncidentStore.Seen(tx.Db, Viewer.Of(by), WhichIncident.Number(form.View.PrivateMetadata)!.Value);
        if (!incident.IsOpen)
            throw RefusedFields.Of(
                causes, $"{incident.Label} was {Words.Of(incident.Status)} meanwhile: nothing is left to split.");
        if (Access.CannotLead(tx.Db, state.User(Lead)) is { } cannot) throw RefusedFields.Of(Lead, cannot);
        var firing = IncidentAlerts.Firing(tx.Db, incident.Number, MostOptions);
        var ticked = state.Ticked(causes).ToHashSet(StringComparer.Ordinal);
        var chosen = firing.FindAll(a => ticked.Contains(Mark(a)));
        if (chosen.Count < ticked.Count)
            throw RefusedFields.Anew(Form(tx.Db, incident, "Others were faster, or it is well: this is what fails now."));
        if (chosen.Count == firing.Count)
            throw RefusedFields.Of(causes, $"Leave at least one in {incident.Label}: it has nothing else that fails.");
        var lead = state.User(Lead) ?? incident.Lead;
        var why = lead == by ? "split it off" : lead == incident.Lead ? incident.LeadWhy
            : $"chosen by {Person.NameOf(tx.Db, by)}";
        var number = OpenIncident.Open(tx, new(
            Name(chosen), Choices.Read(state.Selected(SeverityField), incident.Severity), incident.Affected, Known: null,
            by, lead, why, Why: $"split off from {incident.Label}")
        {
            Rotation = incident.Team,
            // What is private stays so in parts.
            Inside = incident.Private ? [.. InviteStore.Inside(tx.Db, incident.Number)] : null,
        }, Responder.At(tx.Db, incident.Team, tx.Time));
        AlertedIncident.Split(tx, incident.Number, number, [.. chosen.Select(a => a.Key)]);
        var made = IncidentStore.Find(tx.Db, Viewer.Of(by), number)!;
        NoticeStore.Split(tx, incident, made, by);
        Note(tx, incident, made, chosen, by);
    }

    /// <summary>"dbt_build: stg_orders failed and 2 others".</summary>
    static string Name(List<AlertSeen> chosen)
    {
        var (first, more) = (chosen[0], chosen.Count - 1);
        var job = first["dbt_node"] is not null && first["job"] is { } of ? $"{of}: " : "";
        var name = IncidentMessages.OneLine($"{job}{first.ShortTitle}");
        return more == 0 ? name
            : $"{Limits.First(name, LongestName)} and {Domain.Alerts.Words.Number(more, "other", "others")}";
    }

    static void Note(Tx tx, IncidentRow from, IncidentRow made, List<AlertSeen> chosen, string by)
    {
        var titles = string.Join("; ", chosen.Select(a => a.ShortTitle));
        tx.Note(
            from.Subject, IncidentFacts.Split, by, before: titles, after: made.Label, line: IncidentLines.Alone(tx, from, by));
        tx.Note(made.Subject, IncidentFacts.SplitFrom, by, before: titles, after: from.Label,
            line: IncidentLines.Alone(tx, made, by));
        tx.Wake(from.Subject);
    }
}
