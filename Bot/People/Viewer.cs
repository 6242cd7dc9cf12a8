using System.Data;
using Dapper;

namespace Bot.People;

/// <summary>
/// For whom incidents are read: a person, who is shown what they may see, a public place, or the bot, which does its work with
/// all.
/// </summary>
public sealed record Viewer
{
    /// <summary>
    /// The one condition in which every read ends that shows incidents (as <c>i</c>) to somebody: all of the workspace see all
    /// but private ones, which only those inside do; guests, strangers, apps and whoever was deactivated see none.
    /// </summary>
    public const string VisibleTo =
        $"""
        (@viewer is null or @viewer not in {Outsiders.Ids} and (coalesce(i.private, 0) = 0 or exists (
            select 1 from incident_people p where p.incident = i.number and p.person = @viewer and p.inside = 1)))
        """;

    Viewer(string? person) => Person = person;

    string? Person { get; }

    /// <summary>The bot itself, for what it does, and for what it posts in an incident's own channel.</summary>
    public static Viewer Bot { get; } = new(person: null);

    /// <summary>Whoever reads a public place: what the bot posts there says nothing of private incidents.</summary>
    public static Viewer Public { get; } = new("");

    public static Viewer Of(string person) => new(person);

    /// <summary>The values of a query that ends in <see cref="VisibleTo"/>.</summary>
    public DynamicParameters With(object? values = null)
    {
        var all = new DynamicParameters(values);
        all.Add("viewer", Person, DbType.String);
        return all;
    }
}
