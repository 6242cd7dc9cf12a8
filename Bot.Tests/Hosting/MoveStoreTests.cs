using System.Globalization;
using Bot.Storage;
using Dapper;

namespace Bot.Tests.Hosting;

/// <summary>All that a bot knows moves to the other store and back, and it goes on there as if nothing had been.</summary>
public sealed class MoveStoreTests
{
    [Fact]
    public async Task All_moves_to_the_other_store_and_back_equal_and_the_bot_goes_on_and_says_nothing_twice()
    {
        await using var there = TestStore.OnPostgres();
        using var folder = new Scratch();
        Dictionary<string, string?> settings = [];
        await using var afternoon = await Life(settings);
        var began = afternoon.Store.ConnectionString;
        var other = TestStore.IsPostgres ? $"Data Source={folder.Path}" : there.ConnectionString;
        var before = Seen(afternoon);
        using var said = new StringWriter();
        MoveStore.Run(began, other, said);
        Assert.Equal(Export(began), Export(other));
        Assert.Contains("history: ", said.ToString(), StringComparison.Ordinal);
        settings["ConnectionStrings:Default"] = other;
        await afternoon.Start();
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(before, Seen(afternoon));
        await afternoon.Alert(new { title = "stock late", deduplication_key = "stock", metadata = new { branch = "main" } });
        afternoon.Ben.Sees("INC-2 stock late", "#inc-2-stock-late");
        await afternoon.Stop();

        var back = $"Data Source={Path.Combine(folder.Folder, "back.db")}";
        MoveStore.Run(other, back, said);
        Assert.Equal(Export(other), Export(back));
    }

    [Fact]
    public async Task What_is_in_use_is_not_mixed_with_what_moves()
    {
        await using var one = await Life([]);
        await using var other = await Life([]);
        var (from, to) = (one.Store.ConnectionString, other.Store.ConnectionString);
        var before = Export(to);
        var refused = Assert.Throws<CannotStartException>(() => MoveStore.Run(from, to, TextWriter.Null));
        Assert.EndsWith(
            " is in use: its table history holds rows. Name an empty database, so that nothing is mixed.", refused.Message,
            StringComparison.Ordinal);
        Assert.Equal(before, Export(to));
        var same = Assert.Throws<CannotStartException>(() => MoveStore.Run(from, from, TextWriter.Null));
        Assert.StartsWith("--to names ", same.Message, StringComparison.Ordinal);
    }

    /// <summary>A morning with a rotation, an incident, an alert and a cover, after which the bot has ended.</summary>
    static async Task<Afternoon> Life(Dictionary<string, string?> settings)
    {
        var afternoon = await Afternoon.Begin(settings: settings);
        await afternoon.Rotation("ana", "ben", "chloe");
        await afternoon.Ana.Modal.Close();
        await afternoon.Alert(new { title = "orders late", deduplication_key = "orders", metadata = new { branch = "main" } });
        await afternoon.Ana.Slash("/cover");
        await afternoon.Ana.Modal.Choose("Hours", "Today").Submit();
        await afternoon.Ben.Sees("asks for cover").Click("I take it");
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        await afternoon.Stop();
        return afternoon;
    }

    static List<string> Seen(Afternoon afternoon) =>
        [.. new[] { afternoon.Ana, afternoon.Ben, afternoon.Ivy }.SelectMany(who => who.Messages().Select(m => m.Text))];

    static List<string> Export(string connectionString)
    {
        using var store = Store.Open(connectionString);
        return store.Read(db => store.Tables(db).OrderBy(t => t.Name, StringComparer.Ordinal).SelectMany(table =>
            db.Query(table.Select(table.Columns.Order(StringComparer.Ordinal))).Select(row => Row(table, row))).ToList());
    }

    static string Row(StoredTable table, object row) => $"{table.Name}: " + string.Join(
        " | ", ((IDictionary<string, object?>)row).Values.Select(value =>
            value is byte[] raw ? Convert.ToHexString(raw) : Convert.ToString(value, CultureInfo.InvariantCulture)));
}
