using System.Globalization;
using System.Text;

namespace LeadOrchestrator.Hostile;

/// <summary>What requests are made of: what callers send, what goes wrong on the way, and what somebody sends who means harm.</summary>
internal static class HostileValues
{
    public static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW", "get"];

    public static readonly string[] Texts =
    [
        "", " ", ".", "..", "../../etc/passwd", "%", "%zz", "%00", "%ff%fe", "%ed%a0%80", "%2f", "%252f", "\\", "'", "\"", "<script>", "=1+1", "{}", "[]", "null", "true",
        "NaN", "-1", "0", "1", "2147483648", "99999999999999999999", "1e309", "1٣", "ﬀ", "ZOË", "😀", "\u202Eabc", "a\nb", "a\tb", "x;y,z|w", "0001-01-01", "0001-01-03",
        "9999-12-31", "9999-12-31T23:59:59.9999999Z", "0001-01-01T00:00:00+14:00", "2026-02-30", "2026-03-31T09:30:00Z", "watch:x", "import:x", "queued:x:1", "@entity@x", "Completed",
        "Running,Parked", "summary", "csv", "responded", "redrive", "dGVzdA==", "djE6MQ", "v1:1", new('x', 99), new('x', 101), new('x', 401), new('é', 400), new('9', 3000),
        "victim-0", "victim-1", "victim-2", "watch:victim-0", "queued:victim-1:1",
    ];

    public static readonly string[] Names =
    [
        "responded", "redrive", "Responded", "other", "LeadOrchestration", "ResponseWatch", "QueuedLead", "ImportOrchestration", "DailyDigest", "UnassignedSweep", "RetentionPurge",
        "index.html", "app.js", "crm", "crm\n", "..", "CON", new('n', 300),
    ];

    public static readonly string[] Parameters =
    [
        "top", "continuationToken", "status", "from", "to", "grade", "owner", "search", "view", "map", "fileName", "format", "skipInvalid", "counts", "runtimeStatus", "createdTimeFrom",
        "instanceIdPrefix", "showInput", "showHistory", "showHistoryOutput", "restartWithNewInstanceId", "reason", "code", "lead", "taskHub", "unknown",
    ];

    public static readonly string[] ContentTypes =
    [
        "application/json", "application/json; charset=utf-8", "application/json; charset=utf-16", "text/json", "text/plain", "text/csv", "application/x-ndjson", "application/octet-stream",
        "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/problem+json", "x", "", ";;;", "application/json;;charset",
    ];

    public static readonly (string Name, string Value)[] Headers =
    [
        ("Accept", "text/csv"), ("Accept", "\u0001"), ("Accept", "*/*;q=x"), ("Idempotency-Key", "key-1"), ("Idempotency-Key", "ключ"), ("Idempotency-Key", new string('k', 300)), ("If-None-Match", "\"x\""),
        ("If-None-Match", "*"), ("x-ms-continuation-token", "made-up"), ("x-ms-continuation-token", "djE6LTE"), ("X-Forwarded-Host", "evil.example"), ("Host", "evil.example"), ("Host", ""),
        ("Origin", "http://evil.example"), ("Sec-Fetch-Site", "cross-site"), ("x-functions-key", "wrong"), ("x-api-key", "wrong"), ("Authorization", "Bearer x"), ("Authorization", "Bearer a.b.c"),
        ("Content-Encoding", "gzip"), ("Content-Disposition", "attachment; filename*=UTF-8''%ed%a0%80"), ("traceparent", "00-0-0-0"), ("Range", "bytes=0-1,2-"), ("Cookie", new string('c', 5000)),
    ];

    /// <summary>Texts that some handler expects; they are sent as they are, or damaged.</summary>
    public static IReadOnlyList<string> Bodies { get; } =
    [
        Lead("victim-0"), Lead("victim-1"), Lead("victim-2"), """{"email":"a@b.example","source":"x","attributes":{"a":1,"b":true},"activities":[{"type":"t","at":"2026-03-31T09:30:00Z","count":3}]}""",
        """{"at":"2026-03-31T09:30:00Z","by":"rep"}""", """{"step":"UpdateCrm:leadBook"}""", "null", "{}", "[]", "\"a\"", "7", "",
        $$$"""{"leads":[{{{Lead("p1")}}},{{{Lead("p2")}}}],"rules":{"label":"x"}}""", $"[{string.Join(',', Enumerable.Range(0, 40).Select(n => Lead($"p{n}")))}]",
        Run("LeadOrchestration"), Import(), "id,email,company,When,Employees\r\nr1,a@b.example,Acme,2026-01-01,1٣\r\nr2,\"x\"y,b\r\n,,\r\nr3,c@d.example,\"=1+1\",0001-01-01,3\r\n",
        "id;id;id;email\n1;2;3;x@y.example\n", "{\"id\":\"n1\",\"source\":\"x\"}\n{\"id\":\"n2\"}\n{oops\n\n[1]\n",
        """{"columns":{"When":"ignore","Mail":"email"},"dateFormats":["dd.MM.yyyy"],"timeZone":"Europe/Berlin","activities":[{"type":"call","atColumn":"When"}],"empty":["-"],"constants":{"source":"x"}}""",
        new string('[', 31) + new string(']', 31), new string('[', 64) + new string(']', 64), new string('[', 5000), """{"a":"\ud800"}""", """{"\udc00":1,"id":"a"}""", "\uFEFF{}", "id\n", "\"",
    ];

    /// <summary>Where JSON is taken in, of a lead that exists from the first request on.</summary>
    public static readonly string[] JsonPaths =
    [
        "/api/leads", "/api/preview", "/api/leads/{0}/events/responded", "/api/leads/{0}/events/other", "/runtime/webhooks/durabletask/instances/{0}/raiseEvent/other",
        "/runtime/webhooks/durabletask/orchestrators/LeadOrchestration", "/admin/functions/DailyDigest",
    ];

    /// <summary>JSON whose texts are no Unicode: half of a pair that was escaped, as a value and as a name, and bytes that are no UTF-8.</summary>
    public static IReadOnlyList<byte[]> NoTexts { get; } =
    [
        Bytes("""{"id":"no-text","source":"x","by":"\ud800"}"""), Bytes("""{"id":"no-text","source":"x","\udc00":1}"""),
        [.. "{\"id\":\"no-text\",\"source\":\"x\",\"by\":\""u8, 0xFF, 0xC0, .. "\"}"u8],
    ];

    public static string Lead(string id) =>
        $$"""{"id":"{{id}}","email":"ada@example.com","phone":"+49 170 1234567","firstName":"Ada","lastName":"Lovelace","jobTitle":"Head of Sales","company":"Acme","employees":500,"country":"DE","source":"web-form","consent":{"email":true,"call":true},"message":"Please call."}""";

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Run(string name) => string.Create(CultureInfo.InvariantCulture, $$$"""
        {"leadId":"victim-3","lead":{"id":"victim-3","email":"v@w.example","source":"{{{name}}}","activities":[],"attributes":{}},"submittedAt":"2026-03-31T09:30:00+00:00","contentHash":"x",
         "rules":{"label":"x","hash":"y"},"execution":"parallel","targets":[{"kind":"crm","name":"leadBook"}],"decisionRetry":{"maxNumberOfAttempts":1,"firstRetryInterval":"00:00:01"},
         "effectRetry":{"maxNumberOfAttempts":1,"firstRetryInterval":"00:00:01"},"parkedFor":"00:01:00"}
        """);

    private static string Import() =>
        """{"importId":"import:x","format":"csv","chunkSize":10,"retry":{"maxNumberOfAttempts":1,"firstRetryInterval":"00:00:01"},"progress":{"rows":0,"started":0,"existing":0,"rejected":0,"repaired":0,"bytesRead":0,"totalBytes":0,"cursor":{"offset":0,"line":1},"completed":false}}""";
}
