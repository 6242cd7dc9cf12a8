using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bot.Alerts.Json;
using Bot.Delivery;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Alerts.Sources;

/// <summary>What a source sent, as it came, with what was decided and why.</summary>
public sealed partial class ShowPayload(Database database, SourcePage page)
{
    const int Most = 8000;

    static readonly JsonSerializerOptions Pretty = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public Task Open(BlockActionRequest press, CancellationToken stop) => page.Push(press, id => Modal(id, press.User.Id), stop);

    ModalViewDefinition Modal(string id, string user) => database.Read(db =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && AlertStore.Find(db, Viewer.Of(user), number) is { } alert
            ? new ModalViewDefinition
            {
                Title = "Payload",
                Close = "Back",
                Blocks =
                [
                    new SectionBlock
                    {
                        Text = $"*{AlertTexts.Text(alert.Title, 150)}*\n{AlertTexts.Text(alert.Source, 60)} · "
                            + $"{When.At(alert.At)} · {alert.Decision}\n"
                            + AlertTexts.Text(alert.Reason, 500),
                    },
                    .. BodyStore.Of(db, number) is { } body ? LongText.Sections("", Shown(body))
                        : [new SectionBlock { Text = "What it came in was kept for a while, and is forgotten by now." }],
                ],
            }
            : OpenForm.Done("Payload", "This alert is not to be seen any more."));

    /// <summary>A body as it came: laid out where it is JSON, as code that nothing in it ends, without its secrets.</summary>
    public static string Shown(byte[] body)
    {
        var text = VisibleText.Of(BodyText.Of(body).Text).Trim();
        var laidOut = Secret().Replace(LaidOut(text), "$1\"(left out)\"").Replace("```", "'''", StringComparison.Ordinal);
        return laidOut.Length == 0 ? "It was empty." : $"```\n{Limits.Truncate(laidOut, Most)}\n```";
    }

    static string LaidOut(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return JsonSerializer.Serialize(json.RootElement, Pretty);
        }
        catch (JsonException)
        {
            return text;
        }
    }

    // What proves who sends, where a form of senders has it in the body itself.
    [GeneratedRegex(
        "(\"(?:routing_key|service_key|integration_key|token|access_token|api_key|password|secret)\"\\s*:\\s*)\"[^\"]*\"",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Secret();
}
