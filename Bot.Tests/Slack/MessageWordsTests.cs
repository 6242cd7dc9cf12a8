using System.Text.Json;
using Bot.Slack;

namespace Bot.Tests.Slack;

/// <summary>What a message says, whoever has made it and of what.</summary>
public sealed class MessageWordsTests
{
    static string Of(string message) =>
        MessageWords.Of(JsonSerializer.Deserialize(message, SlackJson.Default.MessageEvent)!);

    [Theory]
    [InlineData("""{"text": "late &amp; <@U1>", "blocks": [{"type": "header", "text": {"type": "plain_text", "text": "no"}}]}""",
        "late &amp; <@U1>")]
    [InlineData("""{"text": "look", "files": [{"id": "F1", "name": "a<b>.png"}, {"id": "F2", "name": "c.csv"}]}""",
        "look (a&lt;b&gt;.png, c.csv)")]
    [InlineData("""{"text": "", "files": [{"id": "F1", "name": "a.png"}]}""", "(a.png)")]
    [InlineData("""
        {"text": "", "attachments": [{"fallback": "short", "pretext": "[FIRING:1]", "title": "orders", "text": "3 rows <!here>",
         "fields": [{"title": "Severity", "value": "high"}, {"title": "", "value": "dbt"}]}]}
        """, "[FIRING:1]\norders\n3 rows <!here>\nSeverity: high\ndbt")]
    [InlineData("""{"text": "", "attachments": [{"fallback": "orders failed"}]}""", "orders failed")]
    [InlineData("""{"text": "", "attachments": [{"from_url": "https://x.example", "title": "A page"}]}""", "")]
    [InlineData("""
        {"blocks": [{"type": "header", "text": {"type": "plain_text", "text": "Orders <failed>"}}, {"type": "divider"},
         {"type": "section", "text": {"type": "mrkdwn", "text": "*3* rows"}, "fields": [{"type": "mrkdwn", "text": "in dbt"}],
          "accessory": {"type": "button", "text": {"type": "plain_text", "text": "Open"}}},
         {"type": "context", "elements": [{"type": "image", "alt_text": "x"}, {"type": "plain_text", "text": "now"}]},
         {"type": "actions", "elements": []}]}
        """, "Orders &lt;failed&gt;\n*3* rows\nin dbt\nnow")]
    [InlineData("""
        {"blocks": [{"type": "rich_text", "elements": [
          {"type": "rich_text_section", "elements": [{"type": "text", "text": "a & b "}, {"type": "user", "user_id": "U1"}]},
          {"type": "rich_text_list", "elements": [
            {"type": "rich_text_section", "elements": [{"type": "link", "url": "https://x.example/1", "text": "one"}]},
            {"type": "rich_text_section", "elements": [{"type": "emoji", "name": "fire"}]}]}]}]}
        """, "a &amp; b <@U1>\n<https://x.example/1|one>\n:fire:")]
    [InlineData("""
        {"blocks": [{"type": "section"}, {"type": 7}, 7, {"type": "rich_text", "elements": [7]}], "attachments": null}
        """, "")]
    public void It_is_its_text_or_what_an_app_has_made_it_of_and_the_names_of_its_files(string message, string says) =>
        Assert.Equal(says, Of(message));
}
