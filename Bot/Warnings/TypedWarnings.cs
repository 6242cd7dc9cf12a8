using Bot.Domain.Warnings;
using Bot.Slack;

namespace Bot.Warnings;

/// <summary>What is typed behind <c>/incident warnings</c>: a state, <c>@name</c>, or a field and its value.</summary>
static class TypedWarnings
{
    // A menu's choice carries no more.
    const int Longest = 75;

    public static WarningLook Of(SlashCommand command)
    {
        var filter = WarningFilter.All;
        if (command.Mentions is [var person, ..]) filter = filter with { Field = "owner", Value = person.Id };
        foreach (var word in PlainSigns.Of(command.Rest).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            if (Enum.TryParse<WarningShow>(word, ignoreCase: true, out var show) && !char.IsAsciiDigit(word[0]))
                filter = filter with { Show = show };
            else if (word.Split(':', 2) is [var field, { Length: > 0 } value]
                && WarningFilter.Fields.Contains(field.ToLowerInvariant()))
                filter = filter with { Field = field.ToLowerInvariant(), Value = Limits.First(value, Longest) };
        return WarningLook.First with { Filter = filter };
    }
}
