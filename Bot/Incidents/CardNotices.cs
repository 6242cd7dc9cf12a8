using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>What an incident's card and its timeline say of what readers of data were told.</summary>
public static class CardNotices
{
    const int MostShown = 5, MostUntold = 3, MostName = 80;

    /// <summary>Those of since it was opened, but for what nothing is said of in public any more.</summary>
    public static List<NoticeRow> Of(IDbConnection db, IncidentRow incident) => NoticeStore.Of(db, incident.Number)
        .FindAll(n => n.IsOfNow(incident));

    /// <summary>
    /// What is hit whose readers are not told, where they have channels or were told before: it is offered, and never said by
    /// itself. Where another incident tells all of them there is nothing to offer.
    /// </summary>
    public static List<string> Untold(IDbConnection db, IncidentRow incident)
    {
        if (!CanBe(incident)) return [];
        var notices = NoticeStore.Of(db, incident.Number);
        // Nor is what somebody has cleared since it was opened.
        var told = notices.Where(n => n.IsOfNow(incident)).Select(n => n.About).OfType<string>();
        var hits = ReadersHitBy.Of(db, incident.Number)
            .Where(h => IsUntold(h.Label, NoticeChannels.For(db, h.Label, incident.Team)));
        var back = notices.Where(n => n.About is not null && n.IsBack(incident) && IsUntold(n.About, [.. n.Channels]))
            .Select(n => new ReadersHit(n.About!, DateTimeOffset.FromUnixTimeMilliseconds(incident.OpenedAt)));
        return [.. NoticeRules.Offered([.. hits, .. back], told).Select(h => h.Label)];

        bool IsUntold(string about, IReadOnlyList<string> channels) =>
            channels.Except(NoticeStore.OpenAbout(db, about).SelectMany(n => n.Channels)).Any();
    }

    /// <summary>Readers can be told of it: somebody has accepted it, and all may know of it.</summary>
    public static bool CanBe(IncidentRow incident) => incident is { IsOpen: true, Private: false, Unaccepted: false };

    /// <summary>Who was told, and who was not; null where nobody is to be.</summary>
    public static SectionBlock? Section(IncidentCard card)
    {
        List<string> lines = [];
        if (card.Notices.Count > 0) lines.Add($"*Told:* {Told(card.Notices)}");
        if (card.Untold.Count > 0)
            lines.Add($"Readers of {Names(card.Untold)} do not know yet.");
        if (lines.Count == 0) return null;
        return new()
        {
            Text = string.Join('\n', lines),
            Accessory = card.Untold.Count == 0 ? null : new Button
            {
                ActionId = IncidentIds.OpenNotice,
                Text = "Tell them…",
                Value = card.Incident.Number.ToString(CultureInfo.InvariantCulture),
            },
        };
    }

    static string Told(IReadOnlyList<NoticeRow> notices)
    {
        // What is open first.
        var shown = notices.OrderBy(n => n.IsOpen ? 0 : 1).Take(MostShown).Select(One);
        var more = notices.Count - MostShown;
        return string.Join("; ", shown) + (more > 0 ? $"; and {more} more" : "");
    }

    /// <summary>"#sales, #finance (Revenue dashboard)".</summary>
    static string One(NoticeRow notice)
    {
        var places = notice.Places.Where(p => p.RemovedAt is null).ToLookup(p => p.Refusal is null);
        var told = places[true].Any() ? Channels(places[true]) : "nobody";
        var not = places[false].Any() ? $", not {Channels(places[false])}" : "";
        return $"{told}{not} ({Name(notice.Name)}{(notice.IsOpen ? "" : ", over")})";
    }

    static string Channels(IEnumerable<NoticePlace> places) =>
        string.Join(", ", places.Select(p => Mrkdwn.Channel(p.Channel)));

    static string Names(IReadOnlyList<string> labels)
    {
        var more = labels.Count - MostUntold;
        return string.Join(", ", labels.Take(MostUntold).Select(l => $"*{Name(l)}*")) + (more > 0 ? $" and {more} more" : "");
    }

    static string Name(string? text) => Mrkdwn.Inert(IncidentMessages.OneLine(text ?? ""), MostName);

    /// <summary>What became of a notice, on the timeline and in the incident's channel.</summary>
    public static string Said(TimelineEntry fact) => fact switch
    {
        _ when fact.Is(IncidentFacts.NoticeLate) =>
            $"“{Name(fact.After)}” was expected {At(fact.Before)}, and is late: its readers are told so",
        _ when fact.Is(IncidentFacts.NoticeCame) => $"the notice “{Name(fact.After)}” came along from {Name(fact.Before)}",
        _ when fact.Is(IncidentFacts.NoticeChanged) => $"changed the notice “{Name(fact.After)}”"
            + (fact.Before is { } expected ? $": expected {At(expected)}" : ": no time is promised"),
        _ => Choices.Read(fact.Before, NoticeEnd.Over) switch
        {
            NoticeEnd.Mistaken => $"told readers that nothing was wrong: “{Name(fact.After)}”",
            NoticeEnd.Elsewhere => $"took the notice “{Name(fact.After)}” back",
            _ => $"told readers that it is over: “{Name(fact.After)}”",
        },
    };

    static string At(string? at) =>
        long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var known) ? When.At(known) : "by now";
}
