using Bot.Sandbox;
using static Bot.Tests.Page.PhonePictures;

namespace Bot.Tests.Page;

/// <summary>
/// A job of dbt that is red for hours and recovers by itself, as a phone of 360 pixels shows it in both themes.
/// </summary>
[Collection(nameof(PageTests))]
public sealed class RedJobPictures(Chromium chromium)
{
    const string Start = "inc-1-dbt-hourly-stg-orders-failed";

    [Fact]
    public async Task A_red_job_fits_a_phone_from_its_first_failure_to_its_quiet_end()
    {
        await using var sandbox = await OpenSandbox.Start(chromium);
        // Whoever does not lead it opens its forms: that is no word of anybody.
        var (ana, finn) = (sandbox.Workspace.Member("ana"), sandbox.Workspace.Member("finn"));
        var desk = await sandbox.Window("ana", "data-team");
        await Run("An hourly dbt run fails", "stg_orders failed");
        var channel = Name()!;
        await sandbox.Shoot("ana", channel, "r1 first run", isTop: true);
        await Run("The next dbt run, one thing more", "1 new");
        await sandbox.Shoot("ana", channel, "r2 one thing more", isTop: true);
        await Card().Choose("…", "More…");
        await Until(() => finn.ModalOrNone is not null);
        await finn.Modal.Press("Split");
        await sandbox.Shoot("finn", channel, "r3 split form", "dialog[open]");
        await finn.Modal.Close();
        await Card().Choose("…", "More…");
        await Until(() => finn.ModalOrNone is not null);
        await finn.Modal.Press("Expect alerts");
        await sandbox.Shoot("finn", channel, "r4 expect form", "dialog[open]");
        await finn.Modal.Close();
        await Run("The next dbt run is green", "Monitoring");
        await sandbox.Shoot("ana", channel, "r5 monitoring", isTop: true);
        // A run that comes before the bot knows of the hour that has passed is taken for the one before.
        for (var run = 0; run < 8 && !Seen("Resolved by itself"); run++) await Run("The next dbt run is green", "Mon", "Res");
        await Until(() => Seen("Resolved by itself"));
        await sandbox.Shoot("ana", channel, "r6 over by itself");
        await sandbox.Shoot("finn", "data-incidents", "r7 announcement");

        async Task Run(string name, params string[] says)
        {
            await desk.Ci(name);
            await Until(() => says.Any(Seen));
            sandbox.Clock.Forward(TimeSpan.FromHours(1));
        }

        bool Seen(string says) => Name() is { } name
            && ana.Messages($"#{name}").FirstOrDefault(m => m.IsPinned)?.Text.Contains(says, StringComparison.Ordinal) == true;

        SeenMessage Card() => finn.Messages($"#{Name()}").First(m => m.IsPinned);

        string? Name() => sandbox.Workspace.Do(() => sandbox.Workspace.Conversations.All.SingleOrDefault(
            c => c.Name?.StartsWith(Start, StringComparison.Ordinal) == true)?.Name);
    }
}
