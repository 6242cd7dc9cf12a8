using Bot.Sandbox;

namespace Bot.Tests.Laws;

public sealed class ThirdPartyTests
{
    [Fact]
    public void The_page_of_licences_names_what_the_lock_files_do() => Assert.Equal(
        ThirdParty.Markdown(Sources.Root()), File.ReadAllText(Path.Combine(Sources.Root(), LicencesCommand.Page)));

    [Fact]
    public void What_ships_asks_for_nothing_but_its_notice()
    {
        var ships = File.ReadAllText(Path.Combine(Sources.Root(), LicencesCommand.Page)).Split("\n## ")[1];
        var rows = ships.Split('\n').Where(line => line.StartsWith("| [", StringComparison.Ordinal)).ToList();
        Assert.True(rows.Count > 30, "Too few packages to be all.");
        Law.Holds(rows.Where(row => !(row.EndsWith("| MIT |", StringComparison.Ordinal)
            || row.EndsWith("| Apache-2.0 |", StringComparison.Ordinal)
            || row.EndsWith("| PostgreSQL |", StringComparison.Ordinal))));
    }
}
