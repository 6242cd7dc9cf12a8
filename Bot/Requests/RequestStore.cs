using System.Data;
using Bot.Domain.Requests;
using Bot.People;
using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.Requests;

/// <summary>The rows of requests.</summary>
public static class RequestStore
{
    const int LongestWords = 200;

    const string Columns =
        """
        number, rotation, channel, ts, thread, asker, made_by, words, link, is_private, is_followed, asked_at, state, last_word,
        answered_by, answered_at, closed_by, told_at, back, back_at, shown
        """;

    const string IsOpen = "state in ('waiting', 'answered')";

    public static RequestRow? Find(IDbConnection db, long number) =>
        Where(db, "number = @number", new { number }).SingleOrDefault();

    /// <summary>The request that a message is, whatever has become of it.</summary>
    public static RequestRow? OfMessage(IDbConnection db, string channel, string ts) =>
        Where(db, "channel = @channel and ts = @ts", new { channel, ts }).SingleOrDefault();

    /// <summary>Those of a thread that are not gone.</summary>
    public static List<RequestRow> InThread(IDbConnection db, string channel, string thread) => Where(
        db, "channel = @channel and thread = @thread and state <> 'gone' order by number", new { channel, thread });

    /// <summary>All that are open, the oldest first.</summary>
    public static List<RequestRow> Open(IDbConnection db) => Where(db, $"{IsOpen} order by asked_at, number", new { });

    /// <summary>
    /// Those that are asked for, as far as somebody may read them: of what stands in private places what they asked or answer
    /// for.
    /// </summary>
    /// <param name="db">What is read from.</param>
    /// <param name="reader">Whoever reads; null of everybody.</param>
    /// <param name="now">When.</param>
    /// <param name="which">Which.</param>
    public static List<RequestRow> Seen(IDbConnection db, string? reader, DateTimeOffset now, SeenRequests which)
    {
        var asked = reader is null ? []
            : db.Query<string>("select distinct rotation from requests where is_private = 1").ToList();
        var own = asked.FindAll(rotation => Answers.For(db, rotation, reader!, now));
        return Where(
            db,
            """
            (is_private = 0 or asker = @reader or rotation in @own) and (@Before is null or number < @Before)
                and (@State is null or state = @State) and (@Rotation is null or rotation = @Rotation)
                and (@Since is null or asked_at >= @Since) and (@Until is null or asked_at < @Until)
            order by number desc limit @Most
            """,
            new { reader, own, which.Before, which.State, which.Rotation, which.Since, which.Until, which.Most });
    }

    /// <summary>The channels in which something is open.</summary>
    public static List<string> ChannelsOfOpen(IDbConnection db) =>
        db.Query<string>($"select distinct channel from requests where {IsOpen} order by channel").ToList();

    public static List<RequestRow> OpenIn(IDbConnection db, string channel) =>
        Where(db, $"channel = @channel and {IsOpen} order by number", new { channel });

    /// <summary>Those for whose answer nobody waits: whoever asked has left, and nobody else made it a request.</summary>
    public static List<RequestRow> Unawaited(IDbConnection db) =>
        Where(db, $"{IsOpen} and asker in {Outsiders.Ids} order by number", new { })
            .FindAll(row => HasLeft(db, row.Asker) && (row.MadeBy is not { } maker || HasLeft(db, maker)));

    // A guest still reads what is answered.
    static bool HasLeft(IDbConnection db, string person) =>
        Outsiders.Of(db, person) is Standing.Deactivated or Standing.Elsewhere;

    /// <summary>Those that somebody has answered, and in which nothing was said since then.</summary>
    public static List<RequestRow> SilentSince(IDbConnection db, DateTimeOffset then) => Where(
        db, "state = 'answered' and last_word < @then order by number", new { then = then.ToUnixTimeMilliseconds() });

    /// <summary>When somebody asked a rotation last what is still open.</summary>
    public static DateTimeOffset? LastAsked(IDbConnection db, string rotation, string asker) => Moment(
        db.ExecuteScalar<long?>(
            $"select max(asked_at) from requests where asker = @asker and rotation = @rotation and {IsOpen}",
            new { rotation, asker }));

    /// <summary>When somebody was told last that hours are closed.</summary>
    public static DateTimeOffset? ToldAt(IDbConnection db, string asker) => Moment(db.ExecuteScalar<long?>(
        "select max(told_at) from requests where asker = @asker", new { asker }));

    /// <summary>How many were made by the shortcut in a channel without the bot.</summary>
    public static long MadeWithoutBot(IDbConnection db, string channel) => db.ExecuteScalar<long>(
        "select count(*) from requests where channel = @channel and is_followed = 0 and made_by is not null", new { channel });

    /// <summary>Begins one that waits.</summary>
    /// <param name="tx">The change.</param>
    /// <param name="rotation">Whose.</param>
    /// <param name="post">The message.</param>
    /// <param name="asker">Whoever asks.</param>
    /// <param name="place">What is known of its channel.</param>
    /// <param name="madeBy">Who made it one by the shortcut.</param>
    public static RequestRow Ask(
        Tx tx, string rotation, HeardPost post, string asker, PlaceOfRequest place, string? madeBy = null)
    {
        var number = tx.NextNumber("request");
        tx.Db.Execute(
            """
            insert into requests (number, rotation, channel, ts, thread, asker, made_by, words, is_private, is_followed, asked_at,
                state, last_word)
            values (@number, @rotation, @Channel, @Ts, @Thread, @asker, @madeBy, @words, @IsPrivate, @IsFollowed, @Now,
                'waiting', @Now)
            """,
            new
            {
                number,
                rotation,
                post.Channel,
                post.Ts,
                post.Thread,
                asker,
                madeBy,
                words = Words(post),
                place.IsPrivate,
                place.IsFollowed,
                tx.Now,
            });
        tx.Note(RequestRow.SubjectOf(number), RequestFacts.Asked, madeBy ?? asker, after: rotation);
        tx.Wake(RequestRow.SubjectOf(number));
        tx.WakeHomes();
        return Find(tx.Db, number)!;
    }

    /// <summary>Writes what has become of one, and wakes it where that shows.</summary>
    /// <param name="tx">The change.</param>
    /// <param name="row">As it was.</param>
    /// <param name="to">As it is.</param>
    /// <param name="by">Who did it.</param>
    /// <param name="verb">What the history says of it, where the states do not tell.</param>
    /// <param name="why">Why, where nobody said so.</param>
    public static void Change(Tx tx, RequestRow row, Request to, string by, Verb? verb = null, string? why = null)
    {
        if (to == row.Request) return;
        var isOpen = to.IsOpen;
        tx.Db.Execute(
            """
            update requests set state = @state, last_word = @last, answered_by = @AnsweredBy, closed_by = @ClosedBy,
                answered_at = case when @AnsweredBy = answered_by then answered_at when @AnsweredBy is not null then @Now end,
                ended_at = case when @isOpen = 1 then null when ended_at is null or state <> @state then @Now else ended_at end
            where number = @Number
            """,
            new
            {
                row.Number,
                state = to.State.ToString().ToLowerInvariant(),
                last = to.LastWord.ToUnixTimeMilliseconds(),
                to.AnsweredBy,
                to.ClosedBy,
                isOpen,
                tx.Now,
            });
        if (to.State == row.Request.State) return;
        tx.Note(row.Subject, verb ?? VerbOf(to.State), by, why: why);
        tx.WakeHomes();
        if (isOpen != row.IsOpen) tx.Wake(row.Subject);
    }

    static Verb VerbOf(RequestState state) => state switch
    {
        RequestState.Answered => RequestFacts.Answered,
        RequestState.Closed => RequestFacts.Closed,
        RequestState.Gone => RequestFacts.Gone,
        _ => RequestFacts.AskedAgain,
    };

    /// <summary>Its message reads otherwise.</summary>
    public static void Reword(Tx tx, RequestRow row, HeardPost post)
    {
        tx.Db.Execute("update requests set words = @words where number = @Number", new { row.Number, words = Words(post) });
        tx.WakeHomes();
    }

    /// <summary>Its asker is told that hours are closed, and who is back when.</summary>
    public static void Tell(Tx tx, RequestRow row, string? back, DateTimeOffset? at)
    {
        tx.Db.Execute(
            "update requests set told_at = @Now, back = @back, back_at = @at where number = @Number",
            new { row.Number, back, at = at?.ToUnixTimeMilliseconds(), tx.Now });
        tx.Wake(row.Subject);
    }

    public static void SetShown(Tx tx, RequestRow row, string emoji) => tx.Db.Execute(
        "update requests set shown = @emoji where number = @Number", new { row.Number, emoji });

    public static void SetLink(Tx tx, RequestRow row, string link)
    {
        tx.Db.Execute("update requests set link = @link where number = @Number", new { row.Number, link });
        tx.WakeHomes();
    }

    /// <summary>The bot came into a channel, or was put out of it: what is open there shows itself now, or cannot.</summary>
    public static void Follow(Tx tx, string channel, bool isFollowed)
    {
        tx.Db.Execute(
            $"update requests set is_followed = @isFollowed where channel = @channel and {IsOpen}", new { channel, isFollowed });
        if (!isFollowed) return;
        foreach (var row in OpenIn(tx.Db, channel)) tx.Wake(row.Subject);
    }

    /// <summary>Forgets those that ended before then; returns how many.</summary>
    public static int Forget(Tx tx, long before, int most) => tx.Db.Execute(
        """
        delete from requests where number in (
            select number from requests where ended_at is not null and ended_at < @before order by ended_at limit @most)
        """,
        new { before, most });

    static List<RequestRow> Where(IDbConnection db, string holds, object values) =>
        db.Query<RequestRow>($"select {Columns} from requests where {holds}", values).ToList();

    static string Words(HeardPost post) => Limits.Truncate(post.Read.Words.Text.ReplaceLineEndings(" ").Trim(), LongestWords);

    static DateTimeOffset? Moment(long? at) => at is { } known ? DateTimeOffset.FromUnixTimeMilliseconds(known) : null;
}

/// <summary>What is known of the channel of a request.</summary>
/// <param name="IsPrivate">Not everybody can read it.</param>
/// <param name="IsFollowed">The bot is in it.</param>
public sealed record PlaceOfRequest(bool IsPrivate, bool IsFollowed);
