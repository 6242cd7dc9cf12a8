using System.Text.RegularExpressions;

namespace Bot.Sandbox.Page.Text;

/// <summary>Draws :names: of common emoji; a name that is not known stays as it was typed.</summary>
static partial class Emoji
{
    static readonly Dictionary<string, string> Known = Table("""
        white_check_mark ✅ heavy_check_mark ✔️ heavy_minus_sign ➖ x ❌ warning ⚠️
        twisted_rightwards_arrows 🔀 rotating_light 🚨 red_circle 🔴 large_orange_circle 🟠
        large_yellow_circle 🟡 large_green_circle 🟢 large_blue_circle 🔵 white_circle ⚪️ black_circle ⚫️
        large_purple_circle 🟣 crescent_moon 🌙 sunrise 🌅 sunny ☀️ telephone_receiver 📞 phone ☎️ pager 📟 mega 📣
        loudspeaker 📢 speech_balloon 💬 memo 📝 pencil ✏️ pushpin 📌 round_pushpin 📍 bell 🔔 no_bell 🔕 calendar 📅 date 📅
        spiral_calendar_pad 🗓️ clock9 🕘 alarm_clock ⏰ stopwatch ⏱️ hourglass ⌛ hourglass_flowing_sand ⏳ arrow_right ➡️
        arrow_left ⬅️ arrow_up ⬆️ arrow_down ⬇️ left_right_arrow ↔️ arrow_up_down ↕️ arrows_counterclockwise 🔄 repeat 🔁
        leftwards_arrow_with_hook ↩️ eyes 👀 wave 👋 +1 👍 thumbsup 👍 -1 👎 clap 👏 pray 🙏 muscle 💪 raised_hands 🙌 handshake 🤝
        point_right 👉 ok_hand 👌 tada 🎉 sparkles ✨ star ⭐ fire 🔥 fire_engine 🚒 ambulance 🚑 bulb 💡 mag 🔍 link 🔗 lock 🔒
        unlock 🔓 key 🔑 shield 🛡️ gear ⚙️ wrench 🔧 hammer 🔨 hammer_and_wrench 🛠️ toolbox 🧰 bug 🐛 robot_face 🤖
        construction 🚧 package 📦 wastebasket 🗑️ inbox_tray 📥 outbox_tray 📤 envelope ✉️ mailbox 📫 rocket 🚀 house 🏠
        chart_with_upwards_trend 📈 chart_with_downwards_trend 📉 bar_chart 📊 clipboard 📋 page_facing_up 📄 file_folder 📁
        ledger 📒 books 📚 busts_in_silhouette 👥 bust_in_silhouette 👤 information_source ℹ️ question ❓ grey_question ❔
        exclamation ❗ no_entry ⛔ octagonal_sign 🛑 heart ❤️ smile 😄 slightly_smiling_face 🙂 thinking_face 🤔 sweat_smile 😅
        cry 😢 joy 😂 palm_tree 🌴 face_with_thermometer 🤒 coffee ☕ zzz 💤 sos 🆘 new 🆕 repeat_one 🔂 arrow_forward ▶️
        double_vertical_bar ⏸️ black_square_for_stop ⏹️ large_brown_circle 🟤 o ⭕ ballot_box_with_check ☑️ city_sunset 🌇
        sunrise_over_mountains 🌄 night_with_stars 🌃 first_quarter_moon 🌓 full_moon 🌕 snowflake ❄️ boom 💥 skull 💀
        hospital 🏥 desktop_computer 🖥️ floppy_disk 💾 card_index_dividers 🗂️ scroll 📜 label 🏷️ paperclip 📎 mag_right 🔎
        crystal_ball 🔮 dart 🎯 fast_forward ⏩ rewind ⏪
        """);

    public static IReadOnlyDictionary<string, string> All => Known;

    public static string Draw(string text) => Name().Replace(text, match =>
        Known.TryGetValue(match.Groups[1].Value, out var drawn) ? Drawn(match.Groups[1].Value, drawn) : match.Value);

    static string Drawn(string name, string drawn) =>
        $"<span class=\"emoji\" role=\"img\" aria-label=\"{name.Replace('_', ' ')}\">{drawn}</span>";

    static Dictionary<string, string> Table(string words) =>
        words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Chunk(2)
            .ToDictionary(pair => pair[0], pair => pair[1]);

    [GeneratedRegex(":([a-z0-9_+-]+):")]
    private static partial Regex Name();
}
