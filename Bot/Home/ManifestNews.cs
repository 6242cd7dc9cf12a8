using System.Data;
using System.Security.Cryptography;
using System.Text;
using Bot.Delivery;
using Bot.Hosting;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Home;

/// <summary>
/// Another version of the bot may need another manifest of its app. Slack says which permissions it has granted; of events,
/// shortcuts and commands it says nothing, so what is new of those is new since an admin said last that the app has them.
/// Admins read so once in private, until one of them says that it is done. A first installation has all there is.
/// </summary>
public sealed class ManifestNews(
    Database database, SlackApi slack, Access access, Posts posts, Trouble trouble, Introduce introduce, BotCommands commands)
{
    /// <summary>Woken with the name of a manifest.</summary>
    public const string Subject = "manifest";

    const int MostLines = 30;

    /// <summary>What the app has, as an admin said last; null where the bot has just been installed.</summary>
    public static readonly Setting<string?> Confirmed = Setting.Plain("manifest_confirmed");

    static readonly Setting<string?> Told = Setting.Plain("manifest_told");

    readonly IReadOnlyList<ManifestItem> items = AppManifest.Items(commands);

    string Name => field ??= Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(Joined(items.Select(i => i.Key)))))[..16];

    /// <summary>What the app may lack.</summary>
    public IReadOnlyList<ManifestItem> New(IDbConnection db)
    {
        if (Confirmed.Now(db) is not { } known) return [];
        var (has, granted) = (known.Split(' ').ToHashSet(), Installation.Scopes.Now(db));
        return [.. items.Where(i => !has.Contains(i.Key) && !(i.Kind == ManifestItem.Scope && granted.Contains(i.Id)))];
    }

    /// <summary>Admins are told of what is new, once.</summary>
    public async Task Look(DateTimeOffset now, CancellationToken stop)
    {
        if (!database.Read(IsSettled)) await database.Change(Look);
    }

    bool IsSettled(IDbConnection db) => New(db).Count > 0
        ? Told.Now(db) == Name
        : Confirmed.Now(db) is { } known && !items.Select(i => i.Key).Except(known.Split(' ')).Any();

    void Look(Tx tx)
    {
        if (IsSettled(tx.Db)) return;
        if (New(tx.Db).Count == 0)
        {
            Confirm(tx, "slack");
            return;
        }

        if (Told.Now(tx.Db) is { } before) tx.Wake($"{Subject}:{before}");
        Told.Set(tx, Name, "bot");
        tx.Wake($"{Subject}:{Name}");
    }

    // What it had before it may have still.
    void Confirm(Tx tx, string by)
    {
        Confirmed.Set(
            tx, Joined((Confirmed.Now(tx.Db)?.Split(' ') ?? []).Union(items.Select(i => i.Key))), by);
        if (Told.Now(tx.Db) is { } told) tx.Wake($"{Subject}:{told}");
    }

    static string Joined(IEnumerable<string> keys) => string.Join(' ', keys);

    /// <summary>"Done": the app has all of it now, as far as Slack can be asked.</summary>
    public async Task<Func<CancellationToken, Task>?> Done(BlockActionRequest press, CancellationToken stop)
    {
        await Ask(stop);
        return Tell.Then(slack, press, await database.Once(press.IdempotencyKey, tx =>
        {
            if (access.Refusal(tx.Db, press.User.Id, Act.SetUp) is { } refusal) return refusal;
            if (press.Action.Value != Name) return "There is a newer manifest: the newest message says what it brings.";
            var missing = New(tx.Db).Where(i => i.Kind == ManifestItem.Scope && AppManifest.Scopes.Contains(i.Id)).ToList();
            if (missing.Count > 0 && Installation.Scopes.Now(tx.Db).Count > 0)
                return $"Slack has not granted {string.Join(", ", missing.Select(m => $"`{m.Id}`"))} yet. "
                    + "Install the app again, then press *Done*.";
            if (New(tx.Db).Count > 0) Confirm(tx, press.User.Id);
            return null;
        }));
    }

    async Task Ask(CancellationToken stop)
    {
        try
        {
            await introduce.Once(stop);
        }
        catch (Exception e) when (e is SlackException or SlackUnreachableException)
        {
            // What Slack said last counts.
        }
    }

    /// <summary>Shows admins what is new, and then that it is done.</summary>
    public async Task Bring(string name, CancellationToken stop)
    {
        var slots = $"{Subject}:{name}";
        var (message, isPending, shown) = database.Read(db => (Of(db, name), IsPending(db, name), Posts.Under(db, slots)));
        if (isPending) await trouble.ShowAdmins(slots, message, stop);
        else
            await Steps.All(shown.Select<string, Func<Task>>(slot => () =>
                posts.Follow(slot, database.Read(db => Posts.ChannelOf(db, slot))!, message, stop, Lost.Left)));
    }

    bool IsPending(IDbConnection db, string name) => name == Name && Told.Now(db) == name && New(db).Count > 0;

    Message Of(IDbConnection db, string name)
    {
        if (IsPending(db, name)) return Pending(New(db));
        var (by, at) = SettingStore.ChangedBy(db, Confirmed.Key);
        var said = Told.Now(db) != name ? "There is a newer manifest by now: another message says what it brings."
            : by == "slack" ? $":white_check_mark: The app has its new manifest since {When.At(at)}."
            : $":white_check_mark: {Mrkdwn.Name(Person.NameOf(db, by))} gave the app its new manifest, {When.At(at)}.";
        return new() { Text = said, Blocks = [new ContextBlock { Elements = [said] }] };
    }

    Message Pending(IReadOnlyList<ManifestItem> news)
    {
        const string Said = ":wrench: *Data Responder's app needs its new manifest.* Until then these do nothing:";
        return new()
        {
            Text = Said,
            Blocks =
            [
                new SectionBlock { Text = Limits.TruncateEscaped($"{Said}\n{Lines(news)}", Limits.Text) },
                new SectionBlock { Text = How },
                new ActionsBlock { Elements = [SetUp.AppPage("Open the app"), DoneButton(ButtonStyle.Primary)] },
            ],
            UnfurlLinks = false,
        };
    }

    static string Lines(IReadOnlyList<ManifestItem> news) => string.Join('\n',
    [
        .. ManifestWords.Of(news.Take(MostLines)).Select(line => $"• {line}"),
        .. news.Count > MostLines ? [$"… {news.Count - MostLines} more"] : Array.Empty<string>(),
    ]);

    const string How = "App settings → *App Manifest* → paste the `manifest.yml` of this version → *Save Changes* → install the "
        + "app again where Slack asks for it.";

    /// <summary>Says that the app has its new manifest.</summary>
    Button DoneButton(ButtonStyle? style = null) =>
        new() { ActionId = HomeIds.ManifestDone, Text = "Done", Value = Name, Style = style };

    /// <summary>The same as a step of the set-up; none while nothing is new.</summary>
    public IEnumerable<SetUpStep> Step(IDbConnection db) => New(db) is not { Count: > 0 } news
        ? []
        : [new(false, $"*The app needs its new manifest.* Until then these do nothing: {Names(news)}.\n{How}", DoneButton())];

    static string Names(IReadOnlyList<ManifestItem> news) =>
        string.Join(", ", news.Take(MostLines).Select(ManifestWords.Name)) + (news.Count > MostLines ? " and others" : "");
}
