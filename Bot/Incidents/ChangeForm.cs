using System.Data;
using System.Globalization;
using System.Text;
using Bot.Domain.Incidents;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>The form that changes an incident: what it showed and what is filled in, in; blocks out.</summary>
static class ChangeForm
{
    public const string Submit = "Save", Lead = "lead", Status = "status", Team = "team";

    const string SeverityField = "severity", AffectedField = "affected", Why = "note", Name = "name";

    // Letters by their category, which are drawn as nothing: fillers of Hangul, and the pattern of Braille without dots.
    static readonly int[] Blank = [0x115f, 0x1160, 0x2800, 0x3164, 0xffa0];

    // As long as the longest title of an alert, so that no name is cut by opening the form.
    const int LongestName = 500, LongestWhy = 500;

    /// <summary>What is filled in so far.</summary>
    public sealed record Filled(FormEdit.Values Values, string Why = "")
    {
        /// <summary>The lead is to be called, out of hours too.</summary>
        public bool IsCalled { get; init; }

        /// <inheritdoc cref="FormEdit.Group"/>
        public string? Group { get; init; }

        /// <summary>What is to be known before it is sent.</summary>
        public IReadOnlyList<string> Notes { get; init; } = [];

        public static Filled Read(ViewState state) => new(
            new(
                state.Text(Name) is var name && SaysNothing(name) ? null : name,
                Choices.Maybe<IncidentStatus>(state.Selected(Status)),
                Choices.Maybe<Severity>(state.Selected(SeverityField)),
                Choices.Maybe<Affected>(state.Selected(AffectedField)),
                state.User(Lead))
            {
                Rotation = state.Selected(Team),
            },
            state.Text(ChangeForm.Why))
        { IsCalled = ReachLine.IsTicked(state) };
    }

    /// <param name="db">Where the incident stands.</param>
    /// <param name="incident">The incident as it is now.</param>
    /// <param name="shown">What the form shows of it.</param>
    /// <param name="filled">What is filled in.</param>
    /// <param name="reader">Who fills it in.</param>
    /// <param name="now">When.</param>
    public static ModalViewDefinition Of(
        IDbConnection db, IncidentRow incident, ShownIncident shown, Filled filled, string reader, DateTimeOffset now)
    {
        var (was, wished) = (shown.Values, filled.Values);
        var status = was.Status ?? incident.Status;
        return shown.Carried(new()
        {
            CallbackId = IncidentIds.StatusForm,
            Title = $"Change {incident.Label}",
            Submit = Submit,
            Close = "Cancel",
            Blocks =
            [
                .. Meanwhile.Blocks(filled.Notes),
                ReachLine.Asking(Status, "Status", Choices.Of(
                    IncidentIds.ChangeStanding, Choices.Next(status), wished.Status ?? status)),
                ReachLine.Asking(SeverityField, "Severity", Choices.Of(
                    IncidentIds.ChangeSeverity, Choices.Severities, wished.Severity ?? incident.Severity)),
                ReachLine.Asking(AffectedField, "Who is affected", Choices.Of(
                    IncidentIds.ChangeAffected, Choices.Affected, wished.Affected ?? incident.Affected)),
                .. Teams.At(db, now).Field(Team, IncidentIds.ChangeTeam, wished.Rotation ?? was.Rotation),
                ReachLine.Asking(Lead, "Lead", new UserSelectMenu
                {
                    ActionId = IncidentIds.ChangeLead,
                    InitialUser = wished.Lead ?? was.Lead,
                }) with { Optional = true },
                .. ReachLine.Of(
                    db, incident, new(was, wished) { Group = filled.Group }, (IncidentIds.ChangeCallNow, filled.IsCalled), reader,
                    now),
                Text(Name, "Name", wished.Name ?? was.Name ?? "", LongestName) with
                {
                    Hint = incident.ChannelId is null ? (PlainText?)null : "The channel keeps the name that it has.",
                },
                Text(Why, "Why", filled.Why, LongestWhy) with { Optional = true, Hint = "The channel and the timeline show it." },
            ],
        });
    }

    /// <summary>
    /// Another team was chosen: what nobody has begun is offered to whoever is on call there, unless somebody else was chosen
    /// for it. The fields get new names, or Slack would go on showing the lead of before.
    /// </summary>
    public static (ShownIncident Shown, Filled Filled) Moved(
        IDbConnection db, IncidentRow incident, ShownIncident shown, Filled filled, DateTimeOffset now)
    {
        var (was, wished) = (shown.Values, filled.Values);
        if (wished.Lead is { } chosen && chosen != (shown.Offered ?? was.Lead)) return (shown, filled);
        var goes = !incident.Private && wished.Rotation is { } rotation && rotation != was.Rotation
            && IncidentStore.State(db, incident).Follows;
        var offered = (goes ? Responder.At(db, wished.Rotation, now).Person : null) ?? was.Lead;
        return (
            shown with { Draft = shown.Draft + 1, Offered = offered },
            filled with { Values = wished with { Lead = offered } });
    }

    /// <summary>Whether nobody would see anything of a text.</summary>
    public static bool SaysNothing(string text) => text.EnumerateRunes().All(rune => Blank.Contains(rune.Value)
        || Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format);

    static InputBlock Text(string id, string label, string text, int most) => new()
    {
        BlockId = id,
        Label = label,
        Element = new PlainTextInput
        {
            ActionId = id,
            MaxLength = most,
            InitialValue = text.Length == 0 ? null : Limits.First(text, most),
        },
    };
}
