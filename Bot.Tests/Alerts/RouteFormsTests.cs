using static Bot.Tests.Alerts.MadeRoutes;

namespace Bot.Tests.Alerts;

/// <summary>The forms in which admins make routes, and what they ask of them.</summary>
public sealed class RouteFormsTests
{
    [Fact]
    public async Task Only_admins_say_which_alerts_go_where()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ben.Slash("/incident routes");
        afternoon.Ben.Sees("Only admins say which alerts go where.");
    }

    [Fact]
    public async Task A_route_is_checked_against_the_last_alerts_before_it_is_saved()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Alert(Job("orders"));
        await afternoon.Alert(Job("snapshots"));
        await (await NewRoute(afternoon.Ivy, "Nightly", "job", "is", "snapshots")).Submit();
        Assert.Contains(
            "1 would have gone another way:\n1 from All others to “Nightly”, such as snapshots failed",
            Text(afternoon.Ivy), StringComparison.Ordinal);
        await afternoon.Ivy.Modal.Submit();
        Assert.Contains("1. Nightly", Text(afternoon.Ivy), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_route_comes_first_unless_another_place_is_chosen()
    {
        await using var afternoon = await Preset();
        var ivy = afternoon.Ivy;
        await (await NewRoute(ivy, "Nightly", "job", "is", "snapshots")).Submit();
        await ivy.Modal.Submit();
        Assert.Contains("1. Nightly", Text(ivy), StringComparison.Ordinal);

        await ivy.Modal.Close();
        var form = await NewRoute(ivy, "Hourly", "job", "is", "orders");
        await form.Choose("Place", "Behind “Nightly”").Submit();
        await ivy.Modal.Submit();
        Assert.Contains("2. Hourly", Text(ivy), StringComparison.Ordinal);
        Assert.Contains("3. Customer-facing by day", Text(ivy), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_route_is_moved_by_its_form_and_stays_where_it_stands()
    {
        await using var afternoon = await Preset();
        var ivy = afternoon.Ivy;
        await ivy.Slash("/incident routes");
        await ivy.Modal.Choose("6. Unknown by night", "Change or delete");
        await ivy.Modal.Choose("Place", "First").Submit();
        await ivy.Modal.Submit();
        Assert.Contains("1. Unknown by night", Text(ivy), StringComparison.Ordinal);
        await ivy.Modal.Choose("1. Unknown by night", "Change or delete");
        await ivy.Modal.Fill("Name", "Unknown at night").Submit();
        await ivy.Modal.Submit();
        Assert.Contains("1. Unknown at night", Text(ivy), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_another_order_changes_and_what_is_never_asked_is_said_in_the_list()
    {
        await using var afternoon = await Preset();
        var ivy = afternoon.Ivy;
        await afternoon.Alert(Job("orders", "internal"));
        await ivy.Slash("/incident routes");
        await ivy.Modal.Submit();
        await ivy.Modal.Fill("Name", "All").Choose("What becomes of it", "Keep it, tell nobody")
            .Choose("Place", "Behind “Internal by day”").Submit();
        Assert.Contains("none would have gone another way.", Text(ivy), StringComparison.Ordinal);
        Assert.Contains("It takes all alerts: the 3 routes behind it are never asked.", Text(ivy), StringComparison.Ordinal);
        await ivy.Modal.Submit();
        Assert.Contains("“All” takes all before it", Text(ivy), StringComparison.Ordinal);
        Assert.Equal(3, Text(ivy).Split("takes all before it").Length - 1);
        await ivy.Modal.Choose("4. All", "Move up");
        Assert.Contains(
            "1 would have gone another way:\n1 from “Internal by day” to “All”, such as orders failed", Text(ivy),
            StringComparison.Ordinal);
        await ivy.Modal.Choose("3. All", "Switch off");
        Assert.Contains("1 from “All” to “Internal by day”", Text(ivy), StringComparison.Ordinal);
        Assert.DoesNotContain("takes all before it", Text(ivy), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_same_route_would_have_done_otherwise_is_said_before_it_is_saved()
    {
        await using var afternoon = await Preset();
        var ivy = afternoon.Ivy;
        await afternoon.Alert(Job("orders", "internal"));
        await ivy.Slash("/incident routes");
        await ivy.Modal.Choose("3. Internal by day", "Change or delete");
        await ivy.Modal.Choose("Severity", "Critical").Submit();
        Assert.Contains(
            "1 would have gone another way:\n1 by “Internal by day” as before, and now opens Critical, such as orders failed",
            Text(ivy), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_alert_is_explained_as_it_was_decided()
    {
        await using var afternoon = await Preset();
        await afternoon.Until(Tuesday.AddHours(23));
        await afternoon.Alert(Job("orders", "internal"));
        await afternoon.Until(Tuesday.AddDays(1).AddHours(12));
        await afternoon.Ivy.Slash("/incident routes");
        await afternoon.Ivy.Modal.Press("Explain an alert");
        await afternoon.Ivy.Modal.Choose("One that came", "orders failed (circleci)").Submit();
        var said = Text(afternoon.Ivy);
        Assert.Contains("Customer-facing by night: impact is internal, not customer-facing", said, StringComparison.Ordinal);
        Assert.Contains("Internal by day: working hours are not open", said, StringComparison.Ordinal);
        Assert.Contains(
            "Internal by night takes it: impact is internal, and working hours are not open", said, StringComparison.Ordinal);

        await afternoon.Ivy.Modal.Close();
        await afternoon.Ivy.Slash("/incident routes");
        await afternoon.Ivy.Modal.Press("Explain an alert");
        await afternoon.Ivy.Modal.Fill(
            "Or the body of an alert", """{"title": "x", "metadata": {"impact": "customers"}}""").Submit();
        Assert.Contains("Customer-facing by day takes it", Text(afternoon.Ivy), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pasted_body_is_explained_as_of_the_source_that_would_post_it()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        var ivy = afternoon.Ivy;
        await ivy.Slash("/incident attributes");
        await ivy.Modal.Submit();
        await ivy.Modal.Fill("Name", "layer").Choose("Of which source", "circleci").Fill("Where it is found", "metadata.model")
            .Submit();
        await ivy.Modal.Submit();
        await ivy.Modal.Close();
        await (await NewRoute(ivy, "Of CI", "source", "is", "circleci")).Submit();
        await ivy.Modal.Submit();
        await ivy.Modal.CloseAll();

        var explained = await Explained(null);
        Assert.Contains("Of CI: source is pasted, not circleci", explained, StringComparison.Ordinal);
        Assert.DoesNotContain("layer", explained, StringComparison.Ordinal);
        explained = await Explained("circleci");
        Assert.Contains("Of CI takes it: source is circleci", explained, StringComparison.Ordinal);
        Assert.Contains("layer: staging", explained, StringComparison.Ordinal);

        async Task<string> Explained(string? source)
        {
            await ivy.Slash("/incident routes");
            await ivy.Modal.Press("Explain an alert");
            if (source is not null) await ivy.Modal.Choose("Who would post it", source);
            await ivy.Modal.Fill("The body of an alert", """{"title": "x", "metadata": {"model": "staging"} }""").Submit();
            var text = Text(ivy);
            await ivy.Modal.CloseAll();
            return text;
        }
    }

    [Fact]
    public async Task A_condition_that_can_never_fit_is_refused_and_what_is_meant_is_written_as_it_is()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        var ivy = afternoon.Ivy;
        await ivy.Slash("/incident routes");
        await ivy.Modal.Submit();
        await ivy.Modal.Fill("Name", "Felt").Press("Add a condition");
        await ivy.Modal.Choose("Attribute", "impact").Fill("Values", "customers").Submit();
        Assert.Equal(
            "impact is customer-facing, internal or unknown, never “customers”.", ivy.Modal.Errors["Values"]);
        await ivy.Modal.Fill("Values", "Customer facing").Submit();
        Assert.Contains("impact is customer-facing", Text(ivy), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Routes_are_moved_switched_off_duplicated_and_deleted()
    {
        await using var afternoon = await Preset();
        var ivy = afternoon.Ivy;
        await ivy.Slash("/incident routes");
        await ivy.Modal.Choose("2. Customer-facing by night", "Move up");
        Assert.Contains("1. Customer-facing by night", Text(ivy), StringComparison.Ordinal);
        await ivy.Modal.Choose("1. Customer-facing by night", "Switch off");
        Assert.Contains("1. Customer-facing by night · off", Text(ivy), StringComparison.Ordinal);
        await ivy.Modal.Choose("6. Unknown by night", "Duplicate");
        Assert.Contains("7. Unknown by night 2 · off", Text(ivy), StringComparison.Ordinal);
        await ivy.Modal.Choose("7. Unknown by night 2 · off", "Change or delete");
        await ivy.Modal.Press("Delete this route");
        await ivy.Modal.Close();
        Assert.DoesNotContain("7.", Text(ivy), StringComparison.Ordinal);
    }
}
