using System.Data;
using System.Text;
using System.Text.RegularExpressions;
using Bot.Home;
using Bot.Incidents;
using Bot.OnCall.Calendar;
using Bot.OnCall.Covers;
using Bot.OnCall.Groups;
using Bot.OnCall.Keep;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Settings;
using Bot.Slack;

namespace Bot.Tests.OnCall;

/// <summary>All that shows who is on call, as it is rendered at one moment, read as people and calendars read it.</summary>
sealed class Surfaces
{
    // Somebody is always on call here, so that nobody is told who may change it.
    static readonly RotationAccess Rights = new(null!, BotCommands.Default);

    readonly IDbConnection db;
    readonly DateTimeOffset now;
    readonly HomePages pages;
    readonly List<RotationRow> rotations;
    readonly List<IReadOnlyList<ReadEvent>> feeds;
    readonly Dictionary<string, CalendarFeed> own = [];
    readonly List<List<ScheduleLine>> schedules;

    /// <param name="asText">Whether calendars are read from their text, which takes longer.</param>
    public Surfaces(IDbConnection db, DateTimeOffset now, HomePages pages, bool asText)
    {
        (this.db, this.now, this.pages) = (db, now, pages);
        rotations = RotationStore.All(db, now);
        feeds = rotations.ConvertAll(r => Events(CalendarFeed.OfRotation(db, r.Id, now)!, asText));
        schedules = [.. CoverLists.Schedule(db, now, "U1").OfType<SectionBlock>()
            .Select(s => ReadSchedule.Lines(s.Text!.Text, now))];
    }

    /// <summary>Everything that is about now.</summary>
    public void AgreeNow()
    {
        var answers = rotations.ConvertAll(r => OnCallAnswers.Of(db, r, now));
        Assert.Equal(answers.SelectMany(a => a.Answer.Group).Distinct().Order(), UserGroupKeeper.Wanted(db, "g", now).Order());
        Assert.Equal(answers[0].Answer.Lead, Responder.At(db, null, now).Person);
        foreach (var on in answers)
        {
            var person = on.Answer.Person!;
            Assert.Equal(person, Who(WhoIsOnCall.Lines(db, on, Rights, "U9", now), on.Rotation.Name, "U9"));
            var home = HomeOf(person);
            Assert.Equal(person, Who(home, on.Rotation.Name, person));
            Assert.NotEmpty(NowLines(home));
            if (on.Rotation.Members.FirstOrDefault(m => answers.TrueForAll(a => a.Answer.Person != m)) is { } another)
                Assert.Empty(NowLines(HomeOf(another)));
        }
        AgreeAt(now);
    }

    /// <summary>What shows the future: calendars to the end of the layout, the schedule as far as it goes.</summary>
    public void AgreeAt(DateTimeOffset t)
    {
        for (var i = 0; i < rotations.Count; i++)
        {
            var (row, answer) = (rotations[i], OnCallAnswers.Of(db, rotations[i], t).Answer);
            var shown = feeds[i].SingleOrDefault(e => e.Starts <= t && t < e.Ends);
            Assert.Equal(answer.Person is null, shown is null);
            if (answer.Person is not { } person) continue;
            var covers = answer.CoveredFor is { } away ? $" (covering for {Person.NameOf(db, away)})" : "";
            Assert.Equal($"{row.Name}: {Person.NameOf(db, person)}{covers}", shown!.Summary);
            foreach (var someone in row.Rotation.Members.Where(m => m != person).Take(1).Append(person))
                Assert.Equal(
                    someone == person,
                    Own(someone).Events.Any(
                        e => e.Uid.StartsWith(row.Id, StringComparison.Ordinal) && e.Starts <= t && t < e.Ends));
            if (t == now) Assert.Equal((person, answer.CoveredFor), (schedules[i][0].Person, schedules[i][0].CoveredFor));
            else if (schedules[i][^1].EndsAfter(t, row.Rotation.Zone))
                Assert.Contains(
                    (person, answer.CoveredFor),
                    schedules[i].Where(l => l.MayHold(t, row.Rotation.Zone)).Select(l => (l.Person, l.CoveredFor)));
        }
    }

    CalendarFeed Own(string person) =>
        own.TryGetValue(person, out var feed) ? feed : own[person] = CalendarFeed.OfPerson(db, person, now);

    static IReadOnlyList<ReadEvent> Events(CalendarFeed feed, bool asText) => asText
        ? StrictCalendar.Read(Encoding.UTF8.GetBytes(CalendarText.Of(feed))).Events
        : [.. feed.Events.Select(e => new ReadEvent(e.Uid, e.Summary, e.Starts, e.Ends, 0, e.Modified))];

    string HomeOf(string person) =>
        string.Join('\n', pages.Of(db, person, now).Blocks.OfType<SectionBlock>().Select(s => s.Text?.Text));

    static IEnumerable<string> NowLines(string home) =>
        home.Split('\n').Where(l => l.Contains(":telephone_receiver: now", StringComparison.Ordinal));

    static string Who(string text, string rotation, string reader)
    {
        var who = Regex.Match(text, $@"\*{rotation}\*: (?:<@(\w+)> is|(you are)) on call until");
        return who.Groups[2].Success ? reader : who.Groups[1].Value;
    }
}
