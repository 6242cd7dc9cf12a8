using System.ComponentModel;
using System.Text.Json;
using Bot.Domain.Postmortems;
using Bot.Summaries;
using Microsoft.Extensions.AI;

namespace Bot.Postmortems;

/// <summary>What a model is asked to answer with.</summary>
[Description("Sections of the postmortem of an incident.")]
sealed record PostmortemAnswer([property: Description("Sentences, section by section.")] IReadOnlyList<ModelLine>? Sentences);

/// <summary>One sentence of it.</summary>
sealed record ModelLine(
    [property: Description("Its section: summary, impact, causes, well or badly.")] string? Part,
    [property: Description("One short plain sentence.")] string? Text,
    [property: Description("The id of the line on which it rests.")] string? Source);

/// <summary>What a model is told to write of a postmortem; what it reads is given to it as for a summary.</summary>
static class PostmortemPrompt
{
    public static ModelTask<PostmortemSentence> Asked { get; } = new(
        Task, ChatResponseFormat.ForJsonSchema<PostmortemAnswer>(JsonSerializerOptions.Web, "postmortem"), PostmortemCheck.Of);

    static string Task => SummaryPrompt.Told(
        "You draft the postmortem of an incident of a data team. People correct it and complete it.",
        """
        summary: what happened, for somebody who was not there
        impact: who or what was affected, for how long and how much, with the numbers that are given
        causes: what contributed to it, as far as somebody has said so
        well: what helped
        badly: what cost time, or went wrong while people worked on it
        """,
        "Blame nobody. At most 4 sentences a section.");
}
