using System.Data;
using Bot.Domain.FollowUps;
using Bot.Domain.OnCall;
using Bot.People;
using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.FollowUps;

/// <summary>A follow-up in the making.</summary>
public sealed record NewFollowUp(string Title, string Owner, DateOnly Due)
{
    public FollowUpPriority Priority { get; init; } = FollowUpPriority.Normal;
    public string Labels { get; init; } = "";
    public long? Incident { get; init; }

    /// <summary>Whose channel hears of it when it is overdue, where it has no incident.</summary>
    public string? Rotation { get; init; }

    /// <summary>The message that it comes from.</summary>
    public FromMessage? From { get; init; }

    /// <summary>Through what it was made, where nobody made it in Slack.</summary>
    public string? Why { get; init; }
}

/// <summary>A message in Slack, and its address as far as it is known.</summary>
public sealed record FromMessage(string Channel, string Ts, string? Link = null);

/// <summary>
/// The rows of follow-ups; each is read for somebody, who sees none of a private incident that they are not inside.
/// </summary>
public static class FollowUpStore
{
    public const int LongestTitle = 150, LongestLabels = 100, LongestReason = 300;

    const string IsOutstanding = "f.state = 'outstanding'";

    public static FollowUpRow? Find(IDbConnection db, Viewer viewer, long number) =>
        Where(db, viewer, "f.number = @number", new { number }).SingleOrDefault();

    /// <summary>The same inside a change that somebody has asked for.</summary>
    public static FollowUpRow Seen(IDbConnection db, string person, long number) => Find(db, Viewer.Of(person), number)
        ?? throw new RefusedException($"There is no follow-up {FollowUpRow.LabelOf(number)} that you can see.");

    /// <summary>All that are to be done, those first that are due first.</summary>
    public static List<FollowUpRow> Outstanding(IDbConnection db, Viewer viewer) => Where(db, viewer, IsOutstanding);

    public static List<FollowUpRow> OfOwner(IDbConnection db, Viewer viewer, string owner) =>
        Where(db, viewer, $"{IsOutstanding} and f.owner = @owner", new { owner });

    /// <summary>All of an incident, whatever has become of them.</summary>
    public static List<FollowUpRow> OfIncident(IDbConnection db, Viewer viewer, long incident) =>
        Where(db, viewer, "f.incident = @incident", new { incident });

    public static List<FollowUpRow> OfMessage(IDbConnection db, Viewer viewer, string channel, string ts) =>
        Where(db, viewer, "f.channel = @channel and f.ts = @ts", new { channel, ts });

    /// <summary>Those of which the owner does not know that they are theirs.</summary>
    public static List<FollowUpRow> Untold(IDbConnection db) =>
        Where(db, Viewer.Bot, $"{IsOutstanding} and f.known_to is distinct from f.owner");

    /// <summary>Who has some to do.</summary>
    public static IEnumerable<string> Owners(IDbConnection db) =>
        db.Query<string>($"select distinct f.owner from follow_ups f where {IsOutstanding}");

    /// <summary>Those that are asked for, the youngest first.</summary>
    public static List<FollowUpRow> Seen(IDbConnection db, Viewer viewer, SeenFollowUps which) => Where(
        db, viewer,
        """
        (@Before is null or f.number < @Before) and (@state is null or f.state = @state)
            and (@Owner is null or f.owner = @Owner) and (@Incident is null or f.incident = @Incident)
            and (@label is null or ',' || f.labels || ',' like @label escape '!')
            and (@from is null or f.due >= @from) and (@until is null or f.due <= @until)
            and (@Since is null or f.made_at >= @Since) and (@MadeUntil is null or f.made_at < @MadeUntil)
            and (@overdue is null or @overdue = case when f.state = 'outstanding' and (
                f.due < @over or f.owner in @ahead and f.due = @over or f.owner in @farAhead and f.due <= @next)
                then 1 else 0 end)
        """,
        new
        {
            which.Before,
            state = which.State?.ToString().ToLowerInvariant(),
            which.Owner,
            which.Incident,
            label = which.Label is { } label ? SeenFollowUps.Pattern(label) : null,
            from = which.DueFrom is { } first ? Days.Text(first) : null,
            until = which.DueUntil is { } last ? Days.Text(last) : null,
            which.Since,
            which.MadeUntil,
            overdue = which.Overdue is { } late ? late.Is ? 1L : 0L : (long?)null,
            over = Days.Text(which.Overdue?.Over ?? default),
            next = Days.Text(which.Overdue?.Over.AddDays(1) ?? default),
            ahead = (string[])["", .. which.Overdue?.Ahead ?? []],
            farAhead = (string[])["", .. which.Overdue?.FarAhead ?? []],
            which.Most,
        },
        "f.number desc limit @Most");

    static List<FollowUpRow> Where(
        IDbConnection db, Viewer viewer, string holds, object? values = null, string order = "f.due, f.number") =>
        db.Query<FollowUpRow>(
            $"""
            select f.number, f.title, f.owner, f.due, f.priority, f.labels, f.incident, f.channel, f.ts, f.link, f.made_by,
                f.made_at, f.given_by, f.known_to, f.state, f.reason, f.ended_by, f.ended_at, f.named_on,
                g.url as issue_url, g.repository || '#' || g.number as issue,
                coalesce((select i.rotation from incidents i where i.number = f.incident), f.rotation) as rotation
            from follow_ups f left join follow_up_issues g on g.follow_up = f.number
            where (f.incident is null or exists (
                select 1 from incidents i where i.number = f.incident and {Viewer.VisibleTo})) and {holds}
            order by {order}
            """,
            viewer.With(values)).ToList();

    /// <summary>Writes a new one; its number. Who gives it to themselves knows of it.</summary>
    public static long Make(Tx tx, NewFollowUp made, string by)
    {
        var number = tx.NextNumber("follow_up");
        tx.Db.Execute(
            """
            insert into follow_ups (number, title, owner, due, priority, labels, incident, rotation, channel, ts, link, made_by,
                made_at, given_by, known_to)
            values (@number, @Title, @Owner, @due, @priority, @Labels, @Incident, @Rotation, @channel, @ts, @link, @by, @Now, @by,
                case when @Owner = @by then @by end)
            """,
            new
            {
                number,
                made.Title,
                made.Owner,
                due = Days.Text(made.Due),
                priority = Word(made.Priority),
                made.Labels,
                made.Incident,
                made.Rotation,
                channel = made.From?.Channel,
                ts = made.From?.Ts,
                link = made.From?.Link,
                by,
                tx.Now,
            });
        tx.Note(FollowUpRow.SubjectOf(number), FollowUpFacts.Made, by, after: made.Owner, why: made.Why);
        Show(tx, number, made.Incident);
        return number;
    }

    /// <summary>Writes what has become of one; nothing where that is what it was.</summary>
    public static void Change(Tx tx, FollowUpRow row, FollowUp to, string by)
    {
        if (to == row.FollowUp) return;
        tx.Db.Execute(
            """
            update follow_ups set owner = @Owner, due = @due, state = @state, reason = @Reason, ended_by = @EndedBy,
                ended_at = case when @isOver = 0 then null when state = @state then ended_at else @Now end,
                given_by = case when owner = @Owner then given_by else @by end,
                known_to = case when owner = @Owner then known_to when @Owner = @by then @by else known_to end
            where number = @Number
            """,
            new
            {
                row.Number,
                to.Owner,
                due = Days.Text(to.Due),
                state = to.State.ToString().ToLowerInvariant(),
                to.Reason,
                to.EndedBy,
                isOver = to.IsOutstanding ? 0 : 1,
                by,
                tx.Now,
            });
        if (to.Owner != row.Owner) tx.Note(row.Subject, FollowUpFacts.Given, by, row.Owner, to.Owner);
        if (to.Due != row.FollowUp.Due) tx.Note(row.Subject, FollowUpFacts.PutOff, by, row.Due, Days.Text(to.Due));
        if ((to.State, to.Reason) != (row.State, row.Reason))
            tx.Note(row.Subject, VerbOf(to.State), by, why: to.Reason);
        // Who has gone leaves one less behind.
        if (Outsiders.Has(tx.Db, row.Owner)) tx.Wake($"left:{row.Owner}");
        Show(tx, row.Number, row.Incident);
    }

    static Verb VerbOf(FollowUpState state) => state switch
    {
        FollowUpState.Done => FollowUpFacts.Done,
        FollowUpState.NotDoing => FollowUpFacts.NotDoing,
        _ => FollowUpFacts.Reopened,
    };

    /// <summary>Writes what one is called, how much it matters, and what it is of.</summary>
    public static void Describe(
        Tx tx, FollowUpRow row, (string Title, FollowUpPriority Priority, string Labels, long? Incident) to, string by)
    {
        tx.Db.Execute(
            """
            update follow_ups set title = @Title, priority = @priority, labels = @Labels, incident = @Incident
            where number = @Number
            """,
            new { row.Number, to.Title, priority = Word(to.Priority), to.Labels, to.Incident });
        if (to.Title != row.Title) tx.Note(row.Subject, FollowUpFacts.Retitled, by, row.Title, to.Title);
        if (to.Priority != row.Priority)
            tx.Note(row.Subject, FollowUpFacts.Priority, by, Word(row.Priority), Word(to.Priority));
        if (to.Labels != row.Labels) tx.Note(row.Subject, FollowUpFacts.Labels, by, row.Labels, to.Labels);
        if (to.Incident != row.Incident) NoteMove(tx, row.Number, row.Incident, to.Incident, by);
        Show(tx, row.Number, row.Incident);
        Show(tx, row.Number, to.Incident);
    }

    /// <summary>All of an incident belong to another one, into which it goes; their numbers.</summary>
    public static IReadOnlyList<long> Merge(Tx tx, long incident, long into, string by)
    {
        var numbers = OfIncident(tx.Db, Viewer.Bot, incident).ConvertAll(row => row.Number);
        Move(tx, numbers, incident, into, by);
        return numbers;
    }

    /// <summary>
    /// Those that went along with an incident come back to it; what somebody has put elsewhere since stays there.
    /// </summary>
    public static void Unmerge(Tx tx, long incident, long from, IReadOnlyCollection<long> numbers, string by) => Move(
        tx, OfIncident(tx.Db, Viewer.Bot, from).ConvertAll(row => row.Number).FindAll(numbers.Contains), from, incident, by);

    static void Move(Tx tx, List<long> numbers, long from, long to, string by)
    {
        foreach (var number in numbers)
        {
            tx.Db.Execute("update follow_ups set incident = @to where number = @number", new { number, to });
            NoteMove(tx, number, from, to, by);
            Show(tx, number, from);
            Show(tx, number, to);
        }
    }

    static void NoteMove(Tx tx, long number, long? from, long? to, string by) => tx.Note(
        FollowUpRow.SubjectOf(number), FollowUpFacts.Moved, by, LabelOf(from), LabelOf(to));

    static string? LabelOf(long? incident) => incident is { } number ? FollowUps.OfIncident.LabelOf(number) : null;

    /// <summary>An incident has a channel, or another one: its checklist stands there.</summary>
    public static void HasChannel(Tx tx, long incident)
    {
        if (OfIncident(tx.Db, Viewer.Bot, incident).Count > 0) tx.Wake(ShowChecklist.SubjectOf(incident));
    }

    /// <summary>Its incident became private: what was said of them where others read is taken back.</summary>
    public static void Hide(Tx tx, long incident)
    {
        foreach (var row in OfIncident(tx.Db, Viewer.Bot, incident)) tx.Wake(row.Subject);
        foreach (var week in FollowUpWeekStore.SaidSince(tx.Db, tx.Time - TimeSpan.FromDays(7))) tx.Wake(week.Subject);
        tx.Wake(ShowChecklist.SubjectOf(incident));
    }

    /// <summary>A brief has named them on a day of its reader.</summary>
    public static void Named(Tx tx, IEnumerable<long> numbers, string day) => tx.Db.Execute(
        "update follow_ups set named_on = @day where number in @numbers", new { day, numbers });

    /// <summary>Their owner was told that it is theirs.</summary>
    public static void Known(Tx tx, FollowUpRow row) => tx.Db.Execute(
        "update follow_ups set known_to = @Owner where number = @Number", new { row.Number, row.Owner });

    // All that shows it: what its owner was told, the checklist of its incident, whether that can close, Home and briefs.
    static void Show(Tx tx, long number, long? incident)
    {
        tx.Wake(FollowUpRow.SubjectOf(number));
        if (incident is { } of)
        {
            tx.Wake(ShowChecklist.SubjectOf(of));
            tx.Wake($"closing:{of}");
        }

        tx.WakeHomes();
    }

    static string Word(FollowUpPriority priority) => priority.ToString().ToLowerInvariant();
}
