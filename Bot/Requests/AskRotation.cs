using System.Data;
using Bot.Domain.Requests;
using Bot.Incidents;
using Bot.OnCall.Groups;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Storage;

namespace Bot.Requests;

/// <summary>A rotation that a message may ask.</summary>
/// <param name="Row">Which.</param>
/// <param name="IsNamed">The message names its group.</param>
public sealed record MeantRotation(RotationRow Row, bool IsNamed);

/// <summary>Which rotation a message asks, and that it does; all of it inside the caller's own change.</summary>
public static class AskRotation
{
    static readonly TimeSpan Night = TimeSpan.FromHours(12);

    /// <summary>
    /// The rotations whose groups the message names, in that order; one that begins a thread in the channel for questions and
    /// names none means the rotation that was made first.
    /// </summary>
    public static IReadOnlyList<MeantRotation> Meant(IDbConnection db, HeardPost post, DateTimeOffset now)
    {
        var isQuestion = !post.IsReply && QuestionsChannel.Heard(db) == post.Channel;
        if (post.Read.NamesNothing && !isQuestion) return [];
        var rotations = RotationStore.All(db, now);
        List<MeantRotation> named = [.. Named(db, post.Read, rotations).Select(row => new MeantRotation(row, true))];
        return named.Count > 0 || !isQuestion ? named : [.. rotations.Take(1).Select(row => new MeantRotation(row, false))];
    }

    static IEnumerable<RotationRow> Named(IDbConnection db, ReadText text, List<RotationRow> rotations)
    {
        if (text.NamesNothing) return [];
        var known = rotations.Where(r => r.GroupHandle is not null)
            .Select(row => (Row: row, Id: UserGroupRow.Find(db, row.GroupHandle!)?.Id)).ToList();
        return text.Groups.Select(id => known.Find(k => k.Id == id).Row)
            .Concat(text.Handles.Select(handle => known.Find(
                k => string.Equals(k.Row.GroupHandle, handle, StringComparison.OrdinalIgnoreCase)).Row))
            .OfType<RotationRow>().Distinct();
    }

    /// <summary>A message as one rotation may be asked by it.</summary>
    public static Post Post(IDbConnection db, HeardPost post, MeantRotation meant)
    {
        var row = meant.Row;
        return new(post.Read.Words, meant.IsNamed)
        {
            IsOfOutsider = post.Author is not { } author || Outsiders.Has(db, author),
            IsOfMember = post.Author is { } by && row.Rotation.Members.Contains(by),
            IsInIncident = IncidentStore.InChannel(db, Viewer.Bot, post.Channel) is not null,
            IsInQuestions = !meant.IsNamed,
            IsInThreadOfOne = RequestStore.InThread(db, post.Channel, post.Thread).Exists(r => r.Rotation == row.Id),
            LastAsked = post.Author is { } person ? RequestStore.LastAsked(db, row.Id, person) : null,
        };
    }

    /// <summary>
    /// Out of hours whoever asked is told who is back when, once until they are: in the thread, where the bot is.
    /// </summary>
    public static void TellWhenBack(Tx tx, RequestRow row)
    {
        if (!row.IsFollowed || OnCallAnswers.Answering(tx.Db, row.Rotation, tx.Time) is not { Answer.InHours: false } on) return;
        if (RequestRules.IsToldAlready(RequestStore.ToldAt(tx.Db, row.Asker), ClosedSince(tx, on))) return;
        RequestStore.Tell(tx, row, on.Answer.Opens?.Person, on.Answer.Opens?.From);
    }

    static DateTimeOffset ClosedSince(Tx tx, RotationAnswer on)
    {
        var hours = on.Answer.Lead is { } lead ? PersonHours.In(tx.Db, on.Row, lead) : on.Rotation.Hours;
        return hours.OpenUntil(tx.Time) ?? tx.Time - Night;
    }
}
