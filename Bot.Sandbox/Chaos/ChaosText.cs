namespace Bot.Sandbox.Chaos;

/// <summary>What a message says to whoever may read it.</summary>
static class ChaosText
{
    public static string Of(ChaosScene scene, PostedMessage message)
    {
        var reader = new Reader(scene.Workspace, scene.Workspace.People["ivy"]);
        return $"{reader.Notification(message)}\n{reader.Read(message)}";
    }
}
