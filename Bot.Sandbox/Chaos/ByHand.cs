namespace Bot.Sandbox.Chaos;

/// <summary>An admin changes by hand, in Slack, what the bot keeps.</summary>
sealed class ByHand(ChaosScene scene)
{
    /// <summary>A group gets other members than those who are on call.</summary>
    public async Task<bool> SetGroup(int n)
    {
        await InsistentPeople.Try(() => scene.Workspace.Member("ivy").SetsGroup(
            n % 2 == 0 ? SampleWorkspace.DataGroup : SampleWorkspace.EngineersGroup,
            ChaosScene.Insiders[n % ChaosScene.Insiders.Length]));
        return true;
    }

    /// <summary>A channel gets another name.</summary>
    public async Task<bool> Rename(Conversation? channel)
    {
        if (channel is null) return false;
        var ivy = scene.Workspace.Member("ivy");
        await InsistentPeople.Try(() => ivy.Joins(channel.Id));
        await InsistentPeople.Try(() => ivy.Renames(channel.Id, $"inc-x{channel.Name["inc-".Length..]}"));
        return true;
    }

    /// <summary>The bot is put out of a channel.</summary>
    public async Task<bool> PutBotOut(Conversation? channel)
    {
        if (channel is null) return false;
        await InsistentPeople.Try(() => scene.Workspace.Member("ivy").PutsOut(channel.Id, scene.App.BotUser));
        return true;
    }
}
