namespace Bot.Sandbox;

/// <summary>Where a payload will be shown; some blocks are for one surface only.</summary>
enum Surface { Message, Modal, Home }

/// <summary>What is wrong with a payload, in Slack's words, each with the JSON pointer of the place.</summary>
sealed class Findings(Surface surface)
{
    readonly List<(string Message, string At)> all = [];

    public Surface Surface => surface;

    public bool Any => all.Count > 0;

    /// <summary>Lines such as "must be less than 76 characters [json-pointer:/blocks/0/text]".</summary>
    public IEnumerable<string> Lines => all.Select(finding => $"{finding.Message} [json-pointer:{finding.At}]");

    public void Add(string message, string at) => all.Add((message, at));
}
