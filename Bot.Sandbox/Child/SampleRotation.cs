namespace Bot.Sandbox;

/// <summary>Makes the first rotation as Ana would: through the bot's own form behind /cover rota.</summary>
static class SampleRotation
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Null when the rotation stands, else why not, in a sentence.</summary>
    public static async Task<string?> Make(Workspace workspace)
    {
        try
        {
            var ana = workspace.Member("ana");
            await ana.Slash("/cover rota", "#data-team");
            var form = await workspace.Until(() => ana.ModalOrNone, Patience);
            await form.ChoosePeople("Members", SampleWorkspace.DataTeam).Submit();
            if (ana.ModalOrNone is not { } open) return null;
            var reason = open.Trouble ?? string.Join(' ', open.Errors.Select(error => $"{error.Key}: {error.Value}"));
            if (reason.Length > 0) return $"The sample rotation was not made: {reason}";
            await open.CloseAll();
            return null;
        }
        catch (TimeoutException)
        {
            return "The sample rotation was not made: /cover rota opened no form.";
        }
        catch (SandboxException trouble)
        {
            return $"The sample rotation was not made: {trouble.Message.Split('\n')[0]}";
        }
    }
}
