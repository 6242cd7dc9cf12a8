using System.Data;
using Bot.Domain.Reviews;
using Bot.OnCall.Rows;
using Bot.People;

namespace Bot.Reviews;

/// <summary>A review as one person may see it, or as all may.</summary>
/// <param name="Title">What it is of.</param>
/// <param name="Figures">Its figures.</param>
/// <param name="Parts">The same in words.</param>
sealed record ShownReview(string Title, ReviewFigures Figures, ReviewParts Parts)
{
    /// <summary>For whoever asks: what each person had is shown to themselves, to owners and to admins.</summary>
    public static ShownReview To(
        IDbConnection db, Access access, string reader, ReviewLook look, DateTimeOffset now, ReviewMarks marks)
    {
        var chosen = RotationStore.All(db, now).Where(r => look.Filter.Rotation is null || r.Id == look.Filter.Rotation).ToList();
        var seesAll = access.May(db, reader, Act.SeeEverybodysHours) || (chosen.Count > 0 && chosen.TrueForAll(
            row => access.May(db, reader, Act.SeeEverybodysHours, RotationAccess.RolesIn(row, reader))));
        var isShown = ReviewSettings.Load.Now(db);
        var period = ReviewPeriod.Of(look.Span, now, PersonHours.ZoneOf(db, reader));
        var figures = ReadReview.Of(db, Viewer.Of(reader), period, look.Filter, now, isShown);
        return new(
            ReviewMessage.Title(db, period, look.Filter, marks), figures,
            new(figures, marks, isShown ? new(reader, seesAll, id => marks.Plain(Person.NameOf(db, id))) : null));
    }

    /// <summary>For a channel, as it was when it was posted: nothing private, and nothing of each person.</summary>
    public static ShownReview ToAll(IDbConnection db, TimeZoneInfo zone, ReviewLook look, DateTimeOffset at)
    {
        var period = ReviewPeriod.Of(look.Span, at, zone);
        var figures = ReadReview.Of(db, Viewer.Public, period, look.Filter, at, isLoadRead: false);
        return new(
            ReviewMessage.Title(db, period, look.Filter, ReviewMarks.Slack), figures, new(figures, ReviewMarks.Slack, null));
    }
}
