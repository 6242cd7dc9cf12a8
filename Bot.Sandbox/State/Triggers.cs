namespace Bot.Sandbox;

/// <summary>A trigger_id: lets an app open one view for one person, once, within three seconds of wire time.</summary>
sealed class Trigger
{
    public required InstalledApp App { get; init; }
    public required Person Person { get; init; }
    public required long Given { get; init; }
    /// <summary>The modal it came from; only such a trigger can push.</summary>
    public string? ViewId { get; init; }
    public Conversation? Conversation { get; init; }
    public bool Used { get; set; }
}

/// <summary>Gives triggers and takes them back, once each.</summary>
sealed class Triggers(Workspace workspace)
{
    readonly Dictionary<string, Trigger> all = [];

    public string Give(InstalledApp app, Person person, Conversation? conversation = null, string? viewId = null) =>
        workspace.Do(() =>
    {
        var id = $"{workspace.Ids.Number()}.{workspace.Ids.Number()}.{workspace.Ids.Hex(32)}";
        all[id] = new Trigger
        {
            App = app,
            Person = person,
            Conversation = conversation,
            ViewId = viewId,
            Given = Wire.GetTimestamp()
        };
        return id;
    });

    /// <summary>Throws Slack's refusal for a trigger that is malformed, another app's, used, or too old.</summary>
    public Trigger Take(string id, InstalledApp app)
    {
        if (id.Split('.').Length != 3) throw Refusal.InvalidArguments("invalid `trigger_id`");
        if (!all.TryGetValue(id, out var trigger) || trigger.App != app) throw new Refusal("invalid_trigger_id");
        if (trigger.Used) throw new Refusal("exchanged_trigger_id");
        if (Wire.GetElapsedTime(trigger.Given) > workspace.Options.TriggerLifetime) throw new Refusal("expired_trigger_id");
        trigger.Used = true;
        return trigger;
    }

    TimeProvider Wire => workspace.Options.Wire;
}
