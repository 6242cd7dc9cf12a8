namespace Bot.Sandbox.Seed;

/// <summary>How the demo's two rotations, its routes and its attribute are made, through the bot's own forms.</summary>
sealed class SetUp(Workspace workspace)
{
    /// <summary>The job that is red and green again by itself now and then.</summary>
    public const string FlakyJob = "rates_api";

    const string FlakyRoute = "What mostly recovers";

    // As the list numbers them, behind that one.
    static readonly string[] FeltRoutes = ["2. Customer-facing by day", "3. Customer-facing by night"];

    public async Task DataTeam()
    {
        if (await SampleRotation.Make(workspace) is { } trouble) throw new SandboxException(trouble);
    }

    /// <summary>The rotation of the engineers.</summary>
    /// <param name="handOff">A cron expression; null for the day of the week that the form offers.</param>
    public async Task Engineers(string? handOff = null)
    {
        var finn = workspace.Member("finn");
        await finn.Slash("/cover rota new", "#engineering");
        var form = finn.Modal.Fill("Name", "On-call engineers").ChoosePeople("Members", SampleWorkspace.Engineers);
        if (handOff is not null)
        {
            await form.Choose("Hand-off", "Other (a cron expression)");
            form = form.Fill("Cron expression", handOff);
        }

        await form.Press("More settings");
        await form.Choose("User group", SampleWorkspace.EngineersGroup);
        await form.Tick("Yes, take it over").Submit();
        if (form.Errors.Count > 0) throw new SandboxException(string.Join(' ', form.Errors.Values));
        if (finn.ModalOrNone is { } left) await left.CloseAll();
    }

    /// <summary>The six routes to begin with, and in front of them one for what mostly recovers by itself.</summary>
    public async Task Routes()
    {
        var ivy = workspace.Member("ivy");
        await ivy.Slash("/incident routes", "#data-team");
        await ivy.Modal.Press("Begin with six routes");
        await ivy.Modal.Choose("On-call engineers", SampleWorkspace.EngineersGroup)
            .Fill("Internal jobs", string.Join(", ", Story.InternalJobs())).Submit();
        await ivy.Modal.Submit();
        await ivy.Modal.Fill("Name", FlakyRoute).Press("Add a condition");
        await ivy.Modal.Choose("Attribute", "job").Choose("Comparison", "is").Fill("Values", FlakyJob).Submit();
        await ivy.Modal.Fill("Minutes to recover first", "15").Submit();
        // What it would have changed stands there; there is no past yet.
        await ivy.Modal.Submit();
        await ivy.Modal.CloseAll();
    }

    /// <summary>What customers feel is sent on to one address, and what people change is told another.</summary>
    public async Task Elsewhere(string destination, string webhook)
    {
        var ivy = workspace.Member("ivy");
        await ivy.Slash("/incident destinations", "#data-team");
        await ivy.Modal.Submit();
        await ivy.Modal.Choose("Where alerts are sent on to", "Webhook").Submit();
        await ivy.Modal.Fill("Name", "Status").Fill("Address", destination).Submit();
        await ivy.Modal.CloseAll();
        await ivy.Slash("/incident webhooks", "#data-team");
        await ivy.Modal.Submit();
        await ivy.Modal.Fill("Name", "Changes").Fill("Address", webhook).Tick("Follow-ups").Submit();
        await ivy.Modal.CloseAll();
        await ivy.Slash("/incident routes", "#data-team");
        foreach (var route in FeltRoutes)
        {
            await ivy.Modal.Choose(route, "Change or delete");
            await ivy.Modal.Choose("Also send it on to", "Status").Submit();
            await ivy.Modal.Submit();
        }

        await ivy.Modal.CloseAll();
    }

    /// <summary>The layer of a model, by its name.</summary>
    public async Task Attribute()
    {
        var ivy = workspace.Member("ivy");
        await ivy.Slash("/incident attributes", "#data-team");
        await ivy.Modal.Submit();
        await ivy.Modal.Fill("Name", "layer").Fill("Where it is found", "metadata.job")
            .Fill("What findings stand for", "/^stg_/ -> staging\n/^(fct|dim)_/ -> marts").Submit();
        // What it finds in the last alerts stands there.
        await ivy.Modal.Submit();
        await ivy.Modal.CloseAll();
    }
}
