using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Incidents;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Home;

/// <summary>Whoever writes to the bot reads once a day what it understands instead.</summary>
public sealed class AnswerMessages(
    Database database, Posts posts, DirectMessages direct, Profiles people, TakeIncident take, BotCommands commands,
    TimeProvider clock)
{
    public const string Subject = "answer";

    public async Task Hear(EventCallback message, CancellationToken stop)
    {
        if (message["user"] is not { } person || await take.SaidDirectly(message, stop)) return;
        await database.Once(message.IdempotencyKey, tx =>
        {
            var subject = SubjectOf(tx.Db, person, tx.Time);
            if (Posts.TsOf(tx.Db, subject) is null) tx.Wake(subject);
            return null;
        });
    }

    public async Task Bring(string id, CancellationToken stop)
    {
        if (id.Split(':') is not [var person, _]) return;
        try
        {
            await people.Know(person, stop);
        }
        catch (SlackException e) when (e.Error is "user_not_found" or "user_not_visible")
        {
            // Slack says nothing of them, so they are told nothing.
            return;
        }

        var answer = database.Read(db => Answer(db, person, clock.GetUtcNow()));
        await posts.Show($"{Subject}:{id}", await direct.With(person, stop), answer, stop);
    }

    static string SubjectOf(IDbConnection db, string person, DateTimeOffset now)
    {
        var day = When.Date(now, PersonHours.ZoneOf(db, person));
        return $"{Subject}:{person}:{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
    }

    Message Answer(IDbConnection db, string person, DateTimeOffset now)
    {
        if (Access.Problem(Outsiders.Of(db, person)!.Value) is { } problem) return new() { Text = problem };
        var known = $"I only understand `{commands.Incident}` and `{commands.Cover}`, in any channel.";
        var said = $"{known} {OnCall(db, person, now)}";
        List<Button> buttons = [HomePages.DeclareButton()];
        if (ShiftAhead.Of(db, person, now).Count > 0) buttons.Add(HomePages.CoverButton());
        return new()
        {
            Text = said,
            Blocks = [new SectionBlock { Text = said }, new ActionsBlock { Elements = buttons }],
        };
    }

    // What people ask most.
    static string OnCall(IDbConnection db, string reader, DateTimeOffset now)
    {
        var rotations = RotationStore.All(db, now);
        var own = RotationStore.OwnOf(rotations, reader)?.Id;
        if (OnCallAnswers.Answering(db, own, now) is not { Answer: { Person: { } person, Until: { } until } } on)
            return "Nobody is on call yet.";
        var who = person == reader ? "You are" : $"{Mrkdwn.User(person)} is";
        // Which rotation matters only where there are several.
        var role = rotations.Count > 1 ? $" as {Mrkdwn.Name(on.Row.Name)}" : "";
        return $"{who} on call{role} until {ShiftText.End(until, on.Rotation, PersonHours.ZoneOf(db, reader), now)}.";
    }
}
