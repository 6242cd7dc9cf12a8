using System.Data;
using System.Globalization;
using Bot.Alerts.Hooks;
using Bot.Alerts.Intake;
using Bot.Alerts.Sources;
using Bot.Domain.Alerts;
using Bot.Settings;

namespace Bot.Operating.Export;

/// <summary>
/// Who sends alerts and how that is read, without what proves it: a new source gets a token or secret of its own, shown once.
/// </summary>
sealed class SourceSection(IntakeSettings settings, SealedSecrets secrets) : ISection
{
    const string Name = "name", Kind = "kind", PerMinute = "alerts_per_minute", Every = "expected_every", ReadBy = "read_by",
        Expressions = "expressions", Automatic = "automatic";

    public string Key => "sources";

    // One that the configuration names has a row only where something was said of it.
    static List<SourceRow> All(IDbConnection db) => [.. SourceStore.All(db).Where(s => s.RevokedAt is null)];

    static List<string> Names(IDbConnection db)
    {
        var all = SourceStore.All(db);
        var read = HookStore.All(db).Where(h => h.ReadBy is not null || h.Texts.Count > 0).Select(h => h.Source)
            .Where(name => all.TrueForAll(s => s.Name != name || s.RevokedAt is null));
        return [.. all.Where(s => s.RevokedAt is null).Select(s => s.Name).Union(read).Order(StringComparer.Ordinal)];
    }

    public void Write(WriteYaml yaml, IDbConnection db, SlackNames names, DateTimeOffset now) =>
        yaml.Items(Key, Names(db), name =>
        {
            var (row, hook) = (SourceStore.Find(db, name), HookStore.Find(db, name));
            yaml.Text(Name, name);
            if (row?.Kind is { } kind) yaml.Text(Kind, kind, SourceKind.Of(kind)?.Name);
            if (row?.PerMinute is { } most) yaml.Plain(PerMinute, most.ToString(CultureInfo.InvariantCulture));
            else yaml.Text(PerMinute, "", "as the bot is set");
            yaml.Text(Every, row?.Every is { } every ? Silence.Name(every) : "");
            if (hook is null) return;
            yaml.Text(ReadBy, hook.ReadBy ?? Automatic);
            if (hook.Texts.Count > 0)
                yaml.Map(Expressions, () =>
                {
                    foreach (var part in Mapping.Names.Where(hook.Texts.ContainsKey)) yaml.Text(part, hook.Texts[part]);
                });
        });

    public void Read(Plan plan, YamlValue? value)
    {
        if (value is null) return;
        var all = All(plan.Db);
        var named = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in Fields.All(
            value, plan.Problems, "A source", Name, Kind, PerMinute, Every, ReadBy, Expressions))
        {
            if (item.Needed(Name, "A source") is not { } name) continue;
            if (!IntakeSettings.IsName(name)) item.Wrong(Name, "Use letters, digits, dashes, dots and underscores.");
            else if (!named.Add(name)) item.Wrong(Name, $"Another source is called “{name}”. Choose a different name.");
            else Read(plan, item, name, all.Find(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase)));
        }

        foreach (var row in all.Where(s => s.Kind is not null && !named.Contains(s.Name)))
            plan.Add(Difference.LeftAlone, $"the source {row.Name}, which the file does not name");
    }

    void Read(Plan plan, Fields item, string name, SourceRow? row)
    {
        var kind = KindOf(item, name, row, out var isNew);
        name = row?.Name ?? name;
        if (kind is not null && isNew) Make(plan, name, kind);
        var (limit, every) = (LimitOf(item, row?.PerMinute), EveryOf(item, row?.Every));
        var changed = new[] { limit == row?.PerMinute ? null : PerMinute, every == row?.Every ? null : Every }
            .OfType<string>().ToList();
        if (changed.Count > 0)
            plan.Add(isNew ? Difference.Added : Difference.Changed, $"the source {name}: {string.Join(", ", changed)}", tx =>
            {
                SourceStore.Limit(tx, name, limit, plan.By);
                SourceStore.Expect(tx, name, every, plan.By);
            });
        Reading(plan, item, name, isNew);
    }

    SourceKind? KindOf(Fields item, string name, SourceRow? row, out bool isNew)
    {
        var (key, configured) = (item.Text(Kind), settings.Names.Contains(name, StringComparer.OrdinalIgnoreCase));
        var kind = SourceKind.Of(key);
        isNew = row is null && !configured;
        if (key is not null && kind is null)
            item.Wrong(Kind, $"kind is one of {string.Join(", ", SourceKind.All.Select(k => k.Key))}.");
        else if (kind is not null && configured)
            item.Wrong(Kind, $"The configuration names the source {name}, so that it has no kind here. Leave this line out.");
        else if (kind is not null && row is not null && row.Kind != kind.Key)
            item.Wrong(Kind, $"{row.Name} is of another kind, which stays. Revoke it in Slack first, or choose another name.");
        else if (key is null && isNew)
            item.Wrong(
                Name, $"There is no source {name} here. Say its kind so that it is made, or name it in the configuration.");
        else if (isNew && kind is { Proof: SourceProof.MadeSecret } && secrets.Problem is { } problem) item.Wrong(Kind, problem);
        return kind;
    }

    void Make(Plan plan, string name, SourceKind kind)
    {
        var proof = kind.Proof == SourceProof.GivenSecret ? null : MakeSource.NewToken();
        plan.Add(Difference.Added, $"the source {name} ({kind.Name})", tx =>
        {
            SourceStore.Make(tx, name, kind, plan.By);
            if (proof is null) plan.Proofs.Add($"{name}: enter its secret in Slack, on its page under sources.");
            else if (kind.Proof == SourceProof.MadeSecret)
            {
                SourceStore.SetSecret(tx, name, secrets.Seal(name, proof), plan.By);
                plan.Proofs.Add($"{name}: its secret is {proof}");
            }
            else
            {
                SourceStore.Rotate(tx, name, proof, plan.By);
                plan.Proofs.Add($"{name}: its token is {proof}");
            }
        });
    }

    static long? LimitOf(Fields item, long? before)
    {
        if (item.Text(PerMinute) is not { } text) return before;
        if (text.Length == 0) return null;
        if (Setting.IsWhole(text, LimitSource.Most, out var limit)) return limit;
        item.Wrong(PerMinute, $"Use a whole number up to {LimitSource.Most}, or \"\" for as the bot is set.");
        return before;
    }

    static TimeSpan? EveryOf(Fields item, TimeSpan? before)
    {
        if (item.Text(Every) is not { } text) return before;
        if (text.Length == 0) return null;
        if (Silence.Spans.FirstOrDefault(s => s.Name == text) is { Name: not null } span) return span.Every;
        if (before is { } now && Silence.Name(now) == text) return before;
        item.Wrong(Every, $"{Every} is one of {string.Join(", ", Silence.Spans.Select(s => s.Name))}, or \"\" for never.");
        return before;
    }

    static void Reading(Plan plan, Fields item, string name, bool isNew)
    {
        var before = HookStore.Find(plan.Db, name);
        string[] readers = [Automatic, .. Presets.All.Select(p => p.Id).Distinct(), HookRow.Own];
        var reader = item.Choice(ReadBy, readers) ?? before?.ReadBy ?? Automatic;
        var texts = Texts(plan, item) ?? before?.Texts ?? new Dictionary<string, string>();
        if (reader == HookRow.Own && !texts.ContainsKey(Mapping.Title))
            item.Wrong(ReadBy, "Own expressions need a title. Write expressions: with title: below.");
        if (reader == (before?.ReadBy ?? Automatic) && AreSame(before?.Texts, texts)) return;
        plan.Add(
            isNew ? Difference.Added : Difference.Changed, $"how posts of {name} are read",
            tx => HookStore.Choose(tx, name, reader == Automatic ? null : reader, texts.Count > 0 ? texts : null, plan.By));
    }

    static bool AreSame(IReadOnlyDictionary<string, string>? one, IReadOnlyDictionary<string, string> other) =>
        (one?.Count ?? 0) == other.Count && other.All(t => one!.GetValueOrDefault(t.Key) == t.Value);

    static Dictionary<string, string>? Texts(Plan plan, Fields item)
    {
        if (item.Value(Expressions) is not { } value) return null;
        if (Fields.Of(value, plan.Problems, "Expressions", [.. Mapping.Names]) is not { } fields) return null;
        var texts = Mapping.Names.Where(n => fields.Text(n) is { Length: > 0 }).ToDictionary(n => n, n => fields.Text(n)!);
        foreach (var (part, problem) in Mapping.Parse(texts).Problems) fields.Wrong(part, problem);
        return texts;
    }
}
