using System.Security.Cryptography;
using System.Text;

namespace Bot.Domain.OnCall;

/// <summary>A text as eight letters that a form can carry, to see later whether it has changed.</summary>
public static class ShortMark
{
    const int Letters = 8;

    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Letters];
}
