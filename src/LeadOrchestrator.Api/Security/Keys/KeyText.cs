using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace LeadOrchestrator.Api.Security.Keys;

/// <summary>
/// How keys are made and hashed. A key is 256 random bits, so one round of SHA-256 is enough: slow hashes (Argon2, bcrypt) make
/// guessing dear where a person has chosen something guessable, and there is nothing to guess here. They would only make every
/// request dear.
/// </summary>
public static partial class KeyText
{
    private const string Prefix = "lead_"; // so that scanners for leaked secrets, and people, know what it is
    private const int RandomBytes = 32;

    /// <summary>What <see cref="IsName"/> asks for, in words.</summary>
    public const string NameRule = "1 to 64 letters, digits, '.', '_' or '-', a letter or digit first";

    /// <summary>A new key.</summary>
    public static string New() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>Whether keys may be called so.</summary>
    public static bool IsName(string name) => Name().IsMatch(name);

    /// <summary>The hash that is kept, and compared.</summary>
    public static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z")]
    private static partial Regex Name();
}
