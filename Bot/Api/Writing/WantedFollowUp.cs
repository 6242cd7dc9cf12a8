using System.ComponentModel;
using System.Text.Json.Serialization;
using Bot.Api.Reading;
using Bot.Domain.FollowUps;

namespace Bot.Api.Writing;

/// <summary>A follow-up that a program adds.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record WantedFollowUp
{
    [Description("What is to be done, in a few words: 150 characters at most.")]
    public required string Title { get; init; }

    [Description("Who is to see to it, by their id in Slack; whoever made the token where nothing is said.")]
    public string? Owner { get; init; }

    [Description("By which day; where nothing is said 2 working days after a critical incident, 5 after a major one, else 10.")]
    public DateOnly? Due { get; init; }

    [Values<FollowUpPriority>]
    [Description("Normal where nothing is said.")]
    public string? Priority { get; init; }

    [Description("The incident that it is of, by its number: 12 of INC-12.")]
    public long? Incident { get; init; }

    [Description("Words to find it by: 100 characters together at most.")]
    public IReadOnlyList<string>? Labels { get; init; }
}
