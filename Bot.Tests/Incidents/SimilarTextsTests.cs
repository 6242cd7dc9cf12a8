using Bot.Incidents;
using Bot.Incidents.Similar;
using Bot.People;
using Bot.Storage;
using Dapper;
using static Bot.Tests.Home.SeenBriefs;

namespace Bot.Tests.Incidents;

/// <summary>What incidents are compared by is as they are, whatever becomes of them.</summary>
public sealed class SimilarTextsTests
{
    static async Task<Afternoon> Two()
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        await afternoon.Finn.Declares("Shopify orders are late");
        await afternoon.Finn.Declares("Stripe payments are missing");
        return afternoon;
    }

    /// <summary>Each word that is counted with the number of incidents, read from the counts and counted anew.</summary>
    static (string Counted, string Anew) Words(Afternoon afternoon) => afternoon.Get<Database>().Read(db => (
        Shown(db.Query<(string, long)>("select word, incidents from incident_words where word <> ''")),
        Shown(db.Query<string>("select words from incident_texts where counted = 1").SelectMany(w => w.Split(' '))
            .Where(w => w.Length > 0).CountBy(w => w).Select(w => (w.Key, (long)w.Value)))));

    static string Shown(IEnumerable<(string Word, long Incidents)> words) =>
        string.Join(' ', words.OrderBy(w => w.Word, StringComparer.Ordinal).Select(w => $"{w.Word}:{w.Incidents}"));

    /// <summary>The incidents that the store's own search finds by a word.</summary>
    static long[] By(Afternoon afternoon, string word) => afternoon.Get<Database>().Read(db => db.Query<long>(
        $"select t.incident from {FullText.From(db)} where {FullText.Found(db)} order by {FullText.Newest(db)}",
        new { text = FullText.Query(db, [[word]]) }).ToArray());

    static async Task Does(Afternoon afternoon, string command)
    {
        await afternoon.Ana.Slash(command);
        await afternoon.Ana.Modal.Submit();
        await afternoon.Settle();
    }

    static void HoldsUp(Afternoon afternoon)
    {
        var (counted, anew) = Words(afternoon);
        Assert.Equal(anew, counted);
        Assert.Equal(
            afternoon.Get<Database>().Read(db => db.ExecuteScalar<long>("select count(*) from incident_texts where counted = 1")),
            afternoon.Get<Database>().Read(db => db.ExecuteScalar<long>("select incidents from incident_words where word = ''")));
        Assert.False(afternoon.Get<Database>().Read(SimilarStore.AnyStale));
    }

    [Theory]
    [InlineData("")]
    [InlineData("orders OR late")]
    [InlineData("orders\" OR \"late")]
    [InlineData("orders' | 'late")]
    [InlineData("order*")]
    [InlineData("订单")]
    public async Task What_is_more_than_letters_and_digits_is_no_part_of_a_search(string word)
    {
        await using var afternoon = await Afternoon.Begin();
        var refused = Assert.Throws<ArgumentException>(() => By(afternoon, word));
        Assert.Contains("is no word that can be looked for", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_incident_that_is_renamed_is_found_by_its_new_name_alone()
    {
        await using var afternoon = await Two();
        Assert.Equal([1], By(afternoon, "shopify"));
        await Does(afternoon, "/incident rename 1 Klarna orders are late");
        Assert.Empty(By(afternoon, "shopify"));
        Assert.Equal([1], By(afternoon, "klarna"));
        HoldsUp(afternoon);
        Assert.DoesNotContain("shopify", Words(afternoon).Counted, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merged_it_is_found_as_the_other_and_opened_again_as_itself()
    {
        await using var afternoon = await Two();
        await Does(afternoon, "/incident merge 2 into 1");
        Assert.Equal([2, 1], By(afternoon, "strip"));
        Assert.Equal([1], Like(afternoon, "Stripe payments missing"));
        HoldsUp(afternoon);
        await afternoon.Ana.Slash("/incident reopen 2");
        await afternoon.Settle();
        Assert.Equal([2], By(afternoon, "strip"));
        HoldsUp(afternoon);
    }

    // Asked of a third one, which is declared for it.
    static IEnumerable<long> Like(Afternoon afternoon, string name) => afternoon.Get<Database>().Read(db =>
        FindSimilar.Matches(
            db, Viewer.Public,
            new IncidentRow { Number = 99, Id = "", Name = name }, 0.1, 5).Select(m => m.Number).ToList());

    [Fact]
    public async Task What_its_alerts_say_counts_and_goes_where_they_go()
    {
        await using var afternoon = await Two();
        await afternoon.Alert(new { title = "zanzibar export failed", status = "firing", metadata = new { branch = "main" } });
        Assert.Equal([3], By(afternoon, "zanzibar"));
        await afternoon.Alert(new { title = "zanzibar export failed", status = "resolved", metadata = new { branch = "main" } });
        await Does(afternoon, "/incident resolve 3");
        Assert.Equal([3], Like(afternoon, "the zanzibar export"));
        HoldsUp(afternoon);
    }

    [Fact]
    public async Task A_slip_of_the_pen_is_taken_for_the_word_that_it_is_near_to()
    {
        await using var afternoon = await Two();
        Assert.Equal([1], Like(afternoon, "Shopfiy ordes late"));
        Assert.Equal([2], Like(afternoon, "stripe paymnets are gone"));
    }

    [Fact]
    public async Task Those_of_before_an_upgrade_are_read_once_the_bot_has_begun()
    {
        await using var afternoon = await Two();
        await afternoon.Stop();
        using (var db = afternoon.Store.Open())
            db.Execute(
                """
                delete from incident_signs;
                delete from incident_words;
                delete from incident_texts;
                insert into incident_texts (incident, words, stale) select number, '', 1 from incidents
                """);
        await afternoon.Start();
        await afternoon.Settle();
        Assert.Equal([1], By(afternoon, "shopify"));
        Assert.Equal([2], Like(afternoon, "Stripe payments missing"));
        HoldsUp(afternoon);
    }
}
