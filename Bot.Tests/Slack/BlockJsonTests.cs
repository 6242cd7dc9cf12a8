using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Slack;

namespace Bot.Tests.Slack;

public sealed class BlockJsonTests
{
    [Fact]
    public void Blocks_are_written_as_Slack_reads_them() => Same(
        """
        [{"type":"section","block_id":"s","text":{"type":"mrkdwn","text":"*Hé* <@U1>"},
          "accessory":{"type":"button","action_id":"go","text":{"type":"plain_text","text":"Go","emoji":true},"value":"1",
          "style":"danger",
            "confirm":{"title":{"type":"plain_text","text":"Sure?"},"text":{"type":"plain_text","text":"It stops."},
              "confirm":{"type":"plain_text","text":"Yes"},"deny":{"type":"plain_text","text":"No"}}}},
         {"type":"section","fields":[{"type":"mrkdwn","text":"a"},{"type":"plain_text","text":"b"}]},
         {"type":"header","text":{"type":"plain_text","text":"Head"}},
         {"type":"divider"},
         {"type":"context","elements":[{"type":"mrkdwn","text":"small"},{"type":"image","image_url":"https://x.example/i",
         "alt_text":"i"}]},
         {"type":"actions","elements":[{"type":"overflow","action_id":"more","options":[{"text":{"type":"plain_text","text":"A"},
         "value":"a"}]}]},
         {"type":"image","image_url":"https://x.example/i","alt_text":"i"}]
        """,
        JsonSerializer.Serialize<IReadOnlyList<Block>>(
        [
            new SectionBlock
            {
                BlockId = "s",
                Text = "*Hé* <@U1>",
                Accessory = new Button
                {
                    ActionId = "go",
                    Text = new PlainText("Go") { Emoji = true },
                    Value = "1",
                    Style = ButtonStyle.Danger,
                    Confirm = new() { Title = "Sure?", Text = new PlainText("It stops."), Confirm = "Yes", Deny = "No" },
                },
            },
            new SectionBlock { Fields = ["a", new PlainText("b")] },
            new HeaderBlock { Text = "Head" },
            new DividerBlock(),
            new ContextBlock { Elements = ["small", new ImageElement("https://x.example/i", "i")] },
            new ActionsBlock { Elements = [new OverflowMenu { ActionId = "more", Options = [new("A", "a")] }] },
            new ImageBlock { ImageUrl = "https://x.example/i", AltText = "i" },
        ], SlackJson.Default.IReadOnlyListBlock));

    const string ModalText =
        """
        {"type":"modal","callback_id":"cb","private_metadata":"{}","external_id":"x","notify_on_close":true,
         "title":{"type":"plain_text","text":"T"},"submit":{"type":"plain_text","text":"Save"},"close":{"type":"plain_text",
         "text":"Cancel"},
         "blocks":[
          {"type":"input","block_id":"name","label":{"type":"plain_text","text":"Name"},"hint":{"type":"plain_text",
          "text":"Short"},"optional":true,
           "dispatch_action":true,"element":{"type":"plain_text_input","action_id":"v","multiline":true,"max_length":80,
            "dispatch_action_config":{"trigger_actions_on":["on_enter_pressed"]}}},
          {"type":"input","label":{"type":"plain_text","text":"Day"},"element":{"type":"datepicker","initial_date":"2026-11-24"}},
          {"type":"input","label":{"type":"plain_text","text":"From"},"element":{"type":"timepicker","initial_time":"09:00",
          "timezone":"Europe/London"}},
          {"type":"input","label":{"type":"plain_text","text":"Zone"},"element":{"type":"external_select","min_query_length":0,
            "initial_option":{"text":{"type":"plain_text","text":"London"},"value":"Europe/London"}}},
          {"type":"input","label":{"type":"plain_text","text":"Who"},"element":{"type":"multi_users_select",
          "initial_users":["U1"],"max_selected_items":9}},
          {"type":"input","label":{"type":"plain_text","text":"Where"},"element":{"type":"conversations_select",
          "filter":{"include":["public"],"exclude_bot_users":true}}},
          {"type":"input","label":{"type":"plain_text","text":"How"},"element":{"type":"static_select",
          "placeholder":{"type":"plain_text","text":"Choose"},
            "option_groups":[{"label":{"type":"plain_text","text":"G"},"options":[{"text":{"type":"plain_text","text":"A"},
            "value":"a","description":{"type":"plain_text","text":"d"}}]}]}}]}
        """;

    [Fact]
    public void A_modal_is_written_as_Slack_reads_it() => Same(
        ModalText,
        JsonSerializer.Serialize(new ModalViewDefinition
        {
            CallbackId = "cb",
            PrivateMetadata = "{}",
            ExternalId = "x",
            NotifyOnClose = true,
            Title = "T",
            Submit = "Save",
            Close = "Cancel",
            Blocks =
            [
                new InputBlock
                {
                    BlockId = "name",
                    Label = "Name",
                    Hint = "Short",
                    Optional = true,
                    DispatchAction = true,
                    Element = new PlainTextInput
                    {
                        ActionId = "v",
                        Multiline = true,
                        MaxLength = 80,
                        DispatchActionConfig = new(["on_enter_pressed"]),
                    },
                },
                new InputBlock { Label = "Day", Element = new DatePicker { InitialDate = new(2026, 11, 24) } },
                new InputBlock
                {
                    Label = "From",
                    Element = new TimePicker { InitialTime = new(9, 0), Timezone = "Europe/London" },
                },
                new InputBlock
                {
                    Label = "Zone",
                    Element = new ExternalSelectMenu { MinQueryLength = 0, InitialOption = new("London", "Europe/London") },
                },
                new InputBlock
                {
                    Label = "Who",
                    Element = new UserMultiSelectMenu { InitialUsers = ["U1"], MaxSelectedItems = 9 },
                },
                new InputBlock
                {
                    Label = "Where",
                    Element = new ConversationSelectMenu { Filter = new() { Include = ["public"], ExcludeBotUsers = true } },
                },
                new InputBlock
                {
                    Label = "How",
                    Element = new StaticSelectMenu
                    {
                        Placeholder = "Choose",
                        OptionGroups = [new("G", [new("A", "a") { Description = "d" }])],
                    },
                },
            ],
        }, SlackJson.Default.ViewDefinition));

    [Fact]
    public void Answers_are_written_as_Slack_reads_them()
    {
        Same(
            """{"text":"hi","response_type":"ephemeral"}""",
            JsonSerializer.Serialize((SlashResponse)"hi", SlackJson.Default.SlashResponse));
        Same("""{"text":"hi","response_type":"in_channel","replace_original":true}""", JsonSerializer.Serialize(
            new SlashResponse { Text = "hi", ResponseType = ResponseType.InChannel, ReplaceOriginal = true },
            SlackJson.Default.SlashResponse));
        Same("""{"response_action":"errors","errors":{"Name":"Too long"}}""",
            JsonSerializer.Serialize(
                ViewSubmissionResponse.Errors(("Name", "Too long")), SlackJson.Default.ViewSubmissionResponse));
        Same(
            """{"response_action":"clear"}""",
            JsonSerializer.Serialize(ViewSubmissionResponse.Clear(), SlackJson.Default.ViewSubmissionResponse));
        Same(
            """
            {"response_action":"push","view":{"type":"modal","title":{"type":"plain_text","text":"T"},
            "blocks":[{"type":"divider"}]}}
            """,
            JsonSerializer.Serialize(
                ViewSubmissionResponse.Push(new() { Title = "T", Blocks = [new DividerBlock()] }),
                SlackJson.Default.ViewSubmissionResponse));
    }

    static void Same(string expected, string actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), actual);
}
