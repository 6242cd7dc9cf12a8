using Bot.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Operating;

/// <summary>The verbs of settings files as they run beside a bot, or where none has ever run.</summary>
sealed class SettingsRun(Afternoon afternoon, string connectionString)
{
    /// <summary>Folders of keys, files and stores.</summary>
    public string Folder { get; } = Directory.CreateDirectory(
        Path.Combine(afternoon.Folder, Guid.NewGuid().ToString("N"))).FullName;

    /// <summary>Where the keys of secrets lie.</summary>
    public string? Keys { get; init; }

    public string ApiUrl { get; init; } = afternoon.Workspace.ApiUrl.ToString();

    public async Task<(int Code, string Said)> Run(params string[] args)
    {
        await using var said = new StringWriter();
        var code = await SettingsVerbs.Run(args, said, Configure);
        return (code, said.ToString());
    }

    void Configure(WebApplicationBuilder builder)
    {
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["SLACK_BOT_TOKEN"] = afternoon.App.BotToken,
            ["SLACK_APP_TOKEN"] = afternoon.App.AppToken,
            ["SLACK_API_URL"] = ApiUrl,
            ["ConnectionStrings:Default"] = connectionString,
            ["DataProtection:Keys"] = Keys ?? Path.Combine(Folder, "keys"),
            ["Intake:Tokens:circleci"] = Afternoon.IntakeToken,
            ["Slack:Backoff"] = "00:00:00.020",
        });
        builder.Services.AddSingleton<TimeProvider>(afternoon.Clock);
    }

    public async Task<string> Export()
    {
        var (code, said) = await Run("export", "-");
        Assert.Equal(0, code);
        return said;
    }

    public async Task<(int Code, string Said)> Import(string text, params string[] flags)
    {
        var file = Path.Combine(Folder, "settings.yaml");
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        return await Run(["import", file, .. flags]);
    }

    /// <summary>Applies what is right.</summary>
    public async Task<string> Applies(string text, params string[] flags)
    {
        var (code, said) = await Import(text, ["--apply", .. flags]);
        Assert.True(code == 0, said);
        return said;
    }

    /// <summary>A file with something in every section, and names as nobody should choose them.</summary>
    public static string Rich(Afternoon afternoon) => People(afternoon) + Alerts(afternoon) + "end: true\n";

    static string People(Afternoon afternoon)
    {
        string Channel(string name) => afternoon.Workspace.Conversations[name].Id;
        string Who(Member member) => member.Person.Id;
        return $$"""
            format: 1
            settings:
              storm_limit: 7
              production_branches: main, "release"
              questions_channel: {{Channel("general")}}
              postmortem_template: |-
                Impact: who was hit?
                Learnings
              private_people:
                - {{Who(afternoon.Ivy)}}
            rotations:
              - name: 'Data "night": - !!tag &a *b 🙂 # no'
                owners: [{{Who(afternoon.Ivy)}}, {{Who(afternoon.Ana)}}]
                members:
                  - {{Who(afternoon.Ana)}}
                  - {{Who(afternoon.Ben)}}
                hand_off: "0 9 * * 1"
                zone: Europe/London
                days: [Monday, Friday]
                from: "09:00"
                to: "17:00"
                group: data-nightly
                group_out_of_hours: named
                named: [{{Who(afternoon.Ben)}}]
                channel: {{Channel("data-team")}}
                notice_channels: [{{Channel("engineering")}}]
              - name: Platform
                owners: [{{Who(afternoon.Finn)}}]
                members: [{{Who(afternoon.Gwen)}}, {{Who(afternoon.Finn)}}]
                hand_off: "0 9 * * 3"
                zone: America/New_York
                days: [Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday]
                from: "00:00"
                to: "00:00"
                own_zones: true

            """;
    }

    static string Alerts(Afternoon afternoon)
    {
        string Channel(string name) => afternoon.Workspace.Conversations[name].Id;
        return $$"""
            holidays:
              - name: "No: 1"
                days:
                  - 2026-12-25 Christmas Day
                  - "2026-12-28 Boxing: \"Day\""
                people: [{{afternoon.Ana.Person.Id}}]
            sources:
              - name: nightly-dbt
                kind: dbt
                alerts_per_minute: 30
                expected_every: 4 hours
              - name: circle
                kind: circleci
              - name: anything
                kind: hooks
                read_by: own
                expressions:
                  title: job.name
                  status: "state == 'done' && 'resolved' || 'firing'"
            attributes:
              - name: squad
                expression: metadata.squad
                mappings:
                  - value: /^bill/
                    becomes: billing
                otherwise: core
                fires_again: keep_first
            routes:
              - name: "Squad's \\ night"
                conditions:
                  - attribute: squad
                    values: [billing, "yes", "# 1"]
                  - attribute: branch
                    comparison: exists
                time:
                  when: outside
                  rotation: Platform
                action:
                  does: open
                  severity: major
                  rotation: Platform
                  out_of_hours: now
                  minutes_to_recover_first: 5
              - name: Said
                time: {when: within, days: [Monday], from: "08:00", to: "12:00", zone: Asia/Tokyo}
                action: {does: say, channel: {{Channel("data-team")}}}
              - name: Rest
                enabled: false
                action: {does: keep}
            notices:
              - about: orders dashboard
                channels: [{{Channel("random")}}]

            """;
    }
}
