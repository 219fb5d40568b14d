namespace LeadOrchestrator.Benchmarks;

/// <summary>A folder that is deleted afterwards. BENCH_DIR says where; the default is the system's temporary folder.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly string _path = Directory.CreateDirectory(
        Path.Combine(Environment.GetEnvironmentVariable("BENCH_DIR") ?? Path.GetTempPath(), $"bench-{Guid.NewGuid():N}")).FullName;

    public string File(string name) => Path.Combine(_path, name);

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
