using System.ComponentModel;
using System.Text.Json.Serialization;
using Bot.Api.Reading;
using Bot.Domain.Incidents;

namespace Bot.Api.Writing;

/// <summary>An incident that a program declares.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record WantedIncident
{
    [Description("What is wrong, in a few words: 150 characters at most.")]
    public required string Name { get; init; }

    [Values<Severity>]
    [Description("Minor where nothing is said.")]
    public string? Severity { get; init; }

    [Values<Affected>]
    [Description("Who is affected; `not_sure` where nothing is said.")]
    public string? Affected { get; init; }

    [Description("What is known of it: 3000 characters at most.")]
    public string? Known { get; init; }

    [Description("The rotation that is to answer for it, by its id.")]
    public string? Rotation { get; init; }
}

/// <summary>An update that a program gives.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record WantedUpdate
{
    [Description("What is new, for whoever waits: 3000 characters at most.")]
    public required string Text { get; init; }

    [Values<IncidentStatus>]
    [Description("Where the incident stands from now on; as before where nothing is said.")]
    public string? Status { get; init; }

    [Values<Severity>]
    [Description("How bad it is from now on; as before where nothing is said.")]
    public string? Severity { get; init; }
}

/// <summary>A program says that an incident is over.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record WantedEnd
{
    [Description("What fixed it: 1000 characters at most.")]
    public string? Fix { get; init; }

    [Description("Resolve it though an alert still fires.")]
    public bool EvenIfFiring { get; init; }
}
