using Bot.Domain.OnCall;
using Bot.Domain.Requests;
using CsCheck;

namespace Bot.Tests.Requests;

public sealed class RequestRulesTests
{
    static readonly DateTimeOffset Begun = new(2026, 3, 3, 10, 0, 0, TimeSpan.Zero);

    static readonly (Weekdays, TimeZoneInfo) Days = (Weekdays.MondayToFriday, TimeZoneInfo.Utc);

    static readonly Request Asked = new("finn", RequestState.Waiting, Begun);

    static readonly Gen<string> Anybody = Gen.OneOf(Gen.Const("finn"), Gen.Const("gwen"), Gen.Const("ana"), Gen.Const("ben"));
    static readonly Gen<string> AskerOrMember = Gen.OneOf(Gen.Const("finn"), Gen.Const("gwen"), Gen.Const("ana"));

    /// <summary>Anything that can happen to a request, later than what was before.</summary>
    static readonly Gen<Func<Request, DateTimeOffset, Request>> Steps = Gen.OneOf(
        Gen.Select(Anybody, Gen.Bool, Gen.Bool, (by, asks, names) =>
            (Func<Request, DateTimeOffset, Request>)((request, at) => RequestRules.Heard(request, new(by, at)
            {
                IsOfMember = by is "ana" or "ben",
                WantsMore = asks,
                NamesGroup = names,
            }))),
        AskerOrMember.Select(by =>
            (Func<Request, DateTimeOffset, Request>)((request, _) => RequestRules.Ticked(request, by, by == "ana"))),
        AskerOrMember.Select(by =>
            (Func<Request, DateTimeOffset, Request>)((request, at) => RequestRules.Unticked(request, by, at))),
        Gen.Const<Func<Request, DateTimeOffset, Request>>((request, at) => RequestRules.Passed(request, Days, at)));

    static readonly Gen<(Func<Request, DateTimeOffset, Request> Step, TimeSpan After)[]> Histories = Gen.Select(
        Steps, Gen.Int[1, 3000].Select(minutes => TimeSpan.FromMinutes(minutes))).Array[0, 20];

    [Fact]
    public void Nothing_that_nobody_answered_and_nobody_closed_is_ever_over() => Histories.Sample(history =>
    {
        var (request, at) = (Asked, Begun);
        foreach (var (step, after) in history)
        {
            at += after;
            var next = step(request, at);
            if (!next.IsOpen && request.IsOpen) Assert.True(next.ClosedBy is not null || request.AnsweredBy is not null);
            Assert.Equal(next.State == RequestState.Answered, next is { IsOpen: true, AnsweredBy: not null });
            Assert.True(next.LastWord >= request.LastWord);
            request = next;
        }
    });

    [Fact]
    public void Whoever_is_neither_asker_nor_of_the_rotation_closes_nothing() => Histories.Sample(history =>
    {
        var (request, at) = (Asked, Begun);
        foreach (var (step, after) in history) request = step(request, at += after);
        Assert.NotEqual("gwen", request.ClosedBy);
    });

    [Fact]
    public void What_is_deleted_stays_gone() => Histories.Sample(history =>
    {
        var (request, at) = (RequestRules.Deleted(Asked), Begun);
        foreach (var (step, after) in history) request = step(request, at += after);
        Assert.Equal(RequestState.Gone, request.State);
    });

    [Theory]
    // Tuesday to Thursday, which is not over yet, and to Friday.
    [InlineData("2026-03-03T15:00:00Z", "2026-03-05T23:59:00Z", false)]
    [InlineData("2026-03-03T15:00:00Z", "2026-03-06T00:00:00Z", true)]
    // Over a weekend.
    [InlineData("2026-03-06T15:00:00Z", "2026-03-10T23:59:00Z", false)]
    [InlineData("2026-03-06T15:00:00Z", "2026-03-11T00:00:00Z", true)]
    public void Two_whole_working_days_are_silent(string last, string now, bool isClosed)
    {
        var answered = Asked with { State = RequestState.Answered, AnsweredBy = "ana", LastWord = Home.SeenBriefs.At(last) };
        Assert.Equal(isClosed, !RequestRules.Passed(answered, Days, Home.SeenBriefs.At(now)).IsOpen);
    }

    [Theory]
    [InlineData(0, NoRequest.JustAsked)]
    [InlineData(14, NoRequest.JustAsked)]
    [InlineData(15, NoRequest.None)]
    public void Whoever_has_asked_asks_the_same_for_a_quarter_of_an_hour(int minutes, NoRequest expected) =>
        Assert.Equal(expected, IsRequest.Of(
            new Post(new("is it late?"), NamesGroup: true) { LastAsked = Begun }, Begun.AddMinutes(minutes)));
}
