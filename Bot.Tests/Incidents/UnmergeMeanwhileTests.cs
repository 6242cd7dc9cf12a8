using Bot.Incidents;
using Bot.Storage;
using Bot.Tests.Alerts;
using Dapper;

namespace Bot.Tests.Incidents;

/// <summary>What may have changed by the time that a merge is undone. It is a Tuesday, and Ana is on call.</summary>
public sealed class UnmergeMeanwhileTests
{
    const string Second = "#inc-2-stock-failed";

    static async Task<Afternoon> Merged(Func<Afternoon, Task> before)
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Alert(MadeRoutes.Job("orders"));
        await afternoon.Alert(MadeRoutes.Job("stock"));
        await before(afternoon);
        await afternoon.Ben.Merge(2, 1);
        return afternoon;
    }

    [Fact]
    public async Task In_the_place_of_a_lead_who_has_left_meanwhile_whoever_is_on_call_is_waited_for()
    {
        await using var afternoon = await Merged(async a =>
        {
            await a.Chloe.Slash("/incident takeover 2", "#data-team");
            Assert.DoesNotContain("Waits for", a.Card(Second).Text, StringComparison.Ordinal);
        });
        afternoon.Workspace.People.Change("chloe", person => person.Deleted = true);
        await afternoon.Settle();
        await afternoon.Ben.Slash("/incident unmerge 2", "#data-team");
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Contains("Waits for ana", afternoon.Card(Second).Text, StringComparison.Ordinal);
        Assert.Equal(["ana"], afternoon.Ana.Messages(Second).First(m => m.Buttons.Contains("I'm on it") && !m.IsPinned).Notified);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Many_kinds_that_both_had_are_counted_apart_again(bool isHeardAgain)
    {
        const int Many = 450;
        await using var afternoon = await Merged(a => a.Get<Database>().Change(tx =>
        {
            for (var nth = 0; nth < Many; nth++)
                foreach (var incident in (long[])[1, 2])
                    tx.Db.Execute(
                        """
                        insert into incident_alerts (incident, key, title, metadata, count, first_at, last_at, joined_at, firing,
                            red_since, well_at, job)
                        select incident, @key, @title, metadata, @count, first_at, last_at, joined_at, @firing, red_since,
                            case when @firing = 0 then 7 end, case when @isBare = 0 then @job end
                        from incident_alerts where incident = @incident and title in ('orders failed', 'stock failed')
                        """,
                        new
                        {
                            incident,
                            key = $"k{nth}",
                            title = $"{nth} in {incident}",
                            count = nth + incident,
                            firing = (nth + incident) % 2,
                            isBare = nth % 3 == 0 ? 1 : 0,
                            job = $"job {nth}",
                        });
            foreach (var incident in (long[])[1, 2]) IncidentStore.CountKindsAnew(tx, incident);
        }));
        string Rows(long number) => string.Join('\n', afternoon.Get<Database>().Read(db => db.Query<string>(
            """
            select key || ' ' || title || ' ' || count || ' ' || firing || ' ' || first_at || ' ' || last_at || ' ' || joined_at
                || ' ' || red_since || ' ' || coalesce(cast(well_at as text), '-') || ' ' || coalesce(job, '-')
            from incident_alerts where incident = @number and key like 'k%' order by key
            """,
            new { number })));
        // As they were before the merge, one kind counts as many as both and fails where either does.
        Assert.Contains($"k449 449 in 1 {449 + 1 + 449 + 2} 1 ", Rows(1), StringComparison.Ordinal);
        if (isHeardAgain)
            await afternoon.Get<Database>().Change(tx => tx.Db.Execute(
                "update incident_alerts set count = count + 1 where incident = 1 and key like 'k%'"));
        await afternoon.Ben.Slash("/incident unmerge 2", "#data-team");
        var (first, second) = (Rows(1).Split('\n'), Rows(2).Split('\n'));
        Assert.Equal((Many, Many), (first.Length, second.Length));
        for (var nth = 0; nth < Many; nth++)
        {
            var (own, other) = (Assert.Single(first, r => r.StartsWith($"k{nth} ", StringComparison.Ordinal)),
                Assert.Single(second, r => r.StartsWith($"k{nth} ", StringComparison.Ordinal)));
            // What was heard since stays with the one that went on, which fails where either did.
            Assert.StartsWith(
                isHeardAgain ? $"k{nth} {nth} in 1 {nth + 2} 1 " : $"k{nth} {nth} in 1 {nth + 1} {(nth + 1) % 2} ", own,
                StringComparison.Ordinal);
            Assert.StartsWith(
                $"k{nth} {nth} in 2 {nth + 2} {(isHeardAgain ? 1 : nth % 2)} ", other, StringComparison.Ordinal);
            if (!isHeardAgain) Assert.EndsWith(
                $"{((nth + 1) % 2 == 0 ? "7" : "-")} {(nth % 3 == 0 ? "-" : $"job {nth}")}", own, StringComparison.Ordinal);
        }
    }
}
