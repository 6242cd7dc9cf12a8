using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Bot.Alerts;
using Bot.Alerts.Senders;
using Microsoft.AspNetCore.Http;

namespace Bot.Tests.Alerts.Senders;

/// <summary>Signatures as their senders publish them.</summary>
public sealed class SignatureTests
{
    [Fact]
    public void Every_published_signature_is_right_and_no_other()
    {
        var vectors = JsonNode.Parse(Samples.Text("signatures.json"))!.AsArray()
            .Where(v => (string?)v!["scheme"] is "circleci" or "dbt-cloud").ToList();
        Assert.Equal(5, vectors.Count);
        foreach (var vector in vectors)
        {
            var body = (string?)vector!["body"] ?? Samples.Text((string)vector["body_file"]!);
            var right = HMACSHA256.HashData(Encoding.UTF8.GetBytes((string)vector["secret"]!), Encoding.UTF8.GetBytes(body));
            var request = new DefaultHttpContext().Request;
            request.Headers[(string)vector["header"]!] = (string)vector["value"]!;
            var signatures = (string?)vector["scheme"] == "circleci"
                ? CircleCi.Signatures(request) : DbtCloud.Signatures(request);
            Assert.True(Signature.IsAmong(signatures, right), $"{vector}");
            right[31] ^= 1;
            Assert.False(Signature.IsAmong(signatures, right), $"{vector}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("v1=")]
    [InlineData("v1=zz")]
    [InlineData("v2={0}")]
    [InlineData("{0}")]
    [InlineData("v1={0}00")]
    [InlineData("v1= {0}")]
    public void What_is_no_signature_of_its_version_is_wrong(string header)
    {
        var right = HMACSHA256.HashData("secret"u8, "body"u8);
        var request = new DefaultHttpContext().Request;
        request.Headers["circleci-signature"] = string.Format(null, header, Convert.ToHexStringLower(right));
        Assert.False(Signature.IsAmong(CircleCi.Signatures(request), right));
    }

    [Theory]
    [InlineData("v1/circleci/ci", "wrong-secret", 401)]
    [InlineData("v1/circleci/ci", null, 401)]
    [InlineData("v1/circleci/nobody", "example-secret", 401)]
    [InlineData("v1/circleci/circleci", "example-secret", 401)]
    [InlineData("v1/dbt-cloud/ci", "example-secret", 401)]
    [InlineData("v1/circleci/CI", "example-secret", 202)]
    public async Task Only_what_the_source_signed_is_kept(string path, string? secret, int status)
    {
        // A source that has a token alone has no secret, and one sender's header is not another's.
        await using var circle = await Signed.CircleCi();
        Assert.Equal(status, (await circle.Send("""{"type":"ping"}""", secret, path)).Status);
        Assert.Equal(status == 202 ? 1 : 0, circle.Afternoon.Ledger().Count);
    }

    [Fact]
    public async Task What_is_longer_than_an_alert_is_checked_to_its_end_and_kept_cut()
    {
        await using var circle = await Signed.CircleCi();
        var body = $$"""{"type":"ping","x":"{{new string('x', AlertBody.MaxLength)}}"}""";
        Assert.Equal(401, (await circle.Send(body, "wrong-secret")).Status);
        Assert.Equal(202, (await circle.Send(body)).Status);
        circle.Afternoon.Finn.Sees("#inc-1-oversized-alert-from-ci", "#data-incidents");
    }

    [Fact]
    public async Task What_nobody_has_signed_is_not_read_without_end()
    {
        await using var circle = await Signed.CircleCi();
        // By far the longest that CI sends is shorter.
        Assert.Equal(401, (await circle.Send(new string('x', 31_000_000))).Status);
        Assert.Empty(circle.Afternoon.Ledger());
    }
}
