using Bot.Tests.Slack;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Bot.Tests.Hosting;

/// <summary>The log's first line: whoever runs the bot sees whether it is on the store that they mean.</summary>
public sealed class SaidAtStartTests
{
    [Fact]
    public async Task It_says_which_file_holds_its_data()
    {
        using var scratch = new Scratch();
        Assert.Equal($"Data is in {scratch.Path}", await First($"Data Source={scratch.Path}"));
    }

    [Fact]
    public async Task It_says_which_database_holds_its_data_and_no_password()
    {
        await using var store = TestStore.OnPostgres();
        var parts = new NpgsqlConnectionStringBuilder(store.ConnectionString);
        Assert.Equal(
            $"Data is in PostgreSQL at {parts.Host}:{parts.Port}/{parts.Database}",
            await First($"{store.ConnectionString};Password=S3cret"));
    }

    static async Task<string> First(string connectionString)
    {
        using var said = new LogBook();
        await using (BotApp.Build(
            [
                "--SLACK_BOT_TOKEN=xoxb-1", "--SLACK_APP_TOKEN=xapp-1", "--urls=http://127.0.0.1:0",
                $"--ConnectionStrings:Default={connectionString}",
            ],
            bot => bot.Logging.ClearProviders().AddProvider(said)))
            return said.At(LogLevel.Information).First();
    }
}
