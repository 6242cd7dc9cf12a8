using Bot.Sandbox;
using Microsoft.Playwright;

namespace Bot.Tests.Page;

/// <summary>The canvas of a channel beside it, read and written by people, on a desk and on a phone.</summary>
[Collection(nameof(PageTests))]
public sealed class CanvasPaneTests(Chromium chromium)
{
    const string Title = "Postmortem of INC-1", Text = """
        ## Facts

        | Kept by Data Responder for INC-1. | What is typed in here is replaced. |
        | --- | --- |
        | Severity | Major |

        ## What went well

        What helped?
        """;

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task A_part_is_written_anew_and_others_see_it_at_once(int width)
    {
        await using var sandbox = await OpenSandbox.Start(chromium, withBot: false);
        var ana = await sandbox.Window("ana", "random", width, 740);
        await Assertions.Expect(ana.Locator(".bar .chip", new() { HasText = Title })).ToHaveCountAsync(0);
        var canvas = Made(sandbox);
        var ben = await sandbox.Window("ben", $"random/canvas/{canvas.Id}");
        await ana.Locator(".bar .chip", new() { HasText = Title }).ClickAsync();
        await ana.Locator(".paper td").First.Shows("Severity");
        await ana.Locator(".paper").Press("Edit What went well");
        await ana.GetByLabel("Write What went well").FillAsync("## What went well\n\n- Ben saw it **at once**");
        await ana.Locator(".paper").Press("Save");
        await ben.Locator(".paper strong").Shows("at once");
        await Assertions.Expect(ana.Locator(".paper form")).ToHaveCountAsync(0);
        Assert.Equal(["Facts", "What went well"], canvas.Parts.Select(part => part.Title));
        Assert.Equal(Text.Split("\n\n")[1], canvas.Sections[1].Markdown);
        Assert.True(await ana.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        await ana.GetByLabel("Close canvas").ClickAsync();
        await Assertions.Expect(ana.Locator(".paper")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_somebody_else_changed_meanwhile_is_not_lost_and_who_is_not_in_the_channel_only_reads()
    {
        await using var sandbox = await OpenSandbox.Start(chromium, withBot: false);
        var canvas = Made(sandbox);
        var ana = await sandbox.Window("ana", $"random/canvas/{canvas.Id}");
        await ana.Locator(".paper").Press("Edit What went well");
        await ana.GetByLabel("Write What went well").FillAsync("mine");
        sandbox.Workspace.Canvases.Rewrite(canvas, canvas.Parts.Last().Id, "## What went well\n\ntheirs");
        await ana.Locator(".paper [role=alert]").Shows("Somebody else changed this part meanwhile.");
        Assert.Equal("mine", await ana.GetByLabel("Write what you wrote").InputValueAsync());
        Assert.Contains("theirs", canvas.Markdown, StringComparison.Ordinal);
        await ana.Locator(".paper").Press("Cancel");
        await Assertions.Expect(ana.Locator(".paper .icon")).ToHaveCountAsync(2);
        var workspace = sandbox.Workspace;
        workspace.Do(() => workspace.Conversations.Life.Leave(canvas.Conversation, workspace.People["ana"]));
        await Assertions.Expect(ana.Locator(".paper .icon")).ToHaveCountAsync(0);
        await ana.Locator(".paper").Shows("theirs");
    }

    static Canvas Made(OpenSandbox sandbox) =>
        sandbox.Workspace.Canvases.Add(sandbox.Workspace.Conversations["random"], Title, Text, isOfChannel: true);
}
