using System.Globalization;
using System.Text;

namespace LeadOrchestrator.Hostile;

/// <summary>One request, made of a seed and a number alone: the same again, whatever else is under way.</summary>
internal static class HostileRequest
{
    /// <summary>Only what is older than anything in this host is purged: the leads that must complete are to be found at the end.</summary>
    private const string Spare = "createdTimeTo=2001-01-01T00:00:00Z";

    public static HttpRequestMessage Make(Random random, HostileRoute route, Uri address)
    {
        var method = random.Next(10) == 0 ? Pick(random, HostileValues.Methods) : route.Method;
        var request = new HttpRequestMessage(new HttpMethod(method), Address(random, route, method, address));
        if (method is not ("GET" or "HEAD" or "TRACE" or "get") || random.Next(20) == 0) request.Content = Content(random, route);
        while (random.Next(4) == 0)
        {
            var (name, value) = HostileValues.Headers[random.Next(HostileValues.Headers.Length)];
            if (!request.Headers.TryAddWithoutValidation(name, value)) request.Content?.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private static Uri Address(Random random, HostileRoute route, string method, Uri address)
    {
        var path = string.Join('/', route.Pattern.Trim('/').Split('/').Select(segment => segment switch
        {
            "{name}" => Value(random, random.Next(3) > 0 ? HostileValues.Names : HostileValues.Texts),
            ['{', ..] => Value(random, HostileValues.Texts),
            _ => random.Next(60) == 0 ? Value(random, HostileValues.Texts) : segment,
        }));
        List<string> query = [];
        while (random.Next(3) > 0 && query.Count < 6) query.Add($"{Pick(random, HostileValues.Parameters)}={Value(random, HostileValues.Texts)}");
        if (random.Next(30) == 0) query.Add("wait=1");
        if (method == "DELETE") query.Add(Spare);
        var target = query.Count == 0 ? path : $"{path}?{string.Join('&', query)}";
        return new Uri($"{address.GetLeftPart(UriPartial.Authority)}/{Printable(target)}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
    }

    /// <summary>As it is, escaped, or escaped twice.</summary>
    private static string Value(Random random, string[] values)
    {
        var value = Pick(random, values);
        return random.Next(4) switch { 0 => value, 1 => Uri.EscapeDataString(Uri.EscapeDataString(value)), _ => Uri.EscapeDataString(value) };
    }

    /// <summary>What a request line can hold; everything else as the bytes it is made of.</summary>
    private static string Printable(string target)
    {
        var text = new StringBuilder(target.Length);
        foreach (var octet in Encoding.UTF8.GetBytes(target))
            if (octet is > (byte)' ' and < 0x7F and not (byte)'#') text.Append((char)octet);
            else text.Append(CultureInfo.InvariantCulture, $"%{octet:x2}");
        return text.ToString();
    }

    private static ByteArrayContent Content(Random random, HostileRoute route)
    {
        var body = HostileValues.Bytes(Pick(random, HostileValues.Bodies));
        for (var times = random.Next(4); times > 0; times--) body = Damage(random, body);
        var content = new ByteArrayContent(body);
        var usual = route.Pattern.StartsWith("/api/imports", StringComparison.Ordinal) ? "text/csv" : "application/json";
        content.Headers.TryAddWithoutValidation("Content-Type", random.Next(4) > 0 ? usual : Pick(random, HostileValues.ContentTypes));
        return content;
    }

    private static byte[] Damage(Random random, byte[] body)
    {
        var at = random.Next(body.Length + 1);
        var end = Math.Min(body.Length, at + random.Next(1, 40));
        return random.Next(8) switch
        {
            0 => body[..at],
            1 => [.. body[..at], .. body[end..]],
            2 => [.. body[..end], .. body[at..]],
            3 => [.. body[..at], .. RandomBytes(random, 4), .. body[at..]],
            4 => [.. body[..at], .. HostileValues.Bytes(Pick(random, HostileValues.Texts)), .. body[end..]],
            5 => [.. body[..at], .. "\\ud800"u8, .. body[at..]],
            6 when random.Next(20) == 0 => [.. body, .. Enumerable.Repeat((byte)random.Next(256), random.Next(500_000))],
            _ => Flip(random, body),
        };
    }

    private static byte[] Flip(Random random, byte[] body)
    {
        if (body.Length > 0) body[random.Next(body.Length)] ^= (byte)(1 << random.Next(8));
        return body;
    }

    private static byte[] RandomBytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private static T Pick<T>(Random random, IReadOnlyList<T> values) => values[random.Next(values.Count)];
}
