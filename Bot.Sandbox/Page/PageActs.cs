using System.Text.Json;

namespace Bot.Sandbox;

/// <summary>What a person does on the page, done by the Member of that name.</summary>
sealed class PageActs(Workspace workspace)
{
    public Task Do(JsonElement act)
    {
        var member = workspace.Member(act.Text("as") ?? "ana");
        var channel = act.Text("in") ?? "general";
        return act.Text("do") switch
        {
            "say" => Say(member, channel, act.Text("text") ?? ""),
            "press" => Press(member, channel, act.Text("ts") ?? "", act.Text("button") ?? ""),
            "submit" => Fill(member, act, modal => modal.Submit()),
            "inside" => Fill(member, act, modal => modal.Press(act.Text("button") ?? "")),
            "close" => Wait(member.Modal.Close()),
            _ => throw new SandboxException("The page asked for something unknown."),
        };
    }

    static async Task Say(Member member, string channel, string text)
    {
        if (text.StartsWith('/'))
        {
            await member.Slash(text, channel);
            return;
        }
        await member.Joins(channel);
        await member.Says(channel, text);
    }

    static Task Press(Member member, string channel, string ts, string button) =>
        member.Messages(channel).FirstOrDefault(message => message.Posted.Ts == ts) is { } message
            ? message.Click(button) : throw new SandboxException("The message is gone.");

    static async Task Fill(Member member, JsonElement act, Func<Modal, Modal> last)
    {
        var modal = member.Modal;
        foreach (var field in act.Get("values")?.EnumerateObject() ?? default)
            if (modal.Fields.Contains(field.Name)) await Set(modal, field.Name, field.Value.ToString());
        await last(modal);
    }

    static async Task Set(Modal modal, string field, string text)
    {
        if (modal.Value(field) == text) return;
        var names = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var type = InputState.Elements(modal.View.Definition)
            .First(placed => placed.InInput && modal.Fields.Contains(field) && LabelOf(placed) == field).Type;
        await (type switch
        {
            "users_select" or "multi_users_select" => modal.ChoosePeople(field, names),
            "conversations_select" or "channels_select" => modal.ChooseChannel(field, text),
            "datepicker" => modal.PickDate(field, text),
            "timepicker" => modal.PickTime(field, text),
            "checkboxes" or "multi_static_select" or "multi_external_select" => modal.Choose(field, names),
            "static_select" or "external_select" or "radio_buttons" => modal.Choose(field, text),
            _ => modal.Fill(field, text),
        });
    }

    static string LabelOf(PlacedElement placed) => Mrkdwn.Unescape(placed.Block.Get("label")?.Text("text") ?? "");

    static async Task Wait(Modal modal) => await modal;
}
