namespace Bot.Tests.Alerts.Dbt;

/// <summary>Runs that say less than they seem to: nothing ran in them, or what ran was no run of the data.</summary>
public sealed class NothingRanTests
{
    const string Channel = "#inc-1-dbt-build-stg-orders-failed-key-email-of-stg-orders-exists";

    static readonly string[] Skipped = ["skipped stg_orders", "skipped fct_orders"];

    [Theory]
    [InlineData("skipped", "Nothing ran: 2 nodes were skipped.")]
    [InlineData("nothing", "Nothing ran.")]
    [InlineData("hook", "Nothing ran but hooks: 2 nodes were skipped.")]
    public async Task Runs_in_which_nothing_ran_are_not_well(string what, string reason)
    {
        await using var afternoon = await DbtSender.Red();
        await afternoon.Hourly("success stg_orders");
        for (var run = 0; run < 4; run++)
        {
            await afternoon.Sends(Artifact(what), $"{DbtSender.Job}&url=https://ci.example.com/jobs/{run}");
            Assert.Equal(reason, afternoon.Reason());
            await afternoon.Pass(TimeSpan.FromHours(1));
        }

        Assert.Contains("Monitoring", afternoon.Card(Channel).Text, StringComparison.Ordinal);
        for (var run = 0; run < 3; run++) await afternoon.Hourly("success stg_orders", "skipped fct_orders");
        Assert.Contains("Resolved by itself", afternoon.Card(Channel).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("skipped")]
    [InlineData("nothing")]
    [InlineData("hook")]
    public async Task What_was_red_before_a_run_in_which_nothing_ran_stays_red(string what)
    {
        await using var afternoon = await DbtSender.Red();
        await afternoon.Sends(Artifact(what));
        Assert.StartsWith("Nothing ran", afternoon.Reason(), StringComparison.Ordinal);
        Assert.DoesNotContain("Monitoring", afternoon.Card(Channel).Text, StringComparison.Ordinal);
        await afternoon.Runs("success stg_orders");
        Assert.Contains("Monitoring", afternoon.Card(Channel).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("compile", "1 node failed in dbt compile, which opens nothing.")]
    [InlineData("generate", "1 node failed in dbt generate, which opens nothing.")]
    public async Task What_fails_in_a_command_that_looks_at_no_data_opens_nothing_and_says_so(string command, string reason)
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Sends(Of(command, "error stg_orders", "success fct_orders"));
        Assert.Equal(("stored", reason), (afternoon.Ledger()[0].Decision, afternoon.Reason()));
    }

    [Fact]
    public async Task What_clone_cannot_copy_has_failed_until_it_can()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Sends(Of("clone", "error stg_orders", "success fct_orders"));
        Assert.Equal("opened", afternoon.Ledger()[0].Decision);
        Assert.Contains("stg_orders failed", afternoon.Card(Channel).Text, StringComparison.Ordinal);
        await afternoon.Sends(Of("clone", "success stg_orders", "success fct_orders"));
        Assert.Contains("Monitoring", afternoon.Card(Channel).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_clone_copies_may_be_red_all_the_same()
    {
        await using var afternoon = await DbtSender.Red();
        await afternoon.Sends(Of("clone", "success stg_orders"));
        Assert.Equal("Nothing failed in 1 node; 1 other is still red, which it did not run.", afternoon.Reason());
        Assert.DoesNotContain("Monitoring", afternoon.Card(Channel).Text, StringComparison.Ordinal);
    }

    static string Artifact(string what) => what switch
    {
        "skipped" => DbtFiles.Run(Skipped),
        "nothing" => DbtFiles.Run(),
        _ => DbtFiles.Run([.. Skipped, "success hook"]).Replace(
            "model.acme.hook", "operation.acme.acme-on-run-start-0", StringComparison.Ordinal),
    };

    static string Of(string command, params string[] nodes) =>
        DbtFiles.Run(nodes).Replace("\"build\"", $"\"{command}\"", StringComparison.Ordinal);
}
