using Bot.Delivery;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.OnCall.Covers;

/// <summary><c>/cover thanks @ben</c>: a word to whoever took hours.</summary>
public sealed class ThankSomebody(Database database, Access access, Posts posts, DirectMessages direct)
{
    public const string Subject = "thanks";

    public async Task<SlashResponse?> Run(SlashCommand command, CancellationToken stop)
    {
        if (command.Mentioned is not { } person) return $"Say whom: `{command.Command} thanks @name`.";
        // What needs the network is learnt first. Who typed it was let in before: guests come no further.
        await access.Meet(person, stop);
        // Then one change reads, decides and writes; a repeat of the same command gets the first one's answer.
        var said = await database.Once(command.IdempotencyKey, tx =>
        {
            if (person == command.UserId) return "That is kind, but it is you.";
            var subject = $"{Subject}:{command.UserId}:{person}";
            tx.Note(subject, ThankFacts.Thanked, command.UserId, after: person);
            tx.Wake(subject);
            return $"{Mrkdwn.Name(Person.NameOf(tx.Db, person))} hears of it.";
        });
        return said is null ? null : (SlashResponse)said;
    }

    /// <summary>Makes Slack match what is stored, however often it is called.</summary>
    public async Task Bring(string id, CancellationToken stop)
    {
        if (id.Split(':') is not [var by, var person]) return;
        var message = new Message { Text = $"{Mrkdwn.User(by)} thanks you for taking over." };
        await posts.Show($"{Subject}:{id}", await direct.With(person, stop), message, stop);
    }
}
