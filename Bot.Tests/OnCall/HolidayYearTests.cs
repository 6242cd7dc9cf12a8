using Bot.Domain.OnCall;
using Bot.OnCall.Rows;
using Bot.Storage;
using static Bot.Tests.OnCall.CoverTests;

namespace Bot.Tests.OnCall;

/// <summary>The bank holidays of three countries, which members of one rotation follow, through the whole bot.</summary>
public sealed class HolidayYearTests
{
    static readonly bool Long = Environment.GetEnvironmentVariable("LONG") == "1";

    static readonly (string Member, string Name, string Days)[] Lists =
    [
        (
            "ana", "England",
            "2026-04-03 Good Friday\n2026-04-06 Easter Monday\n2026-05-04 Early May\n2026-05-25 Spring\n2026-08-31 "
                + "Summer\n2026-12-25 Christmas\n2026-12-28 Boxing Day\n2027-01-01 New Year"),
        (
            "ben", "United States",
            "2026-05-25 Memorial Day\n2026-06-19 Juneteenth\n2026-07-03 Independence\n2026-09-07 Labor Day\n2026-11-26 "
                + "Thanksgiving\n2026-12-25 Christmas\n2027-01-01 New Year"),
        (
            "chloe", "Chile",
            "2026-04-03 Viernes Santo\n2026-05-01 Trabajo\n2026-05-21 Glorias Navales\n2026-06-29 San Pedro\n2026-09-18 "
                + "Independencia\n2026-12-08 Inmaculada\n2026-12-25 Navidad\n2027-01-01 Nuevo"),
    ];

    [Fact]
    public async Task Nobody_is_on_call_on_their_holiday_unless_everybody_has_one()
    {
        await using var afternoon = await Begin("2026-03-30T10:00Z", "ana", "ben", "chloe");
        foreach (var (member, name, days) in Lists) await Follow(afternoon.Workspace.Member(member), name, days);
        var (end, openDays, everybodyAway) = (At(Long ? "2027-03-01T00:00Z" : "2026-05-31T00:00Z"), 0, 0);
        for (var day = At("2026-03-31T00:00Z"); day < end; day = day.AddDays(1))
        {
            await afternoon.Until(day.AddHours(9.5));
            for (var hour = 9.5; hour < 17; hour += 2.5)
            {
                var (now, row) = (day.AddHours(hour), afternoon.Get<Database>().Read(db => RotationStore.All(db, day)[0]));
                var (answer, presence) = afternoon.Get<Database>()
                    .Read(db => (OnCallAnswers.Of(db, row, now).Answer, AbsenceStore.Presence(db, row.Rotation, now)));
                if (!answer.InHours) continue;
                openDays++;
                var here = row.Rotation.Members.Where(p => presence.IsThere(p, new Stretch(now, now.AddSeconds(1)))).ToList();
                if (here.Count == 0) everybodyAway++;
                else Assert.True(here.Contains(answer.Person!), $"{answer.Person} is on call at {now:u}, on their holiday");
            }
        }

        Assert.True(openDays > 100, $"only {openDays} open instants were looked at");
        // Christmas and the new year are everybody's; nothing else is.
        Assert.InRange(everybodyAway, Long ? 2 : 0, Long ? 8 : 0);
    }

    static async Task Follow(Bot.Sandbox.Member member, string name, string days)
    {
        await member.Slash("/cover holidays");
        await member.Modal.Press("New list");
        await member.Modal.Fill("Name", name).Fill("Days", days).Submit();
        await member.Modal.Close();
    }
}
