using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Bot.Tests.OnCall;

/// <summary>One event as somebody who knows RFC 5545 and nothing else reads it.</summary>
sealed record ReadEvent(
    string Uid, string Summary, DateTimeOffset Starts, DateTimeOffset Ends, int Sequence, DateTimeOffset Modified);

/// <summary>
/// Reads iCalendar text by the letter of RFC 5545, without any library, and refuses what the letter does not allow.
/// </summary>
sealed partial class StrictCalendar
{
    static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Properties of each component: those that it must have and those that it may have, each once.</summary>
    static readonly Dictionary<string, (string[] Must, string[] May)> Allowed = new()
    {
        ["VCALENDAR"] = (["PRODID", "VERSION"], ["CALSCALE", "NAME", "REFRESH-INTERVAL"]),
        ["VEVENT"] = (["UID", "DTSTAMP", "DTSTART"], ["DTEND", "SUMMARY", "SEQUENCE", "LAST-MODIFIED", "STATUS", "TRANSP"]),
        ["VTIMEZONE"] = (["TZID"], []),
        ["STANDARD"] = (["DTSTART", "TZOFFSETFROM", "TZOFFSETTO"], ["RRULE", "TZNAME"]),
        ["DAYLIGHT"] = (["DTSTART", "TZOFFSETFROM", "TZOFFSETTO"], ["RRULE", "TZNAME"]),
    };

    static readonly Dictionary<string, string> Parents = new()
    {
        ["VEVENT"] = "VCALENDAR",
        ["VTIMEZONE"] = "VCALENDAR",
        ["STANDARD"] = "VTIMEZONE",
        ["DAYLIGHT"] = "VTIMEZONE",
    };

    readonly Dictionary<string, StrictZone> zones = [];

    StrictCalendar(Component calendar)
    {
        Name = calendar.Text("X-WR-CALNAME");
        Assert.Equal("2.0", calendar["VERSION"].Value);
        Assert.NotEmpty(calendar.Children);
        foreach (var zone in calendar.Children.Where(c => c.Name == "VTIMEZONE"))
            zones.Add(zone["TZID"].Value, StrictZone.Read(zone));
        Events = [.. calendar.Children.Where(c => c.Name == "VEVENT").Select(Event)];
        Assert.Distinct(Events.Select(e => e.Uid));
    }

    public string Name { get; }

    public IReadOnlyList<ReadEvent> Events { get; }

    public IEnumerable<string> Zones => zones.Keys;

    public static StrictCalendar Read(byte[] bytes)
    {
        var lines = Unfold(bytes).Select(Property.Read).ToList();
        var index = 0;
        Assert.Equal(("BEGIN", "VCALENDAR"), (lines[0].Name, lines[0].Value));
        var calendar = ReadComponent(lines, ref index, null);
        Assert.Equal(lines.Count, index);
        return new StrictCalendar(calendar);
    }

    /// <summary>
    /// Lines end with CRLF and have at most 75 octets; one that begins with a space goes on from the one before, and no character
    /// is torn apart.
    /// </summary>
    static List<string> Unfold(byte[] bytes)
    {
        var whole = Utf8.GetString(bytes);
        Assert.EndsWith("\r\n", whole, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', whole.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.DoesNotContain('\r', whole.Replace("\r\n", "", StringComparison.Ordinal));
        var lines = new List<string>();
        foreach (var line in whole[..^2].Split("\r\n"))
        {
            Assert.InRange(Utf8.GetByteCount(line), 1, 75);
            Assert.DoesNotContain(line, c => char.IsControl(c) && c != '\t');
            if (line[0] is ' ' or '\t') lines[^1] += line[1..];
            else lines.Add(line);
        }
        return lines;
    }

    static Component ReadComponent(List<Property> lines, ref int index, string? parent)
    {
        var component = new Component(lines[index++].Value);
        Assert.Equal(parent, Parents.GetValueOrDefault(component.Name));
        for (; lines[index].Name != "END"; index++)
            if (lines[index].Name == "BEGIN")
            { component.Children.Add(ReadComponent(lines, ref index, component.Name)); index--; }
            else component.Properties.Add(lines[index]);
        Assert.Equal(component.Name, lines[index++].Value);
        var (must, may) = Allowed[component.Name];
        Assert.Distinct(component.Properties.Select(p => p.Name));
        Assert.Empty(must.Except(component.Properties.Select(p => p.Name)));
        Assert.Empty(
            component.Properties.Select(p => p.Name).Where(n => !n.StartsWith("X-", StringComparison.Ordinal)).Except(must)
                .Except(may));
        return component;
    }

    ReadEvent Event(Component read)
    {
        Assert.Equal(("CONFIRMED", "TRANSPARENT"), (read["STATUS"].Value, read["TRANSP"].Value));
        var (stamp, modified) = (Instant(read["DTSTAMP"]), Instant(read["LAST-MODIFIED"]));
        Assert.EndsWith("Z", read["DTSTAMP"].Value, StringComparison.Ordinal);
        Assert.EndsWith("Z", read["LAST-MODIFIED"].Value, StringComparison.Ordinal);
        Assert.Equal(stamp, modified);
        var (starts, ends) = (Instant(read["DTSTART"]), Instant(read["DTEND"]));
        Assert.True(starts < ends);
        return new ReadEvent(
            read["UID"].Value, read.Text("SUMMARY"), starts, ends,
            int.Parse(read["SEQUENCE"].Value, CultureInfo.InvariantCulture), modified);
    }

    DateTimeOffset Instant(Property property)
    {
        var wall = Wall(property.Value.TrimEnd('Z'));
        if (property.Value.EndsWith('Z')) return new(wall, TimeSpan.Zero);
        return zones[property.Parameters["TZID"]].Instant(wall);
    }

    internal static DateTime Wall(string text) => DateTime.ParseExact(text, "yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);

    /// <summary>A component with its properties and what is in it.</summary>
    internal sealed record Component(string Name)
    {
        public List<Property> Properties { get; } = [];
        public List<Component> Children { get; } = [];

        public Property this[string name] => Properties.Single(p => p.Name == name);

        /// <summary>A value of type TEXT without its escapes; what must be escaped and is not is refused.</summary>
        public string Text(string name)
        {
            var value = this[name].Value;
            Assert.Matches(@"^(\\[\\;,nN]|[^\\;,])*$", value);
            return Escape().Replace(value, m => m.Groups[1].Value is "n" or "N" ? "\n" : m.Groups[1].Value);
        }
    }

    /// <summary>One content line: a name, parameters, a value.</summary>
    internal sealed record Property(string Name, Dictionary<string, string> Parameters, string Value)
    {
        public static Property Read(string line)
        {
            var match = ContentLine().Match(line);
            Assert.True(match.Success, line);
            return new(
                match.Groups[1].Value,
                match.Groups[2].Captures.Zip(match.Groups[3].Captures)
                    .ToDictionary(p => p.First.Value, p => p.Second.Value.Trim('"')),
                match.Groups[4].Value);
        }
    }

    [GeneratedRegex(@"^([A-Z0-9-]+)(?:;([A-Z0-9-]+)=(""[^""]*""|[^"";:,]*))*:(.*)$")]
    private static partial Regex ContentLine();

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Escape();
}
