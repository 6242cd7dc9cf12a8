using Bot.Domain.OnCall;
using CsCheck;

namespace Bot.Tests.OnCall;

public sealed class SettingsMergeTests
{
    static readonly RotationField[] Fields = [.. Enum.GetValues<RotationField>().Where(f => f != RotationField.To)];

    /// <summary>What the form showed, what its owner and another one made of it; each changes some fields.</summary>
    static readonly Gen<(Rotation Shown, Rotation Wanted, Rotation Current)> Edits =
        Gen.Select(
            RandomRotations.Rotations, RandomRotations.Rotations, RandomRotations.Rotations, Gen.Int[0, 4095], Gen.Int[0, 4095])
            .Select((shown, mine, theirs, my, their) => (shown, Take(shown, mine, my), Take(shown, theirs, their)));

    [Fact]
    public void Nothing_that_one_of_two_has_saved_is_lost() => Edits.Sample(edit =>
    {
        var merge = SettingsMerge.Of(SettingsMarks.Read(SettingsMarks.Of(edit.Shown).ToString()), edit.Wanted, edit.Current);
        foreach (var field in Fields)
        {
            var (mine, theirs) = (!Same(field, edit.Shown, edit.Wanted), !Same(field, edit.Shown, edit.Current));
            var agree = Same(field, edit.Wanted, edit.Current);
            Assert.Equal(mine && theirs && !agree, merge.Both.Contains(field));
            Assert.Equal(mine && !agree, merge.Mine.Contains(field));
            Assert.Equal(theirs && !(mine && !agree), merge.Theirs.Contains(field));
            Assert.True(Same(field, merge.Merged, mine ? edit.Wanted : edit.Current), field.ToString());
        }
    }, iter: RandomRotations.Cases);

    [Fact]
    public void Whoever_was_told_of_the_others_change_writes_over_it_the_second_time() => Edits.Sample(edit =>
    {
        var shown = SettingsMarks.Of(edit.Shown);
        var first = SettingsMerge.Of(shown, edit.Wanted, edit.Current);
        var second = SettingsMerge.Of(shown.With(first.Both, edit.Current), edit.Wanted, edit.Current);
        Assert.Empty(second.Both);
        Assert.Equal(first.Mine, second.Mine);
    }, iter: RandomRotations.Cases);

    [Fact]
    public void Marks_of_the_largest_rotation_fit_into_a_form() =>
        Assert.True(SettingsMarks.Of(Rotation(200)).ToString().Length < 200);

    static bool Same(RotationField field, Rotation a, Rotation b) => SettingsMarks.AreSame(field, a, b);

    static Rotation Take(Rotation shown, Rotation from, int fields) => Fields.Index().Where(f => (fields & (1 << f.Index)) != 0)
        .Aggregate(shown, (r, f) => SettingsMerge.Of(SettingsMarks.Of(r), Only(r, from, f.Item), r).Merged);

    static Rotation Only(Rotation r, Rotation from, RotationField field) => field switch
    {
        RotationField.Name => r with { Name = $"{from.Name} too" },
        RotationField.Members => r with { Members = from.Members },
        RotationField.HandOff => r with { HandOff = from.HandOff },
        RotationField.Zone => r with { Hours = r.Hours with { Zone = from.Zone } },
        RotationField.Days => r with { Hours = r.Hours with { Days = from.Hours.Days } },
        RotationField.From => r with { Hours = r.Hours with { From = from.Hours.From, To = from.Hours.To } },
        RotationField.OwnZones => r with { OwnZones = !r.OwnZones },
        RotationField.Group => r with { GroupHandle = $"{from.Members[0]}" },
        RotationField.GroupOutOfHours => r with { GroupOutOfHours = from.GroupOutOfHours, Named = [.. from.Members.Take(2)] },
        RotationField.Alerts => r with { AlertGroup = from.Members[^1] },
        RotationField.Owners => r with { Owners = [.. from.Members.Take(1)] },
        _ => r with { Channel = from.Members[0] },
    };

    static Rotation Rotation(int members) => new(
        "r", "Responder", [.. Enumerable.Range(0, members).Select(n => $"U{n:0000000000}")], HandOff.EveryMonday,
        new WorkingHours(Weekdays.MondayToFriday, new TimeOnly(9, 0), new TimeOnly(17, 0), TimeZoneInfo.Utc));
}
