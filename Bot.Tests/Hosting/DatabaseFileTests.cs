using Bot.Storage;
using Dapper;

namespace Bot.Tests.Hosting;

/// <summary>The file of a database: who may read it, and what is said where it cannot be taken.</summary>
public sealed class DatabaseFileTests : IDisposable
{
    const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    string Address => $"Data Source={scratch.Path}";

    [Fact]
    public void It_is_made_for_its_owner_alone_and_so_is_the_copy_before_an_upgrade()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no modes.");
        using (var store = Store.Open(Address))
        using (var db = store.OpenWriter())
        {
            Assert.Equal(Private, Mode(scratch.Path));
            Assert.Equal(Private, Mode($"{scratch.Path}-wal"));
            db.Execute("delete from SchemaVersions where ScriptName = (select max(ScriptName) from SchemaVersions)");
            db.Execute("drop table backups");
        }

        // Whether the upgrade works is no matter here: the copy is made before it.
        try
        {
            Store.Open(Address).Dispose();
        }
        catch (CannotStartException)
        {
        }

        Assert.Equal(Private, Mode(Assert.Single(Directory.GetFiles(scratch.Folder, "bot.db.before-*"))));
    }

    [Fact]
    public void One_that_is_there_keeps_the_rights_that_it_has()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no modes.");
        using (scratch.Open()) { }
        const UnixFileMode group = Private | UnixFileMode.GroupRead;
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(scratch.Path, group);
        using (Store.Open(Address)) { }
        Assert.Equal(group, Mode(scratch.Path));
    }

    [Fact]
    public void A_lock_that_cannot_be_opened_is_no_second_bot()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right of their own.");
        File.CreateSymbolicLink($"{scratch.Path}.lock", $"{scratch.Path}.lock");
        using var file = scratch.File();
        var said = Assert.Throws<CannotStartException>(() => file.Own()).Message;
        Assert.StartsWith($"{scratch.Path} cannot be created (", said, StringComparison.Ordinal);
        File.WriteAllText(scratch.Path, "");
        said = Assert.Throws<CannotStartException>(() => file.Own()).Message;
        Assert.StartsWith($"{scratch.Path} cannot be written (", said, StringComparison.Ordinal);
        Assert.EndsWith(
            "Point ConnectionStrings__Default at a folder that can be written.", said, StringComparison.Ordinal);
    }

    static UnixFileMode Mode(string path) => OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path);
}
