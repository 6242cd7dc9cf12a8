using Microsoft.AspNetCore.Components;

namespace Bot.Sandbox.Page.Tools;

/// <summary>Ticks while the page is open and steers the clock that workspace and bot share.</summary>
public sealed partial class ClockTool
{
    const double Fast = 60;
    readonly CancellationTokenSource end = new();
    IReadOnlyList<ClockMove> moves = [];

    [CascadingParameter] public Stage Stage { get; set; } = null!;
    [CascadingParameter] public Person Viewer { get; set; } = null!;

    DateTimeOffset Local => Viewer.Local(Stage.Clock.GetUtcNow());
    string Shown => Viewer.Moment(Stage.Clock.GetUtcNow());

    protected override void OnInitialized()
    {
        Stage.Clock.Steered += Redraw;
        _ = Tick();
    }

    protected override void OnParametersSet() => Plan();

    void Plan() => moves = ClockMoves.From(Stage.Clock.GetUtcNow(), Viewer, BotsDatabase.NextHandOff(Stage));

    async Task Tick()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            while (await timer.WaitForNextTickAsync(end.Token)) Redraw();
        }
        catch (OperationCanceledException) { }
    }

    void Redraw() => _ = InvokeAsync(() =>
    {
        Plan();
        StateHasChanged();
    });

    void Go(ClockMove move)
    {
        if (move.To is { } to) Stage.Clock.Steer(to, Stage.Clock.Speed);
    }

    void Run() => Stage.Clock.RunAt(Stage.Clock.Speed > 1 ? 1 : Fast);

    string Said(DateTimeOffset? to) => to is { } time ? Viewer.Moment(time) : "no rotation yet";

    public void Dispose()
    {
        Stage.Clock.Steered -= Redraw;
        end.Cancel();
        end.Dispose();
    }
}
