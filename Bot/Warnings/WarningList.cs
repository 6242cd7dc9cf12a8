using System.Data;
using System.Globalization;
using Bot.Domain.Alerts;
using Bot.Domain.Alerts.Dbt;
using Bot.Domain.Warnings;
using Bot.People;
using Bot.Slack;
using Bot.Warnings.Rows;

namespace Bot.Warnings;

/// <summary>The ledger as a modal: what is looked at in groups, the oldest first, a page at a time.</summary>
sealed class WarningList(IDbConnection db, string reader, DateTimeOffset now)
{
    /// <summary>The block of the menus, which keep what was chosen.</summary>
    public const string Menus = "look";

    /// <summary>No filter, among the choices of the menu.</summary>
    public const string NoFilter = ":";

    const int OnPage = 8;
    static readonly Option ByModel = new("By model", "model"), BySignature = new("By what they say", "signature");

    readonly List<Warning> all = WarningStore.All(db, now);

    public ModalViewDefinition Modal(WarningLook look)
    {
        var some = look.Of(db, all, reader, now);
        var groups = WarningGroup.Of(some, look.BySignature);
        var pages = Math.Max(1, (groups.Count + OnPage - 1) / OnPage);
        look = look with { Page = Math.Clamp(look.Page, 1, pages) };
        var mayAct = some.Count > 0 && look.Filter.Show != WarningShow.Fixed;
        return new()
        {
            CallbackId = WarningIds.ListForm,
            Title = "Warnings",
            Submit = mayAct && some.Count > 1 ? (PlainText)$"Decide on all {some.Count}" : null,
            Close = "Done",
            PrivateMetadata = Carried.Write(look),
            Blocks =
            [
                new SectionBlock { Text = Summary() },
                new ActionsBlock { BlockId = Menus, Elements = [Shows(look), Groupings(look), Filters(look)] },
                .. Groups(look, groups, mayAct),
                .. Pages(look.Page, pages),
            ],
        };
    }

    IEnumerable<Block> Groups(WarningLook look, IReadOnlyList<WarningGroup> groups, bool mayAct)
    {
        if (groups.Count == 0) yield return new SectionBlock { Text = Nothing(look) };
        var text = new WarningText(db, reader, now);
        foreach (var group in groups.Skip((look.Page - 1) * OnPage).Take(OnPage))
            yield return new SectionBlock
            {
                BlockId = $"group:{group.Key}",
                Text = Limits.TruncateEscaped(text.Group(group), Limits.Text),
                Accessory = mayAct
                    ? new Button { ActionId = WarningIds.Decide, Text = "Decide", Value = Carried.Write(Target(look, group)) }
                    : null,
            };
    }

    /// <summary>What a press on a group is about, as it stands on the screen.</summary>
    WarningTarget Target(WarningLook look, WarningGroup? group) => new(look, group?.Key, Newest, []);

    /// <summary>The number of the newest warning.</summary>
    public long Newest => all.Select(w => w.Id).DefaultIfEmpty().Max();

    string Nothing(WarningLook look) => all.Count == 0
        ? "Nothing warns. What dbt warns of in production, and alerts that a route sends here, stand here."
        : look.Filter.Show == WarningShow.Open && look.Filter.Field.Length == 0 ? ":white_check_mark: Nothing new warns."
        : "There is none of these.";

    string Summary()
    {
        var open = all.Where(w => w.StateAt(now) == WarningState.Open && !w.IsBaseline).ToList();
        var age = open.Select(w => w.AgeAt(now)).DefaultIfEmpty().Max();
        var oldest = age.TotalDays < 1 ? "" : $", the oldest {Words.Number((long)age.TotalDays, "day", "days")}";
        var debt = WarningDebt.Of(all, now, now).Debt;
        return string.Create(CultureInfo.InvariantCulture, $"*{open.Count} open*{oldest} · debt {debt:N0}");
    }

    StaticSelectMenu Shows(WarningLook look)
    {
        var isMine = WarningLook.IsMine(db, reader, now);
        int Count(WarningShow show) => all.Count(w => (look.Filter with { Show = show }).Takes(w, now, isMine));
        Option Of(WarningShow show) => new(
            string.Create(CultureInfo.InvariantCulture, $"{Named(show)} ({Count(show)})"), show.ToString());
        var options = Enum.GetValues<WarningShow>().Select(Of).ToList();
        return new()
        {
            ActionId = WarningIds.ShowMenu,
            Options = options,
            InitialOption = options[(int)look.Filter.Show],
        };
    }

    static string Named(WarningShow show) => show switch
    {
        WarningShow.Open => "Open",
        WarningShow.Mine => "Mine",
        WarningShow.Baseline => "From the beginning",
        WarningShow.Snoozed => "Snoozed",
        WarningShow.Accepted => "Accepted",
        _ => "Fixed lately",
    };

    static StaticSelectMenu Groupings(WarningLook look) => new()
    {
        ActionId = WarningIds.GroupMenu,
        Options = [ByModel, BySignature],
        InitialOption = look.BySignature ? BySignature : ByModel,
    };

    ExternalSelectMenu Filters(WarningLook look) => new()
    {
        ActionId = WarningIds.FilterMenu,
        MinQueryLength = 0,
        Placeholder = "Path, tag, owner …",
        InitialOption = look.Filter.Field.Length is 0 ? null : Choice(look.Filter, null),
    };

    /// <summary>What the filter menu offers for the letters typed.</summary>
    public IReadOnlyList<Option> Offered(WarningShow show, string typed)
    {
        var shown = (WarningLook.First with { Filter = new(show) }).Of(db, all, reader, now);
        return
        [
            new Option("All", NoFilter),
            .. WarningFilter.Choices(shown, show).Where(c => c.Filter.Value.Length <= Limits.OptionText)
                .Select(c => Choice(c.Filter, c.Count))
                .Where(o => o.Text.Text.Contains(typed, StringComparison.OrdinalIgnoreCase)).Take(Limits.Options - 1),
        ];
    }

    Option Choice(WarningFilter filter, int? count)
    {
        var value = filter.Field switch
        {
            "owner" => Person.NameOf(db, filter.Value),
            "model" => DbtName.Of(filter.Value),
            _ => filter.Value,
        };
        var behind = count is { } many ? string.Create(CultureInfo.InvariantCulture, $" ({many})") : "";
        return new(Limits.Truncate($"{filter.Field}: {value}{behind}", Limits.OptionText), $"{filter.Field}:{filter.Value}");
    }

    static IEnumerable<Block> Pages(int page, int pages)
    {
        if (pages == 1) yield break;
        List<Button> buttons = [];
        if (page > 1) buttons.Add(new() { ActionId = WarningIds.Back, Text = "Back" });
        if (page < pages) buttons.Add(new() { ActionId = WarningIds.Next, Text = "Next" });
        yield return new ContextBlock
        {
            Elements = [string.Create(CultureInfo.InvariantCulture, $"Page {page} of {pages}, the oldest first")],
        };
        yield return new ActionsBlock { BlockId = "pages", Elements = buttons };
    }
}
