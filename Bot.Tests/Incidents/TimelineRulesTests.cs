using Bot.Domain.Incidents;
using CsCheck;

namespace Bot.Tests.Incidents;

/// <summary>Who has a message on a timeline, and which part of a timeline is shown.</summary>
public sealed class TimelineRulesTests
{
    static readonly Gen<string> Person = Gen.OneOf(Gen.Const("ana"), Gen.Const("ben"), Gen.Const("chloe"));
    static readonly Gen<IReadOnlyList<string>> Pins = Person.List[0, 4].Select(p => (IReadOnlyList<string>)[.. p.Distinct()]);

    [Fact]
    public void What_was_added_by_hand_stays_whoever_pins_it() => Gen.Select(Person, Pins, Gen.Bool).Sample((by, pins, all) =>
        Assert.Equal(by, TimelineRules.Holder(by, isPinned: false, pins, all)));

    [Fact]
    public void What_was_pinned_stays_as_long_as_anybody_pins_it() => Gen.Select(Person, Pins).Sample((by, pins) =>
    {
        var holder = TimelineRules.Holder(by, isPinned: true, pins, areAll: true);
        Assert.Equal(pins.Count == 0, holder is null);
        if (pins.Contains(by)) Assert.Equal(by, holder);
        if (holder is not null) Assert.Contains(holder, pins);
    });

    [Fact]
    public void Where_Slack_names_not_all_nobody_is_taken_for_gone() => Person.Sample(by =>
        Assert.Equal(by, TimelineRules.Holder(by, isPinned: true, [], areAll: false)));

    [Fact]
    public void The_pages_hold_every_entry_once_and_the_first_one_the_newest() =>
        Gen.Select(Gen.Int[0, 300], Gen.Int[1, 30]).Sample((entries, size) =>
        {
            var all = Enumerable.Range(0, entries).ToArray();
            var pages = TimelineRules.PageOf(entries, 1, size).Pages;
            var shown = Enumerable.Range(1, pages).Select(p => all[TimelineRules.PageOf(entries, p, size).Entries]).ToList();
            Assert.Equal(all, Enumerable.Reverse(shown).SelectMany(p => p));
            Assert.All(shown, p => Assert.InRange(p.Length, 0, size));
            if (entries > 0) Assert.Equal(entries - 1, shown[0][^1]);
        });

    [Fact]
    public void A_page_that_is_not_there_is_the_nearest() =>
        Gen.Select(Gen.Int[0, 300], Gen.Int[-5, 400]).Sample((entries, page) =>
        {
            var (shown, pages, _) = TimelineRules.PageOf(entries, page, 25);
            Assert.Equal(Math.Clamp(page, 1, pages), shown);
        });
}
