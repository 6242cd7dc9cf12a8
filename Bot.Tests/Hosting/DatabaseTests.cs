using Bot.People;
using Bot.Settings;
using Bot.Storage;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Bot.Tests.Hosting;

public sealed class DatabaseTests : IDisposable
{
    readonly Scratch scratch = new();
    readonly Database database;

    public DatabaseTests() => database = scratch.Open();

    public void Dispose()
    {
        database.Dispose();
        scratch.Dispose();
    }

    [Fact]
    public async Task A_change_is_on_disk_when_it_returns()
    {
        await database.Change(tx => SettingStore.Set(tx, "a", "1", "U1"));
        Assert.Equal("1", database.Read(db => SettingStore.Get(db, "a")));
    }

    [Fact]
    public async Task One_bad_change_in_a_group_leaves_the_others_standing()
    {
        using var gate = new ManualResetEventSlim();
        var hold = database.Change(_ => gate.Wait(TestContext.Current.CancellationToken));
        var good = Enumerable.Range(0, 9).Select(i => database.Change(tx => SettingStore.Set(tx, $"k{i}", "1", "U1"))).ToList();
        var bad = database.Change(tx =>
        {
            SettingStore.Set(tx, "bad", "1", "U1");
            throw new InvalidOperationException("no");
        });
        gate.Set();
        await hold;
        await Task.WhenAll(good);
        await Assert.ThrowsAsync<InvalidOperationException>(() => bad);
        Assert.Equal(9, database.Read(db => db.ExecuteScalar<long>("select count(*) from settings")));
    }

    [Fact]
    public async Task A_broken_rule_of_the_schema_refuses_that_change_alone()
    {
        await database.Change(tx => tx.Db.Execute("insert into settings values ('a', '1')"));
        using var gate = new ManualResetEventSlim();
        var hold = database.Change(_ => gate.Wait(TestContext.Current.CancellationToken));
        var bad = database.Change(tx => tx.Db.Execute("insert into settings values ('a', '2')"));
        var good = database.Change(tx => tx.Db.Execute("insert into settings values ('b', '2')"));
        gate.Set();
        await hold;
        await good;
        await Assert.ThrowsAsync<StorageException>(() => bad);
        Assert.Equal("1", database.Read(db => SettingStore.Get(db, "a")));
    }

    [Fact]
    public async Task Many_bad_changes_in_a_group_leave_the_others_standing()
    {
        using var gate = new ManualResetEventSlim();
        var hold = database.Change(_ => gate.Wait(TestContext.Current.CancellationToken));
        var all = Enumerable.Range(0, 40).Select(i => database.Change(tx =>
        {
            SettingStore.Set(tx, $"k{i}", "1", "U1");
            if (i % 2 == 0) throw new InvalidOperationException($"no {i}");
        })).ToList();
        gate.Set();
        await hold;
        for (var i = 0; i < all.Count; i++)
            if (i % 2 == 0) Assert.Equal($"no {i}", (await Assert.ThrowsAsync<InvalidOperationException>(() => all[i])).Message);
            else await all[i];
        Assert.Equal(20, database.Read(db => db.ExecuteScalar<long>("select count(*) from settings")));
    }

    [Fact]
    public async Task What_a_change_has_read_those_behind_it_need_not_until_one_comes_that_may_alter_it()
    {
        using var gate = new ManualResetEventSlim();
        using var held = new ManualResetEventSlim();
        var hold = database.Change(_ =>
        {
            held.Set();
            gate.Wait(TestContext.Current.CancellationToken);
        });
        // The writer has taken its group by now, so what is asked for from here on is one group behind it.
        held.Wait(TestContext.Current.CancellationToken);
        var reads = 0;
        Task<int> Look() => database.Change(tx =>
        {
            tx.LeavesCommon = true;
            return tx.Common("reads", () => ++reads);
        });
        Task<int>[] looks = [Look(), Look(), database.Change(tx => 0), Look(), Look()];
        gate.Set();
        await hold;
        var read = await Task.WhenAll(looks);
        Assert.Equal([1, 1, 0, 2, 2], read);
        Assert.Equal(3, await Look());
    }

    [Fact]
    public async Task A_full_disk_in_the_middle_of_a_group_acknowledges_only_what_is_on_disk()
    {
        var pages = await database.Change(tx => tx.Db.ExecuteScalar<long>("pragma page_count"));
        await database.Change(tx => tx.Db.ExecuteScalar<long>($"pragma max_page_count = {pages + 8}"));
        var results = await TenAtOnce(new string('x', 10_000));
        var acknowledged = results.Count(ok => ok);
        Assert.InRange(acknowledged, 1, 9);
        Assert.Equal(acknowledged, database.Read(db => db.ExecuteScalar<long>("select count(*) from settings")));

        await database.Change(tx => tx.Db.ExecuteScalar<long>("pragma max_page_count = 1000000"));
        Assert.All(await TenAtOnce("small"), Assert.True);
        Assert.Equal(10, database.Read(db => db.ExecuteScalar<long>("select count(*) from settings")));
    }

    async Task<bool[]> TenAtOnce(string value)
    {
        using var gate = new ManualResetEventSlim();
        var hold = database.Change(_ => gate.Wait(TestContext.Current.CancellationToken));
        var ten = Enumerable.Range(0, 10).Select(i => Succeeds(database.Change(tx => tx.Db.Execute(
            "insert into settings values (@key, @value) on conflict (key) do update set value = excluded.value",
            new { key = $"k{i}", value })))).ToList();
        gate.Set();
        await hold;
        return await Task.WhenAll(ten);
    }

    static async Task<bool> Succeeds(Task change)
    {
        try
        {
            await change;
            return true;
        }
        catch (StorageException e) when (e.InnerException is SqliteException { SqliteErrorCode: 13 })
        {
            return false;
        }
    }

    [Fact]
    public async Task A_file_that_is_no_longer_there_keeps_nothing_until_it_is_back()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "An open file cannot be moved there.");
        await database.Change(tx => SettingStore.Set(tx, "a", "1", "U1"));
        File.Move(scratch.Path, scratch.Path + ".away");
        var refused = await Assert.ThrowsAsync<StorageException>(
            () => database.Change(tx => SettingStore.Set(tx, "b", "1", "U1")));
        Assert.StartsWith($"{scratch.Path} was removed or replaced", refused.Message, StringComparison.Ordinal);
        Assert.Equal(refused.Message, database.Trouble);
        File.WriteAllText(scratch.Path, "");
        await Assert.ThrowsAsync<StorageException>(() => database.Change(tx => SettingStore.Set(tx, "b", "1", "U1")));
        File.Move(scratch.Path + ".away", scratch.Path, overwrite: true);
        await database.Change(tx => SettingStore.Set(tx, "b", "1", "U1"));
        Assert.Null(database.Trouble);
    }

    [Fact]
    public async Task A_repeat_of_the_same_press_gets_the_first_answer_and_changes_nothing()
    {
        var runs = 0;
        Task<string?> Press() => database.Once("press", _ => $"answer {++runs}");
        Assert.Equal(["answer 1", "answer 1", "answer 1"], await Task.WhenAll(Press(), Press(), Press()));
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task An_answer_of_a_change_that_failed_is_not_kept()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => database.Once("press", _ => throw new InvalidOperationException()));
        Assert.Equal("now", await database.Once("press", _ => "now"));
    }

    [Fact]
    public async Task Waking_a_subject_is_part_of_the_change()
    {
        var woken = 0;
        database.Woken += _ => woken++;
        await Assert.ThrowsAsync<InvalidOperationException>(() => database.Change(tx =>
        {
            tx.Wake("incident:1");
            throw new InvalidOperationException();
        }));
        Assert.Equal(0, woken);
        await database.Change(tx => tx.Wake("incident:1"));
        Assert.Equal(1, woken);
        Assert.Equal("incident:1", database.Read(db => db.QuerySingle<string>("select subject from wakes")));
    }

    [Fact]
    public async Task Every_kind_of_column_comes_back_as_it_went()
    {
        var person = new Person { Id = "U1", Name = "Ana <b>", Zone = "Europe/Madrid", Admin = true, Team = null };
        await database.Change(person.Save);
        var read = database.Read(db => Person.Find(db, "U1"))!;
        Assert.Equal(
            (person.Name, person.Zone, person.Admin, person.Guest, person.Team),
            (read.Name, read.Zone, read.Admin, read.Guest, read.Team));
    }
}
