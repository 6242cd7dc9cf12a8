using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Bot.Alerts.Hooks;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Alerts.Hooks;

/// <summary>Topics of Amazon SNS: what is signed by Amazon for a topic that is known, and nothing else.</summary>
public sealed class SnsTests
{
    const string Topic = "arn:aws:sns:eu-west-1:123456789012:data-alerts", Hook = "v1/hooks/aws";

    static readonly DateTimeOffset At = new(2026, 1, 12, 16, 31, 0, TimeSpan.Zero);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Amazon as the bot sees it: certificates and confirmations, and what was asked of it.</summary>
    sealed class Amazon(string pem) : HttpMessageHandler
    {
        public List<string> Asked { get; } = [];

        public HttpStatusCode Answer { get; set; } = HttpStatusCode.OK;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop)
        {
            lock (Asked) Asked.Add(request.RequestUri!.AbsoluteUri);
            var isCertificate = request.RequestUri.AbsolutePath.EndsWith(".pem", StringComparison.Ordinal);
            var content = new StringContent(isCertificate ? pem : "<ok/>");
            return Task.FromResult(new HttpResponseMessage(Answer) { Content = content });
        }
    }

    static async Task<(Afternoon Afternoon, Amazon Amazon)> Begin(string? topics = Topic, string? pem = null)
    {
        var amazon = new Amazon(pem ?? Samples.Text("sns/test-signing-cert.pem"));
        var settings = new Dictionary<string, string?> { ["Intake:Tokens:aws"] = "token-of-aws" };
        if (topics is not null) settings["Intake:Topics:aws"] = topics;
        return (await Afternoon.Begin(At, settings: settings, services: s => s.AddSingleton(new AmazonLine(amazon))), amazon);
    }

    static async Task<(HttpStatusCode Status, JsonObject Answer)> Post(Afternoon afternoon, string body, string path = Hook)
    {
        using var http = new HttpClient { BaseAddress = afternoon.Url };
        using var content = new StringContent(body, Encoding.UTF8, "text/plain");
        using var response = await http.PostAsync(path, content, Stop);
        await afternoon.Settle();
        return (response.StatusCode, await response.Json());
    }

    [Fact]
    public async Task An_alarm_of_CloudWatch_is_taken_once_as_Amazon_signed_it()
    {
        var (afternoon, amazon) = await Begin();
        await using var _ = afternoon;
        var body = Samples.Text("sns/notification.cloudwatch.json");
        var (status, answer) = await Post(afternoon, body);
        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal(
            "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:orders-dlq-not-empty", (string?)answer["deduplication_key"]);
        Assert.Contains("Threshold Crossed", afternoon.Card("#inc-1-orders-dlq-not-empty").Text, StringComparison.Ordinal);
        await Post(afternoon, body);
        Assert.Equal("The same delivery came before, so it changes nothing.", afternoon.Reason());
        // The certificate is asked for once.
        Assert.Single(amazon.Asked);
    }

    [Fact]
    public async Task A_subscription_is_confirmed_at_Amazon_and_says_so()
    {
        var (afternoon, amazon) = await Begin();
        await using var _ = afternoon;
        var body = Samples.Text("sns/subscription-confirmation.json");
        amazon.Answer = HttpStatusCode.InternalServerError;
        // Without its certificate nobody knows whose it is.
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Post(afternoon, body)).Status);
        Assert.Empty(afternoon.Ledger());
        amazon.Answer = HttpStatusCode.OK;
        Assert.Equal(HttpStatusCode.Accepted, (await Post(afternoon, body)).Status);
        Assert.Equal("The subscription is confirmed: the topic is heard.", afternoon.Reason());
        Assert.StartsWith(
            "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&", amazon.Asked[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("arn:aws:sns:eu-west-1:123456789012:data-alerts", "arn:aws:sns:eu-west-1:123456789012:others")]
    [InlineData("Threshold Crossed", "Threshold kept")]
    [InlineData("22b80b92", "22b80b93")]
    [InlineData("https://sns.eu-west-1.amazonaws.com/Simple", "https://sns.eu-west-1.amazonaws.com.evil.example/Simple")]
    [InlineData("https://sns.eu-west-1.amazonaws.com/Simple", "http://sns.eu-west-1.amazonaws.com/Simple")]
    [InlineData("https://sns.eu-west-1.amazonaws.com/Simple", "https://sns.us-east-1.amazonaws.com/Simple")]
    [InlineData("https://sns.eu-west-1.amazonaws.com/Simple", "https://x@sns.eu-west-1.amazonaws.com/Simple")]
    [InlineData("https://sns.eu-west-1.amazonaws.com/Simple", "https://sns.eu-west-1.amazonaws.com:8443/Simple")]
    [InlineData("https://sns.eu-west-1.amazonaws.com/Simple", "https://evil.example/Simple")]
    [InlineData("\"SignatureVersion\": \"2\"", "\"SignatureVersion\": \"1\"")]
    [InlineData("\"Signature\": \"gVvz", "\"Signature\": \"gVvy")]
    [InlineData("2026-01-12T16:30:42.300Z", "2026-01-12T15:30:42.300Z")]
    public async Task What_was_changed_or_names_another_host_is_refused_and_nothing_is_stored(string what, string into)
    {
        var (afternoon, amazon) = await Begin();
        await using var _ = afternoon;
        var body = Samples.Text("sns/notification.cloudwatch.json");
        Assert.Contains(what, body, StringComparison.Ordinal);
        body = body.Replace(what, into, StringComparison.Ordinal);
        foreach (var path in new[] { Hook, $"{Hook}?token=token-of-aws" })
            Assert.Equal(HttpStatusCode.Unauthorized, (await Post(afternoon, body, path)).Status);
        Assert.Empty(afternoon.Ledger());
        Assert.All(amazon.Asked, url => Assert.StartsWith("https://sns.eu-west-1.amazonaws.com/", url, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_Amazon_signed_long_ago_is_refused()
    {
        var (afternoon, _) = await Begin();
        await using var own = afternoon;
        await afternoon.Pass(TimeSpan.FromMinutes(61));
        var body = Samples.Text("sns/notification.cloudwatch.json");
        Assert.Equal(HttpStatusCode.Unauthorized, (await Post(afternoon, body)).Status);
        Assert.Empty(afternoon.Ledger());
    }

    [Fact]
    public async Task A_topic_that_nobody_set_is_shown_to_whoever_can_set_it_and_no_address_of_it_is_asked()
    {
        var (afternoon, amazon) = await Begin(topics: null);
        await using var _ = afternoon;
        var body = Samples.Text("sns/subscription-confirmation.json");
        Assert.Equal(HttpStatusCode.Unauthorized, (await Post(afternoon, body)).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await Post(afternoon, body, $"{Hook}?token=token-of-aws")).Status);
        var card = afternoon.Card("#inc-1-the-bot-is-to-hear-data-alerts");
        Assert.Contains("Intake__Topics__aws", card.Text, StringComparison.Ordinal);
        Assert.Empty(amazon.Asked);
    }

    [Theory]
    [InlineData("https://evil.example/?Action=ConfirmSubscription&Token=1")]
    [InlineData("https://sns.eu-west-1.amazonaws.com.evil.example/?Action=ConfirmSubscription&Token=1")]
    [InlineData("http://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=1")]
    [InlineData("https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&Token=1")]
    [InlineData("https://sns.eu-west-1.amazonaws.com:8443/?Action=ConfirmSubscription&Token=1")]
    [InlineData("https://x@sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=1")]
    [InlineData("https://sns.eu-west-1.amazonaws.com/other?Action=ConfirmSubscription&Token=1")]
    [InlineData("https://sns.eu-west-1.amazonaws.com/?Action=Unsubscribe&Token=1")]
    public async Task A_confirmation_that_leads_elsewhere_is_not_asked_for_though_its_signature_is_right(string url)
    {
        using var key = RSA.Create(2048);
        var (afternoon, amazon) = await Begin(pem: Certificate(key));
        await using var _ = afternoon;
        await Post(afternoon, Signed(key, "SubscriptionConfirmation", json => json["SubscribeURL"] = url));
        Assert.EndsWith(".pem", Assert.Single(amazon.Asked), StringComparison.Ordinal);
        Assert.DoesNotContain("is confirmed", afternoon.Reason(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_Amazon_sends_on_nobody_is_asked()
    {
        await using var own = await Elsewhere.Start();
        await using var other = await Elsewhere.Start();
        own.SendsOn = other.Url;
        using var line = AmazonLine.Open();
        Assert.False(await line.Confirm(own.Url, Stop));
        Assert.Single(own.Asked);
        Assert.Empty(other.Asked);
    }

    [Fact]
    public async Task Whoever_ends_a_subscription_is_noticed()
    {
        using var key = RSA.Create(2048);
        var (afternoon, _) = await Begin(pem: Certificate(key));
        await using var own = afternoon;
        Assert.Equal(HttpStatusCode.Accepted, (await Post(afternoon, Signed(key, "UnsubscribeConfirmation"))).Status);
        afternoon.Finn.Sees("#inc-1-data-alerts-is-not-sent-to-the-bot-any-more", "#data-incidents");
    }

    static string Certificate(RSA key)
    {
        using var certificate = new CertificateRequest("CN=sns", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(At.AddDays(-1), At.AddDays(1));
        return certificate.ExportCertificatePem();
    }

    /// <summary>A message about a subscription as whoever has Amazon's key would sign it.</summary>
    static string Signed(RSA key, string type, Action<JsonObject>? change = null)
    {
        var json = JsonNode.Parse(Samples.Text("sns/subscription-confirmation.json"))!.AsObject();
        (json["Type"], json["Timestamp"], json["SignatureVersion"]) = (type, "2026-01-12T16:30:00.000Z", "2");
        change?.Invoke(json);
        string[] names = ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"];
        var signed = string.Concat(names.Select(n => $"{n}\n{json[n]}\n"));
        json["Signature"] = Convert.ToBase64String(
            key.SignData(Encoding.UTF8.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        return json.ToJsonString();
    }

    [Theory]
    [InlineData("data-alerts")]
    [InlineData("")]
    [InlineData("arn:aws:sqs:eu-west-1:123456789012:queue")]
    public async Task What_is_no_topic_stops_the_start_with_a_sentence(string topics) => Assert.Contains(
        "Intake__Topics__aws",
        (await Assert.ThrowsAsync<CannotStartException>(() => Begin(topics, pem: ""))).Message, StringComparison.Ordinal);
}
