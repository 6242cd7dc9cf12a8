using Bot.Sandbox.Page.Tools;

namespace Bot.Sandbox.Seed;

/// <summary>
/// One night of the demo: a route calls the engineers for what customers see, and by day the data team takes over.
/// </summary>
sealed class NightStory(Workspace workspace, SeedBot bot)
{
    string[] before = [];

    public async Task Fail()
    {
        before = [.. Channels()];
        await bot.Dbt(DbtSample.Run("error stg_invoices", "skipped fct_invoices"));
    }

    public Task Look() => Card(Engineer).Click("I'm on it");

    public async Task Talk() => await Engineer.Says(
        Channel, "Customers see yesterday's invoices and nothing wrong. I restart the load; the model is yours in the morning.");

    public Task Pass() => bot.Dbt(DbtSample.Run("success stg_invoices", "success fct_invoices"));

    public Task TakeOver() => Card(Responder).Click("Take over");

    public async Task Finish()
    {
        await Card(Responder).Click("Resolve");
        await Responder.Modal.Fill("What fixed it", "The load ran again. stg_invoices takes late rows since today.").Submit();
    }

    string Channel => Channels().Except(before).FirstOrDefault()
        ?? throw new SandboxException("What failed at night has no channel.");

    Member Engineer => workspace.Member(CoverStory.Responder(workspace, SampleWorkspace.EngineersGroup));

    Member Responder => workspace.Member(CoverStory.Responder(workspace, SampleWorkspace.DataGroup));

    SeenMessage Card(Member member) => member.Messages(Channel).FirstOrDefault(message => message.IsPinned)
        ?? throw new SandboxException($"{Channel} has no pinned card.");

    IEnumerable<string> Channels() => workspace.Conversations.All
        .Where(each => each.Name.StartsWith("inc-", StringComparison.Ordinal)).Select(each => $"#{each.Name}");
}
