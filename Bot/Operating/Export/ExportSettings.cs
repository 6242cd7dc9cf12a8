using Bot.Storage;

namespace Bot.Operating.Export;

/// <summary><c>Bot export FILE</c>: a team's settings as a file to read and to keep.</summary>
sealed class ExportSettings(Database database, SettingsFile file, SlackNames names, TimeProvider clock)
{
    public async Task<string> Text(CancellationToken stop)
    {
        Write();
        await names.Learn(stop);
        return Write();
    }

    string Write() => database.Read(db => file.Write(db, names, clock.GetUtcNow()));
}
