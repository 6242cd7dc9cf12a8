using Bot.Domain.OnCall;
using Bot.OnCall.Keep;
using Bot.OnCall.Rows;
using Bot.Sandbox;
using Bot.Storage;

namespace Bot.Tests.Handover;

/// <summary>
/// Ana is on call until Monday 9 March 09:00, then Finn, then Chloé; hours are 9 to 17 in London. It is a Tuesday.
/// </summary>
static class WordStory
{
    public const string ForFinn = "What should finn know?";

    public static async Task<Afternoon> Begin(Dictionary<string, string?>? settings = null)
    {
        var afternoon = await Afternoon.Begin(settings: settings);
        await afternoon.Rotation("ana", "finn", "chloe");
        await afternoon.Ana.Modal.CloseAll();
        return afternoon;
    }

    /// <summary>Types a word for whoever is next.</summary>
    public static async Task LeavesWord(this Member who, string words, string field = ForFinn)
    {
        await who.Slash("/cover word");
        await who.Modal.Fill(field, words).Submit();
    }

    /// <summary>Two have agreed that one takes hours of the other.</summary>
    public static async Task Covers(this Afternoon afternoon, Member covering, Member away, string from, string to)
    {
        await afternoon.Get<Database>().Change(tx => KeepCovers.Make(tx, RotationStore.All(tx.Db, tx.Time)[0], new()
        {
            Hours = new Stretch(Home.SeenBriefs.At(from), Home.SeenBriefs.At(to)),
            Away = away.Id,
            Covering = covering.Id,
            By = covering.Id,
        }));
        await afternoon.Settle();
    }
}
