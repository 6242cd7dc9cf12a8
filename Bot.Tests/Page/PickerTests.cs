using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Bot.Tests.Page;

/// <summary>Choosing people and times with the keyboard and the mouse: nothing opens or changes by itself.</summary>
[Collection(nameof(PageTests))]
public sealed class PickerTests(Chromium chromium) : IAsyncDisposable
{
    OpenSandbox sandbox = null!;
    Sandbox.RawApp app = null!;

    public async ValueTask DisposeAsync()
    {
        if (app is not null) await app.DisposeAsync();
        if (sandbox is not null) await sandbox.DisposeAsync();
    }

    /// <summary>A form as an app might open it: For holds Chloé, Also holds nobody, and there are a day and a time.</summary>
    async Task<IPage> Form(string who = "ana", int width = 1280)
    {
        sandbox = await OpenSandbox.Start(chromium, withBot: false);
        app = new Sandbox.RawApp(sandbox.Workspace);
        await app.Serve();
        var page = await sandbox.Window(who, "random", width);
        await page.Write("/raw");
        var trigger_id = (await app.Next()).GetProperty("payload").GetProperty("trigger_id").GetString();
        var chloe = sandbox.Workspace.People["chloe"].Id;
        var view = Sandbox.Modals.Of("Cover",
            Sandbox.Modals.Input("For", "for", new() { ["type"] = "users_select", ["initial_user"] = chloe }),
            Sandbox.Modals.Input("Also", "also", new() { ["type"] = "multi_users_select" }, optional: true),
            Sandbox.Modals.Input("Day", "day", new() { ["type"] = "datepicker", ["initial_date"] = "2026-03-05" }),
            Sandbox.Modals.Input("From", "from", new() { ["type"] = "timepicker", ["initial_time"] = "09:10" }));
        await app.Done("views.open", new { trigger_id, view });
        await Assertions.Expect(Combobox(page, "For")).ToHaveValueAsync("Chloé Laurent");
        return page;
    }

    const string IsWhole =
        """
        list => {
          const at = list.getBoundingClientRect();
          return at.top >= 0 && at.bottom <= innerHeight && at.left >= 0 && at.right <= innerWidth && at.height > 80;
        }
        """;

    static ILocator Combobox(IPage page, string name) => page.GetByRole(AriaRole.Combobox, new() { NameRegex = new($"^{name}") });

    static ILocator Offers(IPage page) => page.Locator(".offers:popover-open");

    async Task<JsonObject> Submitted(IPage page)
    {
        await page.Modal().Press("Save");
        await Assertions.Expect(page.Modal()).ToHaveCountAsync(0);
        var submitted = (await app.Next()).GetProperty("payload");
        Assert.Equal("view_submission", submitted.GetProperty("type").GetString());
        return JsonNode.Parse(submitted.GetProperty("view").GetProperty("state").GetProperty("values").GetRawText())!.AsObject();
    }

    string Chosen(JsonObject values) => sandbox.Workspace.People[(string)values["for"]!["for"]!["selected_user"]!].Handle;

    [Fact]
    public async Task A_form_opens_with_its_lists_closed_and_Enter_changes_nothing()
    {
        var ana = await Form();
        await Assertions.Expect(Combobox(ana, "For")).ToBeFocusedAsync();
        await Assertions.Expect(Offers(ana)).ToHaveCountAsync(0);
        for (var i = 0; i < 3; i++) await ana.Keyboard.PressAsync("Enter");
        await ana.Keyboard.PressAsync("Tab");
        await Assertions.Expect(Combobox(ana, "Also")).ToBeFocusedAsync();
        await Assertions.Expect(Offers(ana)).ToHaveCountAsync(0);
        await ana.Keyboard.PressAsync("Enter");
        var values = await Submitted(ana);
        Assert.Equal("chloe", Chosen(values));
        Assert.Empty(values["also"]!["also"]!["selected_users"]!.AsArray());
    }

    [Fact]
    public async Task An_open_list_stands_on_what_is_chosen_and_only_who_moves_in_it_chooses()
    {
        var ana = await Form();
        await Combobox(ana, "For").ClickAsync();
        await Assertions.Expect(Offers(ana).Locator(".at")).ToHaveTextAsync("Chloé Laurent @chloe");
        await ana.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Offers(ana)).ToHaveCountAsync(0);
        await Assertions.Expect(Combobox(ana, "For")).ToHaveValueAsync("Chloé Laurent");

        await ana.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(Offers(ana)).ToHaveCountAsync(1);
        await ana.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(Offers(ana).Locator(".at")).ToContainTextAsync("Dev Patel");
        await ana.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Offers(ana)).ToHaveCountAsync(0);
        await Assertions.Expect(Combobox(ana, "For")).ToHaveValueAsync("Chloé Laurent");

        await Combobox(ana, "For").PressSequentiallyAsync("emi");
        await Assertions.Expect(Offers(ana).Locator(".at")).ToContainTextAsync("Emi Tanaka");
        await ana.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Combobox(ana, "For")).ToHaveValueAsync("Emi Tanaka");
        await Combobox(ana, "Also").ClickAsync();
        await Assertions.Expect(Offers(ana)).ToHaveCountAsync(1);
        await Assertions.Expect(Offers(ana).Locator(".at")).ToHaveCountAsync(0);
        await ana.Keyboard.PressAsync("Enter");
        await Assertions.Expect(ana.Modal().Locator(".chips li")).ToHaveCountAsync(0);
        Assert.Equal("emi", Chosen(await Submitted(ana)));
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task The_list_floats_over_the_form_whole_on_the_screen(int width)
    {
        var ana = await Form(width: width);
        var before = await ana.Modal().Locator(".modal-body").EvaluateAsync<int>("body => body.scrollHeight");
        foreach (var field in new[] { "For", "Also", "From" })
        {
            await Combobox(ana, field).ClickAsync();
            await Assertions.Expect(Offers(ana)).ToHaveCountAsync(1);
            Assert.Equal(before, await ana.Modal().Locator(".modal-body").EvaluateAsync<int>("body => body.scrollHeight"));
            Assert.True(await Offers(ana).EvaluateAsync<bool>(IsWhole));
            await ana.Keyboard.PressAsync("Escape");
        }
        Assert.Equal("chloe", Chosen(await Submitted(ana)));
    }

    [Theory]
    [InlineData("ana", "09:10", "09:30", "14:05")]
    [InlineData("ben", "9:10 AM", "9:30 AM", "2:05 PM")]
    public async Task A_time_is_read_on_the_persons_clock_and_typed_in_any_way(
        string who, string opened, string row, string typed)
    {
        var page = await Form(who);
        var from = Combobox(page, "From");
        await Assertions.Expect(from).ToHaveValueAsync(opened);
        await from.ClickAsync();
        await Assertions.Expect(Offers(page).Locator(".at")).ToHaveTextAsync(opened);
        await Offers(page).GetByText(row, new() { Exact = true }).ClickAsync();
        await Assertions.Expect(from).ToHaveValueAsync(row);
        await from.ClickAsync();
        await from.PressSequentiallyAsync("14.05");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(from).ToHaveValueAsync(typed);
        await from.ClickAsync();
        await from.PressSequentiallyAsync("nonsense");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(from).ToHaveValueAsync(typed);
        Assert.Equal("14:05", (string?)(await Submitted(page))["from"]!["from"]!["selected_time"]);
    }

    [Theory]
    [InlineData("ana", "24 Nov", "2026-11-24", "Tue 24 Nov 2026")]
    [InlineData("ana", "1 Mar", "2027-03-01", "Mon 1 Mar 2027")]
    [InlineData("ana", "6/3/2026", "2026-03-06", "Fri 6 Mar 2026")]
    [InlineData("ben", "3/6/2026", "2026-03-06", "Fri 6 Mar 2026")]
    [InlineData("ben", "2026-03-06", "2026-03-06", "Fri 6 Mar 2026")]
    [InlineData("ben", "31 Feb", "2026-03-05", "Thu 5 Mar 2026")]
    public async Task A_day_is_shown_one_way_and_typed_in_any(string who, string typed, string value, string shown)
    {
        var page = await Form(who);
        var day = page.GetByLabel("Day", new() { Exact = true });
        await Assertions.Expect(day).ToHaveValueAsync("Thu 5 Mar 2026");
        await day.FillAsync(typed);
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(day).ToHaveValueAsync(shown);
        Assert.Equal(value, (string?)(await Submitted(page))["day"]!["day"]!["selected_date"]);
    }

    [Fact]
    public async Task A_form_is_sent_from_any_of_its_fields_with_Ctrl_and_Enter()
    {
        var ana = await Form();
        await ana.GetByLabel("Day", new() { Exact = true }).FillAsync("6 Mar");
        await ana.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(ana.Modal()).ToHaveCountAsync(0);
        var values = (await app.Next()).GetProperty("payload").GetProperty("view").GetProperty("state").GetProperty("values");
        Assert.Equal("2026-03-06", values.GetProperty("day").GetProperty("day").GetProperty("selected_date").GetString());
    }
}
