using Bot.Incidents;
using Bot.Slack;

namespace Bot.Tests.Laws;

public sealed class RouteTests
{
    [Fact]
    public async Task Every_command_shortcut_and_event_is_declared_in_the_manifest_and_back()
    {
        await using var afternoon = await Afternoon.Begin();
        var routes = afternoon.Get<SlackRouter>().Routes;
        Assert.Equal(
            Manifest.Commands.Order(), routes.Where(r => r.Kind == RouteKind.Command).Select(r => r.Key).Distinct().Order());
        Assert.Equal(Manifest.Events.Order(), routes.Where(r => r.Kind == RouteKind.Event).Select(r => r.Key).Order());
        Assert.Equal(Manifest.Shortcuts.Order(), routes.Where(r => r.Kind == RouteKind.Shortcut).Select(r => r.Key).Order());
    }

    [Fact]
    public async Task Ids_that_stand_in_old_messages_are_never_removed()
    {
        await using var afternoon = await Afternoon.Begin();
        var ids = afternoon.Get<SlackRouter>().Routes
            .Where(r => r.Kind is RouteKind.Action or RouteKind.ViewSubmission or RouteKind.Options or RouteKind.Shortcut)
            .Select(r => $"{r.Kind} {r.Key}").Order(StringComparer.Ordinal).ToList();
        var committed = await File.ReadAllLinesAsync(
            Path.Combine(AppContext.BaseDirectory, "Laws", "ids.txt"), TestContext.Current.CancellationToken);
        Law.Kept("Laws/ids.txt", committed, ids);
    }

    [Fact]
    public async Task A_word_that_changes_something_is_kept_before_Slack_is_told()
    {
        await using var afternoon = await Afternoon.Begin();
        var router = afternoon.Get<SlackRouter>();
        foreach (var verb in Verbs.AtOnce)
            Assert.False(router.Find(new(RouteKind.Command, "/incident", verb))?.AckFirst ?? true, verb);
    }

    [Fact]
    public async Task Every_word_of_a_command_is_in_its_help()
    {
        await using var afternoon = await Afternoon.Begin();
        foreach (var command in Manifest.Commands)
        {
            await afternoon.Ana.Slash($"{command} help all");
            var help = afternoon.Ana.Sees(command).Text;
            foreach (var route in afternoon.Get<SlackRouter>().Routes.Where(
                r => r.Kind == RouteKind.Command && r.Key == command && r.Word is not ("" or "help")))
                Assert.Contains(route.Word, help, StringComparison.Ordinal);
        }
    }
}
