using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Bot.Alerts.Hooks;

/// <summary>Whether Amazon SNS signed a message, and lately, with the certificate that the message names.</summary>
sealed class SnsSignature(AmazonLine amazon, TimeProvider clock)
{
    // SNS tries for an hour at most; a clock may be a little off.
    static readonly TimeSpan Oldest = TimeSpan.FromHours(1);

    const int LongestSignature = 2048;

    public enum Answer
    {
        Right,
        Wrong,

        /// <summary>The certificate cannot be had now.</summary>
        Unknown,
    }

    public async Task<Answer> Check(SnsMessage message, CancellationToken stop)
    {
        if (message.Certificate is not { } url || message.Signature.Length > LongestSignature
            || message.Timestamp is not { } at || (clock.GetUtcNow() - at).Duration() > Oldest
            || Hash(message.Version) is not { } hash || !Base64.IsValid(message.Signature)) return Answer.Wrong;
        if (await amazon.Certificate(url, stop) is not { } certificate) return Answer.Unknown;
        using var key = certificate.GetRSAPublicKey();
        return key?.VerifyData(
            message.Signed(), Convert.FromBase64String(message.Signature), hash, RSASignaturePadding.Pkcs1) == true
                ? Answer.Right : Answer.Wrong;
    }

    static HashAlgorithmName? Hash(string version) => version switch
    {
        "1" => HashAlgorithmName.SHA1,
        "2" => HashAlgorithmName.SHA256,
        _ => null,
    };
}
