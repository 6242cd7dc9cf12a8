using System.Text.Json.Nodes;

namespace Bot.Tests.Alerts.Dbt;

/// <summary>When an artifact was written, as its clock says it.</summary>
public sealed class DbtTimeTests
{
    [Theory]
    [InlineData("1969-12-31T23:59:59Z")]
    [InlineData("1970-01-01T00:03:00Z")]
    [InlineData("yesterday")]
    [InlineData(null)]
    public async Task An_artifact_without_a_time_that_can_be_believed_is_newer_than_what_is_known(string? time)
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Runs("error stg_orders");
        await afternoon.Sends(Written(DbtFiles.Run("success stg_orders"), time));
        Assert.Equal("It is resolved: INC-1 is in Monitoring and Resolve is offered.", afternoon.Reason());
        await afternoon.Sends(Written(DbtFiles.Run("error stg_orders"), time));
        Assert.Contains("which leaves Monitoring", afternoon.Reason(), StringComparison.Ordinal);
        // What was written before that is old all the same.
        await afternoon.Runs("success stg_orders");
        Assert.Contains("It says nothing new", afternoon.Reason(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1970-01-01T00:03:00Z")]
    [InlineData(null)]
    public async Task So_is_a_manifest(string? time)
    {
        await using var afternoon = await Afternoon.Begin();
        using var first = await afternoon.Puts(HttpMethod.Put, "manifest", DbtFiles.Manifest);
        using var next = await afternoon.Puts(HttpMethod.Put, "manifest", Written(DbtFiles.Manifest, time));
        Assert.Equal("4 nodes kept", (string?)(await next.Json())["message"]);
    }

    /// <summary>An artifact whose clock said so when it was written; null for nothing.</summary>
    static string Written(string artifact, string? time)
    {
        var json = JsonNode.Parse(artifact)!;
        if (time is null) json["metadata"]!.AsObject().Remove("generated_at");
        else json["metadata"]!["generated_at"] = time;
        return json.ToJsonString();
    }
}
