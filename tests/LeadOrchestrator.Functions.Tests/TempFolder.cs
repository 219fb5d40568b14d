namespace LeadOrchestrator.Functions.Tests;

/// <summary>A folder that is gone when the test is.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("lead-functions-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
