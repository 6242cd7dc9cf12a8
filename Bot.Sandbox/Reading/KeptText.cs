using System.Text.RegularExpressions;

namespace Bot.Sandbox;

/// <summary>
/// Text as Slack keeps it, whoever sent it: what is no escape, mention or link of its own has its three characters escaped. Read
/// back it is therefore never quite what was sent.
/// </summary>
static partial class KeptText
{
    public static string Of(string sent) => Parts().Replace(sent, part => part.Value switch
    {
        "&" => "&amp;",
        "<" => "&lt;",
        ">" => "&gt;",
        var whole => whole,
    });

    // An escape, a mention, command or link, or one of the three characters alone.
    [GeneratedRegex(@"&(?:amp|lt|gt);|<(?:[@#!][^<>\s][^<>]*|(?:https?://|mailto:)[^<>]+)>|[&<>]")]
    private static partial Regex Parts();
}
