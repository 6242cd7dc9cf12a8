using System.Text.Json;
using Microsoft.AspNetCore.Components;

namespace Bot.Sandbox.Page.Tools;

/// <summary>Follows the wire log, a few times a second at most.</summary>
public sealed partial class Inspector : IDisposable
{
    static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);
    readonly CancellationTokenSource end = new();
    List<LogEntry> entries = [];
    LogEntry? open;
    string filter = "";
    int fresh;

    [CascadingParameter] public Stage Stage { get; set; } = null!;
    [CascadingParameter] public Person Viewer { get; set; } = null!;
    [Parameter] public EventCallback Closed { get; set; }

    protected override void OnInitialized()
    {
        Take();
        Stage.Workspace.Log.Added += Note;
        _ = Follow();
    }

    void Note(LogEntry entry) => Volatile.Write(ref fresh, 1);

    async Task Follow()
    {
        using var timer = new PeriodicTimer(Beat);
        try
        {
            while (await timer.WaitForNextTickAsync(end.Token))
                if (Interlocked.Exchange(ref fresh, 0) == 1) await InvokeAsync(Show);
        }
        catch (OperationCanceledException) { }
    }

    void Show()
    {
        Take();
        StateHasChanged();
    }

    void Take() => entries = [.. Stage.Workspace.Log.Entries.Reverse().Where(entry => filter.Length == 0 || Fits(entry))];

    bool Fits(LogEntry entry) => Has(entry.Name) || Has(entry.Sent) || Has(EntryAbout.Of(Stage.Workspace, Viewer, entry));

    bool Has(string text) => text.Contains(filter, StringComparison.OrdinalIgnoreCase);

    static bool IsCall(LogEntry entry) => entry.Kind == "call";

    string Time(LogEntry entry) => Viewer.ClockWithSeconds(Viewer.Local(entry.At));

    static string Pretty(string text) => Json.TryParse(text, out var json) ? JsonSerializer.Serialize(json, Indented) : text;

    public void Dispose()
    {
        Stage.Workspace.Log.Added -= Note;
        end.Cancel();
        end.Dispose();
    }
}
