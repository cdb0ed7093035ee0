namespace CrowdMind.Server.Tests.Fuzz;

/// <summary>Values that programs stumble over.</summary>
internal static class OddTexts
{
    /// <summary>JSON values as they are written.</summary>
    public static readonly string[] Json =
    [
        "null", "true", "false", "0", "-0", "-1", "1", "1.5", "1e3", "1E400", "-1e400", "1e-400", "2147483647", "2147483648", "9007199254740993",
        "9223372036854775807", "9223372036854775808", "-9223372036854775809", "123456789012345678901234567890", "0.1e1", "\"\"", "\" \"",
        "\"\\t\\n\"", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u001b[31m\"", "\"\\u202e\"", "\"\u007f\"",
        "\"NaN\"", "\"Infinity\"", "\"null\"", "\"<script>alert(1)</script>\"", "\"' or 1=1; --\"", "\"=cmd|' /C calc'!A0\"", "\"..\\/..\\/etc\"",
        "\"\\ufeff\"", "\"ŽLUŤOUČKÝ 🐎\"", "\"00000000-0000-0000-0000-000000000000\"", "\"ffffffff-ffff-ffff-ffff-ffffffffffff\"",
        "\"2026-02-30T25:61:61Z\"", "[]", "{}", "[null]", "[[]]", "{\"\":null}", "[1,\"a\",{}]", "{\"a\":{\"a\":{\"a\":null}}}", "[\"a\",\"a\"]",
        "{\"__proto__\":{}}", "{\"$ref\":\"#\"}", "{\"a\":1,\"a\":2}",
    ];

    /// <summary>What looks like JSON and is none.</summary>
    public static readonly string[] NoJson =
    [
        "NaN", "Infinity", "-Infinity", "+1", "01", "1.", ".5", "0x10", "undefined", "'a'", "\"\t\"", "\"\\x\"", "\"\\u12\"", "\"", "[", "{", "]", "}",
        "[1,]", "{\"a\":1,}", "{\"a\"}", "{a:1}", "{\"a\":1 \"b\":2}", "/* */ 1", "// 1", "tru", "nul", "\"a\" \"b\"", "", ",", ":", "1 2", "\\u0000",
    ];

    /// <summary>Parts of paths and queries, as they are sent.</summary>
    public static readonly string[] Escaped =
    [
        "", "0", "1", "-1", "1.5", "%201", "%2B1", "1e3", "0x10", "null", "true", "TRUE", "false", "NaN", "2147483647", "2147483648",
        "9223372036854775807", "9223372036854775808", "99999999999999999999", "%EF%BC%91", "%", "%zz", "%c3%28", "%ED%A0%80", "%ff", "%c0%af",
        "%25", "%252e", "a%0d%0ab", "%0a", "%7f", "%1b", "%E2%80%AE", "%F0%9F%90%8E", "%22", "%27%20or%201=1", "%3Cscript%3E", "a,b", "a;b", "a+b",
        "@", "a@b", "mood@champion", "@champion", "mood@", "%40", "*", "~", "!", "$", "(", "{id}", "%7B%7D", "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff", "00000000000000000000000000000000", "csv", "jsonl", "draft", "digital", "zip", "parquet", "json",
    ];

    /// <summary>Parts of a path after which another route may be meant, or none.</summary>
    public static readonly string[] Elsewhere =
        ["", ".", "..", "%2e%2e", "a%2fb", "%2f", "a/b", "//", "%5c..%5c", "a\\b", "versions", "..%2f..%2fetc", ";", "a;v=1"];

    /// <summary>Values of headers, as they are sent.</summary>
    public static readonly string[] Header =
    [
        "", "0", "-1", "1", "*", "\"a\"", "W/\"a\"", "W/", "\"", "a, b, c", "\"a\", W/\"b\", *", ";", "=", ",,,", "q=0", "gzip", "gzip;q=0", "gzip;q=nope",
        "identity;q=0, *;q=0", "br, deflate, zstd", "bytes=", "bytes=0-", "bytes=-1", "bytes=-0", "bytes=5-1", "bytes=0-0,2-2,4-4", "bytes=0-,0-,0-",
        "bytes=99999999999999999999-", "bytes=0-99999999999999999999", "bytes=9223372036854775807-", "bytes=a-b", "chars=0-1", "bytes 0-1/2",
        "respond-async", "respond-async, wait=1", "respond-async;foo=bar", "wait=1", "return=minimal", "text/html", "application/json", "*/*;q=0",
        "Tue, 01 Jan 2036 00:00:00 GMT", "yesterday", "99999999999999999999", "žluťoučký", "a\tb", "null", "http://localhost", "Bearer x",
    ];

    /// <summary>Types of bodies.</summary>
    public static readonly string[] MediaTypes =
    [
        "", "application/json", "application/json; charset=utf-8", "application/json; charset=utf-16", "application/json; charset=\"nope\"", "APPLICATION/JSON",
        "application/json;", "application/json; boundary=x", "application/x-ndjson", "application/merge-patch+json", "application/problem+json",
        "text/json", "text/plain", "text/csv", "application/octet-stream", "application/x-www-form-urlencoded", "multipart/form-data",
        "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\"", "multipart/form-data; boundary=x", "multipart/mixed; boundary=x",
        "json", "/", "application/", "*/*", "application/json, text/plain", "; charset=utf-8", "žluťoučký/kůň",
    ];

    /// <summary>Headers that no operation asks for.</summary>
    public static readonly string[] HeaderNames =
    [
        "Accept", "Accept-Encoding", "Accept-Language", "Authorization", "Cache-Control", "Content-Encoding", "Content-Language", "Content-Range", "Cookie",
        "Date", "Expect-CT", "Forwarded", "From", "If-Match", "If-Modified-Since", "If-None-Match", "If-Range", "Idempotency-Key", "Last-Event-ID", "Origin",
        "Prefer", "Range", "Referer", "TE", "Trailer", "User-Agent", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto",
        "X-HTTP-Method-Override", "X-Request-ID", "apikey", "baggage", "traceparent", "tracestate",
    ];

    /// <summary>Methods, some of them of our own.</summary>
    public static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW", "get", "PROPFIND"];
}
