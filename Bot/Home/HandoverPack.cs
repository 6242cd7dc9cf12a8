using Bot.Domain.OnCall;
using Bot.Domain.Warnings;
using Bot.FollowUps;
using Bot.Handover;
using Bot.Incidents;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Requests;
using Bot.Warnings.Rows;

namespace Bot.Home;

/// <summary>Something that was red and green again by itself, and how often lately.</summary>
sealed record FlakyNode(string Title, int Times);

/// <summary>All that whoever comes on call finds, as far as they may see it.</summary>
/// <param name="Words">What those who were on call say, the last first.</param>
/// <param name="Incidents">What is open of the rotation, the worst first.</param>
/// <param name="Unclosed">What is over and not closed, as something is still to be said or done, the oldest first.</param>
/// <param name="Warnings">What nobody has decided on, the oldest first.</param>
/// <param name="FollowUps">What is theirs to do before their hours end.</param>
/// <param name="Requests">What nobody has answered, the oldest first.</param>
/// <param name="Flakes">What is red now and then, the worst first.</param>
sealed record HandoverPack(
    IReadOnlyList<HandoverWord> Words, IReadOnlyList<IncidentRow> Incidents, IReadOnlyList<IncidentRow> Unclosed,
    IReadOnlyList<Warning> Warnings, IReadOnlyList<FollowUpRow> FollowUps, IReadOnlyList<RequestRow> Requests,
    IReadOnlyList<FlakyNode> Flakes)
{
    public static HandoverPack Of(BriefReader reader, RotationRow row, Shift shift)
    {
        var (db, viewer, now) = (reader.Db, Viewer.Of(reader.Person), reader.Now);
        var last = Delivery.When.Date(shift.Ends, reader.Zone);
        return new(
            WordStore.Read(db, reader.Person, row.Id, shift.Starts),
            Lines.Worst(Work.Of(db, row.Id, reader.Person, null).Open, reader.Person),
            ClosingStore.Waiting(db, viewer).FindAll(i => i.Team == row.Id),
            WarningStore.All(db, row, reader.Rotations, now).FindAll(w => WarningRules.IsUndecided(w, now)),
            FollowUpStore.OfOwner(db, viewer, reader.Person).FindAll(f => f.FollowUp.Due <= last),
            RequestStore.Open(db).FindAll(r => r.AnsweredBy is null
                && RotationStore.Answering(reader.Rotations, r.Rotation)?.Id == row.Id),
            Flaky(reader));
    }

    /// <summary>
    /// There is more than the incidents that are open, which the brief shows by itself. Who only has their own hours back knows
    /// all of it but what somebody says.
    /// </summary>
    public bool IsMore(Beginning begun) => Words.Count > 0
        || (!begun.IsReturn && Unclosed.Count + Warnings.Count + FollowUps.Count + Requests.Count + Flakes.Count > 0);

    /// <summary>Those of the flake book, without what belongs to incidents that the reader may not see.</summary>
    public static List<FlakyNode> Flaky(BriefReader reader)
    {
        var flakes = FlakeStore.Lately(reader.Db, reader.Now);
        var hidden = flakes.Select(f => f.Incident).OfType<long>().Distinct()
            .Where(number => IncidentStore.Find(reader.Db, Viewer.Of(reader.Person), number) is null).ToHashSet();
        return
        [
            .. flakes.Where(f => f.Incident is not { } number || !hidden.Contains(number)).GroupBy(f => (f.Place, f.Node))
                .Select(g => (Times: g.Count(), Newest: g.First()))
                .OrderByDescending(g => g.Times).ThenByDescending(g => g.Newest.Red)
                .Select(g => new FlakyNode(g.Newest.Title, g.Times)),
        ];
    }

    /// <summary>
    /// The hours of a rotation that began for the reader, until their first day is over; null before and behind that.
    /// </summary>
    public static Beginning? FirstDay(BriefReader reader, RotationRow row)
    {
        if (Beginning.Running(reader.Db, row, reader.Now) is not { } begun
            || begun.Shift.Person != reader.Person || reader.HearsAt(begun) is not { } hears) return null;
        return reader.Now < (reader.Hours.ClosesAt(hears) ?? hears + Longest) ? begun : null;
    }

    static readonly TimeSpan Longest = TimeSpan.FromHours(10);
}
