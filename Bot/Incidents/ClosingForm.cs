using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Domain.FollowUps;
using Bot.Domain.Incidents;
using Bot.FollowUps;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>The form of what is asked before a resolved incident closes.</summary>
static class ClosingForm
{
    public const string Outcome = "closing_outcome", Wrong = "closing_wrong", From = "closing_from", Until = "closing_until",
        Backfill = "closing_backfill", Told = "closing_told", Left = "closing_left", None = "closing_none";

    const int MostNamed = 5;

    public static ModalViewDefinition Of(IDbConnection db, IncidentRow incident, string reader)
    {
        if (Refusal(db, incident) is { } refusal) return OpenForm.Done("Close", refusal);
        var answers = ClosingStore.Find(db, incident)!;
        return new()
        {
            CallbackId = IncidentIds.ClosingForm,
            PrivateMetadata = incident.Number.ToString(CultureInfo.InvariantCulture),
            Title = $"Close {incident.Label}",
            Submit = "Save",
            Close = "Cancel",
            Blocks = [.. WhatIsLeft.AsksAll(db, incident) ? All(db, incident, answers, reader) : [What(answers.Answers)]],
        };
    }

    /// <summary>Why nothing is asked about it; null where something is.</summary>
    public static string? Refusal(IDbConnection db, IncidentRow incident) => incident.IsOpen
        ? $"{incident.Label} is open. Resolve it first."
        : ClosingStore.Find(db, incident) is null ? $"{incident.Label} is {incident.Standing}: nothing is asked about it." : null;

    static InputBlock What(CloseAnswers answers) =>
        Field(Outcome, "What was it?", Menu(Outcomes, answers.Outcome?.ToString()));

    static IEnumerable<Block> All(IDbConnection db, IncidentRow incident, ClosingRow asked, string reader)
    {
        var (answers, isNew) = (asked.Answers, asked.Backfill is null);
        var zone = PersonHours.ZoneOf(db, reader);
        DateOnly DayOf(long at) => When.Date(DateTimeOffset.FromUnixTimeMilliseconds(at), zone);
        yield return Field(
            Wrong, "Was data wrong or missing?", Menu(YesOrNo, isNew ? null : answers.WrongFrom is null ? No : Yes));
        yield return Field(
            From, "If so, the first such day",
            new DatePicker { InitialDate = answers.WrongFrom ?? DayOf(incident.Since) },
            "Of the data, which may be older than the incident.", isOptional: true);
        yield return Field(
            Until, "The last such day",
            new DatePicker { InitialDate = answers.WrongUntil ?? DayOf(incident.ResolvedAt!.Value) }, isOptional: true);
        yield return Field(
            Backfill, "Is it backfilled?", Menu(Care("Yes", "Not needed"), answers.Backfill?.ToString()));
        var told = answers.Told ?? (NoticeStore.Of(db, incident.Number).Count > 0 ? Aftercare.Done : null);
        yield return Field(Told, "Do its users know?", Menu(Care("Yes", "Nobody has to"), told?.ToString()));
        var followUps = FollowUpStore.OfIncident(db, Viewer.Of(reader), incident.Number);
        if (followUps.Count > 0) yield return new ContextBlock { Elements = [Listed(followUps)] };
        yield return Field(
            Left, followUps.Count > 0 ? "What else is left to do?" : "What is left to do?",
            new PlainTextInput { MaxLength = FollowUpStore.LongestTitle, Placeholder = "A test that would have caught it" },
            "It becomes a follow-up of yours.", isOptional: true);
        if (followUps.Count == 0)
            yield return Field(
                None, "Or",
                new CheckboxGroup
                {
                    Options = [Nothing],
                    InitialOptions = answers.NoneNeeded ? [Nothing] : null,
                },
                isOptional: true);
    }

    static string Listed(List<FollowUpRow> followUps)
    {
        var more = followUps.Count > MostNamed ? $"\n… {followUps.Count - MostNamed} more" : "";
        return string.Join('\n', followUps.Take(MostNamed).Select(row => $"{Sign(row.State)} {FollowUpText.Title(row)}")) + more;
    }

    static string Sign(FollowUpState state) => state switch
    {
        FollowUpState.Done => ":white_check_mark:",
        FollowUpState.NotDoing => ":heavy_minus_sign:",
        _ => ":fast_forward:",
    };

    /// <summary>Whether data was wrong.</summary>
    public const string Yes = "yes", No = "no";

    static readonly IReadOnlyList<Option> YesOrNo = [new("Yes", Yes), new("No", No)];

    static readonly Option Nothing = new("Nothing is left to do", "none");

    static readonly IReadOnlyList<Option> Outcomes =
    [
        new("Fixed", nameof(CloseOutcome.Fixed)), new("Recovered by itself", nameof(CloseOutcome.Recovered)),
        new("Expected", nameof(CloseOutcome.Expected)), new("False alarm", nameof(CloseOutcome.FalseAlarm)),
    ];

    static List<Option> Care(string done, string notNeeded) =>
    [
        new(done, nameof(Aftercare.Done)), new(notNeeded, nameof(Aftercare.NotNeeded)),
        new("Not yet: make it a follow-up", nameof(Aftercare.Later)),
    ];

    static StaticSelectMenu Menu(IReadOnlyList<Option> options, string? chosen) =>
        new() { Options = options, InitialOption = options.FirstOrDefault(o => o.Value == chosen) };

    static InputBlock Field(string id, string label, BlockElement element, string? hint = null, bool isOptional = false) => new()
    {
        BlockId = id,
        Label = label,
        Element = element with { ActionId = id },
        Optional = isOptional ? true : null,
        Hint = hint is null ? null : (PlainText)hint,
    };
}
