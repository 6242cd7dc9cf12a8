using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;

namespace Bot.Sandbox.Page.Desk;

/// <summary>
/// A line of the sidebar: a conversation, its name for the viewer, whether it has news, and how often that notified them.
/// </summary>
public sealed record PlaceRow(Conversation Place, string Name, string Address, bool Unread, int Buzzes, Person? Face);

/// <summary>What the sidebar lists for the viewer.</summary>
public partial class Sidebar
{
    List<Person> people = [];
    List<PlaceRow> channels = [];
    List<PlaceRow> others = [];
    List<PlaceRow> direct = [];
    List<InstalledApp> apps = [];

    [CascadingParameter] public Stage Stage { get; set; } = null!;
    [CascadingParameter] public Person Viewer { get; set; } = null!;
    [Parameter] public Conversation? Place { get; set; }
    [Parameter] public InstalledApp? Home { get; set; }
    [Parameter] public EventCallback MenuClosed { get; set; }

    Workspace Workspace => Stage.Workspace;

    /// <summary>The same place for another person, where that person can be there too.</summary>
    string Rest => Place is { IsDirect: false } ? $"/c/{Place.Name}" : "";

    protected override void OnParametersSet() => Workspace.Do(() =>
    {
        var mine = Workspace.Conversations.Of(Viewer.Id).Where(each => !each.Archived).ToList();
        people = [.. Workspace.People.All.Where(each => each is { IsBot: false, Deleted: false }
            && each != Workspace.People.Slackbot)];
        channels = [.. mine.Where(each => !each.IsDirect).OrderBy(ByName, StringComparer.Ordinal).Select(Row)];
        others = Viewer.IsGuest ? [] : [.. Workspace.Conversations.All
            .Where(each => each is { Kind: ConversationKind.Public, Archived: false } && !each.Has(Viewer.Id))
                .OrderBy(ByName, StringComparer.Ordinal).Select(Row)];
        direct = [.. Directs(mine).Select(Row)];
        apps = [.. Workspace.Apps.All.Where(app => app.Manifest.HomeTab)];
    });

    /// <summary>inc-2 comes before inc-10.</summary>
    static string ByName(Conversation place) => Digits().Replace(place.Name, match => match.Value.PadLeft(6, '0'));

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();

    /// <summary>Conversations with apps and teammates; those of teammates exist as soon as somebody looks.</summary>
    IEnumerable<Conversation> Directs(List<Conversation> mine)
    {
        var apps = Workspace.Apps.All.Where(app => app.Manifest.MessagesTab)
            .Select(app => Workspace.Conversations.Direct(Viewer, app.BotUser).Conversation);
        var team = people.Where(person => !person.IsStranger && person != Viewer)
            .Select(person => Workspace.Conversations.Direct(Viewer, person).Conversation);
        return mine.Where(each => each.IsDirect).Concat(apps).Concat(team).Distinct()
            .OrderByDescending(each => each.Members.Any(id => Workspace.People.ById(id) is { IsBot: true }));
    }

    PlaceRow Row(Conversation place)
    {
        var face = place.Kind == ConversationKind.Direct
            ? Workspace.People.ById(place.Members.FirstOrDefault(id => id != Viewer.Id) ?? Viewer.Id) : null;
        var (unread, buzzes) = place.Has(Viewer.Id) ? Stage.Unread(Viewer, place) : default;
        var name = new Naming(Workspace, Viewer).Of(place).TrimStart('#');
        return new PlaceRow(place, name, Text.Places.Of(Viewer, place), unread, buzzes, face);
    }

    string Note(Person person) => person.IsAdmin ? "admin" : person.IsGuest ? "guest" : person.IsStranger ? "other company"
        : ZoneTime(person);

    string ZoneTime(Person person) =>
        $"{Viewer.Clock(person.Local(Workspace.Now))} " +
        $"{person.Zone.Id[(person.Zone.Id.LastIndexOf('/') + 1)..].Replace('_', ' ')}";
}
