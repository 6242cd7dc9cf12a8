using System.ComponentModel;
using Bot.People;
using Dapper;

namespace Bot.Api.Reading;

/// <summary>A run of a job in production as programs read it.</summary>
public sealed record RunItem
{
    public required long Id { get; init; }

    [Description("When the bot heard of it, which is when it ended.")]
    public required DateTimeOffset At { get; init; }

    [Description("What the job is called.")]
    public required string Job { get; init; }

    [Description("The job as the bot tells it from others: its source, repository, branch, environment and name.")]
    public required string JobKey { get; init; }

    [Description("Who told of it.")]
    public required string Source { get; init; }

    [Description("Which run it was, where its sender says that.")]
    public required string? Run { get; init; }

    [Description("It left nothing red.")]
    public required bool Green { get; init; }

    [Description("When the next run of the job was heard of: a job is red from a red run until then. Null of its last one.")]
    public required DateTimeOffset? NextAt { get; init; }
}

/// <summary>
/// <c>GET /v1/runs</c>: those of a job that led to something private then are shown to those inside alone, as in a review.
/// </summary>
public sealed class RunList() : ApiList<RunItem>("runs", "Runs of jobs in production, green or not, the newest first.")
{
    public override IReadOnlyList<Filter> Filters =>
    [
        Filter.Text("job", "Only those of the job that is called so, or that has this `job_key`."),
        Filter.Text("source", "Only those of which this source told."),
        Filter.Flag("green", "Only those that left nothing red, or only the others."),
        Filter.Moment("since", "Only those that ended at that time or later."),
        Filter.Moment("until", "Only those that ended before that time."),
    ];

    public override string Key(RunItem item) => Invariant.Text(item.Id);

    public override IEnumerable<RunItem> Read(Look look) => look.Db.Query<Row>(
        $"""
        select r.id, r.at, r.name, r.job, r.source, r.run, r.red, r.until_at from runs r
        where (@after is null or r.id < @after) and (@job is null or r.name = @job or r.job = @job)
            and (@source is null or r.source = @source) and (@red is null or r.red = @red)
            and (@since is null or r.at >= @since) and (@until is null or r.at < @until)
            and not exists (
                select 1 from incident_alerts a join incidents i on i.number = a.incident
                where a.job = r.job and (r.until_at is null or i.since <= r.until_at)
                    and (i.resolved_at is null or i.resolved_at >= r.at) and not {Viewer.VisibleTo})
        order by r.id desc limit @Most
        """,
        look.Viewer.With(new
        {
            after = look.AfterNumber,
            job = look.Asked.Text("job"),
            source = look.Asked.Text("source"),
            red = look.Asked.Flag("green") is { } green ? (long?)(green ? 0 : 1) : null,
            since = look.Asked.At("since"),
            until = look.Asked.At("until"),
            look.Most,
        })).Select(row => row.Item).ToList();

    sealed class Row
    {
        public long Id { get; init; }
        public long At { get; init; }
        public required string Name { get; init; }
        public required string Job { get; init; }
        public required string Source { get; init; }
        public string? Run { get; init; }
        public long Red { get; init; }
        public long? UntilAt { get; init; }

        public RunItem Item => new()
        {
            Id = Id,
            At = Moment.Of(At),
            Job = Name,
            JobKey = Job,
            Source = Source,
            Run = Run,
            Green = Red == 0,
            NextAt = Moment.Of(UntilAt),
        };
    }
}
