using Bot.Sandbox;
using Bot.Sandbox.Seed;
using Bot.Storage;
using Bot.Tests.Laws;
using Bot.Tests.Reviews;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Bot.Tests.Hosting;

/// <summary>All that a bot knows moves to the other store and back, and it goes on there as if nothing had been.</summary>
public sealed class MoveStoreTests : IDisposable
{
    static readonly DateTimeOffset Present = new(2026, 3, 31, 9, 0, 0, TimeSpan.Zero);

    // The whole quarter with LONG=1.
    static readonly int Weeks = Environment.GetEnvironmentVariable("LONG") == "1" ? DemoSeed.Quarter : 2;

    readonly Scratch scratch = new();
    readonly StringWriter said = new();

    public void Dispose()
    {
        said.Dispose();
        scratch.Dispose();
    }

    [Fact]
    public async Task The_demo_moves_there_and_back_equal_and_the_bot_says_nothing_twice_on_either()
    {
        await using var there = TestStore.OnPostgres();
        var clock = new SteeredClock(Present.AddDays(-7 * Weeks), 0);
        await using var workspace = await Workspace.Start(new WorkspaceOptions
        {
            Clock = clock,
            AckDeadline = TimeSpan.FromSeconds(30),
            TriggerLifetime = TimeSpan.FromSeconds(30),
        });
        SampleWorkspace.AddAnnouncements(workspace);
        var app = workspace.AddApp(Manifest.Text);
        await using (var bot = await SeedBot.Start(workspace, app, clock, scratch.Folder))
        {
            var seed = new DemoSeed(
                workspace, clock, bot, new SeedProgress(TextWriter.Null, changes: false, TimeProvider.System));
            await seed.Run(Present, Weeks, TestContext.Current.CancellationToken);
            Assert.Empty(seed.Missed);
        }

        var (file, back) = ($"Data Source={scratch.Path}", $"Data Source={Path.Combine(scratch.Folder, "new", "back.db")}");
        MoveStore.Run(file, there.ConnectionString, said);
        MoveStore.Run(there.ConnectionString, back, said);
        var moved = MovedStore.Export(file);
        Assert.True(moved.Count > 200, $"Too few rows to be a demo: {moved.Count}.");
        Assert.Equal(moved, MovedStore.Export(there.ConnectionString));
        Assert.Equal(moved, MovedStore.Export(back));
        Assert.Matches("(?m)^history: [0-9,]+ rows, equal\r?$", said.ToString());
        using (var store = Store.Open(there.ConnectionString)) store.Read(db => ReviewOfDemo.Agrees(db, Present));

        var seen = Seen(workspace);
        foreach (var store in new[] { there.ConnectionString, back })
        {
            await using var bot = await SeedBot.Start(workspace, app, clock, scratch.Folder, store);
            await bot.Look();
            Assert.Equal(seen, Seen(workspace));
        }

        await using var last = await SeedBot.Start(workspace, app, clock, scratch.Folder, there.ConnectionString);
        await last.Alert(SeedAlert.Body("after_the_move", "after_the_move failed on main", "firing", "main"));
        Assert.NotEqual(seen, Seen(workspace));
    }

    static List<string> Seen(Workspace workspace) =>
    [
        .. workspace.Conversations.All.SelectMany(c => c.Messages.All.Select(m => $"{c.Id} {m.Ts} {m.ThreadTs} {m.Text}")),
    ];

    [Fact]
    public async Task What_moved_goes_on_with_the_next_numbers()
    {
        await using var there = TestStore.OnPostgres();
        Dictionary<string, string?> settings = [];
        await using var afternoon = await Afternoon.Begin(settings: settings);
        await afternoon.Rotation("ana", "ben", "chloe");
        await afternoon.Ana.Modal.Close();
        await afternoon.Alert(new { title = "orders late", deduplication_key = "orders", metadata = new { branch = "main" } });
        await afternoon.Stop();
        var began = afternoon.Store.ConnectionString;
        var other = TestStore.IsPostgres ? $"Data Source={scratch.Path}" : there.ConnectionString;
        MoveStore.Run(began, other, said);
        settings["ConnectionStrings:Default"] = other;
        await afternoon.Start();
        await afternoon.Alert(new { title = "stock late", deduplication_key = "stock", metadata = new { branch = "main" } });
        afternoon.Ben.Sees("INC-2 stock late", "#inc-2-stock-late");
        await afternoon.Alert(new { title = "orders late", deduplication_key = "orders", metadata = new { branch = "main" } });
        Assert.DoesNotContain(afternoon.Workspace.Conversations.All, c => c.Name.StartsWith("inc-3", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_in_use_is_not_mixed_with_what_moves()
    {
        await using var there = TestStore.OnPostgres();
        var file = Used();
        await using (var db = there.Open()) db.Execute("insert into settings values ('theirs', '1')");
        var before = MovedStore.Export(there.ConnectionString);
        Assert.EndsWith(
            " is in use: its table settings holds rows. Name an empty one, so that nothing is mixed.",
            Sentence(file, there.ConnectionString), StringComparison.Ordinal);
        Assert.Equal(before, MovedStore.Export(there.ConnectionString));
        Assert.Equal(
            $"--to names {scratch.Path}, which is what ConnectionStrings__Default names already.", Sentence(file, file));
    }

    [Fact]
    public async Task Nothing_moves_while_a_bot_runs_on_either()
    {
        await using var there = TestStore.OnPostgres();
        var (file, back) = (Used(), Path.Combine(scratch.Folder, "back.db"));
        using (Store.Open(there.ConnectionString))
        {
            Assert.Matches(@"^A bot runs on .+\. Stop all that do, and move then\.$", Sentence(file, there.ConnectionString));
            Assert.Matches(
                @"^A bot runs on .+\. Stop all that do, and move then\.$",
                Sentence(there.ConnectionString, $"Data Source={back}"));
        }

        using (Store.Open(file))
            Assert.StartsWith(
                $"Another bot is already running on {scratch.Path}. Stop it first", Sentence(file, there.ConnectionString),
                StringComparison.Ordinal);
        using (Store.OpenSource(there.ConnectionString))
            Assert.EndsWith(
                " is being moved just now. Start the bot when that is over.",
                Assert.Throws<CannotStartException>(() => Store.Open(there.ConnectionString).Dispose()).Message,
                StringComparison.Ordinal);
        // One that was killed just now, or whose engine has no locks to tell it by.
        var soon = TimeProvider.System.GetUtcNow().AddSeconds(8).ToUnixTimeMilliseconds();
        await using (var db = there.Open()) db.Execute("insert into turns values ('ticks', 'somebody', @soon)", new { soon });
        Assert.EndsWith(
            " Stop all that do, wait ten seconds and move then.", Sentence(there.ConnectionString, $"Data Source={back}"),
            StringComparison.Ordinal);
        Assert.False(File.Exists(back), "What was made for the copy is still there.");
        Assert.False(File.Exists($"{back}.lock"), "What was made for the copy is still there.");
    }

    [Fact]
    public async Task A_copy_that_fails_half_way_leaves_nothing_and_can_be_made_again()
    {
        await using var there = TestStore.OnPostgres();
        var file = Used();
        var before = MovedStore.Export(file);
        await using var db = there.Open();
        db.Execute(
            """
            create function no_room() returns trigger language plpgsql as
                $$ begin raise exception 'no room' using errcode = '53100'; end $$;
            create trigger no_room before insert on settings for each row execute function no_room();
            """);
        Assert.Matches(
            @"^It went wrong: .*no room\. Nothing was moved, and nothing was changed\.$", Sentence(file, there.ConnectionString));
        Assert.DoesNotContain(
            MovedStore.Export(there.ConnectionString), row => !row.StartsWith("counters", StringComparison.Ordinal));
        Assert.Equal(before, MovedStore.Export(file));
        db.Execute("drop trigger no_room on settings");
        MoveStore.Run(file, there.ConnectionString, said);
        Assert.Equal(before, MovedStore.Export(there.ConnectionString));
    }

    [Fact]
    public async Task Tables_of_others_stay_where_they_are_and_keep_a_store_from_being_moved_into()
    {
        const string Theirs =
            "create table _litestream_seq (id integer primary key, seq integer); insert into _litestream_seq values (1, 1); "
                + "create table _litestream_lock (id integer); create table alerts_backup (id integer)";
        await using var there = TestStore.OnPostgres();
        var (file, back) = (Used(), $"Data Source={Path.Combine(scratch.Folder, "back.db")}");
        var before = MovedStore.Export(file);
        using (var db = scratch.File().Open()) db.Execute(Theirs);
        MoveStore.Run(file, there.ConnectionString, said);
        Assert.Contains(
            "Of what is no table of the bot nothing is copied: _litestream_lock, _litestream_seq, alerts_backup.",
            said.ToString(),
            StringComparison.Ordinal);
        Assert.Equal(before, MovedStore.Export(there.ConnectionString));
        await using (var db = there.Open()) db.Execute(Theirs);
        MoveStore.Run(there.ConnectionString, back, said);
        Assert.Equal(before, MovedStore.Export(back));

        await using var taken = TestStore.OnPostgres();
        await using (var db = taken.Open()) db.Execute(Theirs);
        Assert.EndsWith(
            " is in use: its table _litestream_seq holds rows. Name an empty one, so that nothing is mixed.",
            Sentence(file, taken.ConnectionString), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_had_what_at_the_end_holds_up_nobody_after_the_move()
    {
        await using var there = TestStore.OnPostgres();
        var file = Used();
        using (var db = scratch.File().Open())
            db.Execute(
                """
                insert into wakes (subject, lane, version, due_at, tries, claimed_by, claimed_until)
                values ('incident:1', 1, 1, 0, 0, 'gone', 9999999999999);
                insert into turns values ('ticks', 'gone', 1);
                """);
        MoveStore.Run(file, there.ConnectionString, said);
        await using var moved = there.Open();
        Assert.Equal(
            1, moved.ExecuteScalar<long>("select count(*) from wakes where claimed_by is null and claimed_until is null"));
        Assert.Equal(0, moved.ExecuteScalar<long>("select (select count(*) from turns) + (select count(*) from changes)"));
    }

    [Fact]
    public async Task What_is_no_store_of_this_version_is_named_and_left_as_it_is()
    {
        await using var there = TestStore.OnPostgres();
        var none = Path.Combine(scratch.Folder, "none", "none.db");
        Assert.Equal(
            $"{none} holds nothing of a bot, so there is nothing to move.",
            Sentence($"Data Source={none}", there.ConnectionString));
        Assert.False(Directory.Exists(Path.GetDirectoryName(none)));
        var file = Used();
        using (var db = scratch.File().Open())
            db.Execute("delete from SchemaVersions where ScriptName = 'migrations/sqlite/0025_two_stores.sql'");
        Assert.Equal(
            $"{scratch.Path} was written by an older bot. Start this version on it once, which upgrades it, stop it and move "
                + "then.",
            Sentence(file, there.ConnectionString));
        await using (var db = there.Open())
            db.Execute("insert into schemaversions (scriptname, applied) values ('migrations/postgres/9999_future.sql', now())");
        Assert.Contains(
            " was written by a newer bot ", Sentence(there.ConnectionString, $"Data Source={none}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("copy.db", "--to names neither a file nor a host. Use ")]
    [InlineData("", "--to must name a file, such as \"Data Source=bot.db\".")]
    [InlineData("Host=;Database=x", "--to names no host.")]
    [InlineData("postgres://bot@db/x?pool=1", "--to has an option behind ? that the bot does not know. ")]
    [InlineData("host=db dbname=bot password=S3cretPw", "--to separates its options by spaces, as psql takes them.")]
    [InlineData("Host=127.0.0.1;Port=1;Database=x", "PostgreSQL at 127.0.0.1:1/x cannot be reached (")]
    public void A_wrong_target_is_named(string to, string sentence) =>
        Assert.StartsWith(sentence, Sentence(Used(), to), StringComparison.Ordinal);

    [Theory]
    [InlineData("move")]
    [InlineData("move", "--to")]
    [InlineData("move", "Host=db")]
    [InlineData("move", "--to", "Host=db", "--force")]
    public async Task The_verb_wants_to_know_where_to(params string[] words) => Assert.Equal(1, await BotApp.Run(words));

    /// <summary>A file that a bot has used.</summary>
    string Used()
    {
        using (scratch.Open()) { }
        using var db = scratch.File().Open();
        db.Execute("insert into settings values ('ours', '1') on conflict do nothing");
        SqliteConnection.ClearPool(db);
        return $"Data Source={scratch.Path}";
    }

    string Sentence(string from, string to) => Assert.Throws<CannotStartException>(() => MoveStore.Run(from, to, said)).Message;
}
