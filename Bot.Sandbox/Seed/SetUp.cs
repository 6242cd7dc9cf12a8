namespace Bot.Sandbox.Seed;

/// <summary>How the demo's two rotations are made, through the bot's own forms.</summary>
sealed class SetUp(Workspace workspace)
{
    public async Task DataTeam()
    {
        if (await SampleRotation.Make(workspace) is { } trouble) throw new SandboxException(trouble);
    }

    public async Task Engineers()
    {
        var finn = workspace.Member("finn");
        await finn.Slash("/cover rota new", "#engineering");
        var form = finn.Modal;
        await form.Fill("Name", "On-call engineers").ChoosePeople("Members", "finn", "gwen", "ivy").Press("More settings");
        await form.Choose("User group", "on-call-engineers");
        await form.Tick("Yes, take it over").Submit();
        if (form.Errors.Count > 0) throw new SandboxException(string.Join(' ', form.Errors.Values));
        if (finn.ModalOrNone is { } left) await left.CloseAll();
    }
}
