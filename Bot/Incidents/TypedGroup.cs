using Bot.OnCall.Groups;
using Bot.OnCall.Rows;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>A rotation's user group where a person is asked for: it means whoever is on call in that rotation now.</summary>
public sealed class TypedGroup(Database database, TimeProvider clock)
{
    /// <summary>Whoever is meant, and the words behind; or in the words why it is nobody.</summary>
    public sealed record Answer(string? Person, string Behind);

    /// <summary>Null where the words begin with no group.</summary>
    public Answer? Of(SlashCommand command, string typed) => database.Read(db =>
    {
        typed = typed.TrimStart('(', '"', '\'');
        var sent = command.Groups.FirstOrDefault(g => typed.StartsWith(g.Shown, StringComparison.Ordinal));
        var shown = sent?.Shown ?? SmallWords.Ended(typed.Split((char[]?)null, 2).FirstOrDefault(""));
        // Its handle may have been changed in Slack since.
        var handle = sent is not null && UserGroupRow.WithId(db, sent.Id) is { } kept ? kept.Handle : shown.TrimStart('@');
        var rotation = OnCallAnswers.All(db, clock.GetUtcNow())
            .Find(a => string.Equals(a.Rotation.GroupHandle, handle, StringComparison.OrdinalIgnoreCase));
        if (rotation is null)
        {
            return sent is null ? null
                : new Answer(
                    null, $"{Mrkdwn.Name(shown)} is the group of no rotation, so nobody in it is on call. Name a person.");
        }

        return rotation.Answer.Lead is { } lead
            ? new Answer(lead, SmallWords.Behind(typed[shown.Length..]))
            : new Answer(null, $"Nobody is on call in {Mrkdwn.Name(rotation.Row.Name)} now. Name a person.");
    });
}
