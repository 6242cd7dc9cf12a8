using Bot.Domain.Incidents;
using Bot.Incidents;

namespace Bot.Api.Reading;

/// <summary><c>GET /v1/incidents</c>.</summary>
public sealed class IncidentList() : ApiList<IncidentItem>("incidents", "Incidents, the newest first.")
{
    public override IReadOnlyList<Filter> Filters =>
    [
        Filter.Flag("open", "Only those that are open, or only those that have ended."),
        Filter.OneOf("status", "Only those that stand so.", WordsOf.All<IncidentStatus>()),
        Filter.OneOf("severity", "Only those that are as bad.", WordsOf.All<Severity>()),
        Filter.Text("rotation", "Only those for which this rotation answers, by its id."),
        Filter.Text("lead", "Only those that this person leads, by their id in Slack."),
        Filter.Moment("since", "Only those that began at that time or later."),
        Filter.Moment("until", "Only those that began before that time."),
    ];

    public override string Key(IncidentItem item) => Invariant.Text(item.Number);

    public override IEnumerable<IncidentItem> Read(Look look)
    {
        var (asked, open) = (look.Asked, look.Asked.Flag("open"));
        var rows = IncidentStore.Where(
            look.Db, look.Viewer,
            $"""
            (@after is null or number < @after) and (@status is null or status = @status)
                and (@severity is null or severity = @severity) and (@lead is null or lead = @lead)
                and (@rotation is null or {IncidentStore.Team} = @rotation)
                and (@since is null or since >= @since) and (@until is null or since < @until)
                and (@open is null or @open = case when {IncidentStore.IsOpen} then 1 else 0 end)
            order by number desc limit @Most
            """,
            new
            {
                after = look.AfterNumber,
                status = asked.Text("status"),
                severity = asked.Text("severity"),
                lead = asked.Text("lead"),
                rotation = asked.Text("rotation"),
                since = asked.At("since"),
                until = asked.At("until"),
                open = open is null ? null : (long?)(open.Value ? 1 : 0),
                look.Most,
            });
        return IncidentItem.Of(look.Db, look.Viewer, rows);
    }
}
