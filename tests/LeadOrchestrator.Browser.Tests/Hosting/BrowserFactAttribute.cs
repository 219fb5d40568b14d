namespace LeadOrchestrator.Browser.Tests.Hosting;

/// <summary>A test that needs a browser, and perhaps axe-core; skipped with the reason where test.sh could not install them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    private bool _needsAxe;

    public BrowserFactAttribute()
    {
        if (Tools.Chromium is null)
            Skip = "There is no Chromium (looked for /usr/bin/chromium and CHROMIUM_PATH): apt-get install chromium.";
    }

    /// <summary>Whether accessibility is checked.</summary>
    public bool NeedsAxe
    {
        get => _needsAxe;
        set
        {
            _needsAxe = value;
            if (value && Tools.Axe is null) Skip ??= "There is no axe-core: run test.sh, which installs it from npm.";
        }
    }
}

/// <summary>What the tests need of the machine.</summary>
internal static class Tools
{
    public static string? Chromium { get; } =
        new[] { Environment.GetEnvironmentVariable("CHROMIUM_PATH"), "/usr/bin/chromium", "/usr/bin/chromium-browser" }.FirstOrDefault(File.Exists);

    public static string? Axe { get; } = new[] { Path.Combine(Cache, "axe", "node_modules", "axe-core", "axe.min.js") }.FirstOrDefault(File.Exists);

    private static string Cache => Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
            ? cache
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "lead-orchestrator");
}
