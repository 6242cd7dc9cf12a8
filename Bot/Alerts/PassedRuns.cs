using Bot.Domain.Alerts;
using Bot.Storage;

namespace Bot.Alerts;

/// <summary>A run that passed, with what its sender said of it, such as its commit.</summary>
/// <param name="Alert">What told of it.</param>
/// <param name="IsOfDbt">An artifact of dbt has all its nodes well.</param>
/// <param name="At">When it ended, as far as its sender says that.</param>
public sealed record PassedRun(Alert Alert, bool IsOfDbt, DateTimeOffset? At = null);

/// <summary>Runs that passed, handed to the features that wait for one, inside the change that takes them in.</summary>
public sealed class PassedRuns
{
    readonly List<Action<Tx, PassedRun>> listeners = [];

    public void Listen(Action<Tx, PassedRun> listener) => listeners.Add(listener);

    public void Heard(Tx tx, PassedRun run) => listeners.ForEach(listener => listener(tx, run));
}
