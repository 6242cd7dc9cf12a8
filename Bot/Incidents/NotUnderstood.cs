using Bot.Slack;

namespace Bot.Incidents;

/// <summary>What is said where words stand behind a verb that are none of those that it takes.</summary>
static class NotUnderstood
{
    /// <summary>The same of a verb that stands alone.</summary>
    public static string? By(SlashCommand command, string verb) =>
        By(command, new(verb, null, command.Rest), "Nothing stands behind it.");

    /// <summary>A sentence with those that it takes; null where all is understood.</summary>
    /// <param name="command">What was typed.</param>
    /// <param name="wish">The verb that it asks for, and what stands behind.</param>
    /// <param name="takes">What that takes, as a sentence.</param>
    public static string? By(SlashCommand command, Wish wish, string takes) =>
        Verbs.NotKnown(wish.Verb, wish.Rest) is { Count: > 0 } unknown
            ? $"I do not know “{Mrkdwn.Inert(string.Join(' ', unknown), 60)}” after {command.Command} {wish.Verb}. {takes} "
                + $"`{command.Command} declare {AskWhich.Code(command.Text)}` declares an incident of that name."
            : null;
}
