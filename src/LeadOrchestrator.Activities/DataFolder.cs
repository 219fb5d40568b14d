namespace LeadOrchestrator.Activities;

/// <summary>The host's data folder.</summary>
/// <param name="Path">Where it is; null for a host without one.</param>
internal sealed record DataFolder(string? Path)
{
    /// <summary>A path inside the folder; null for a host without one.</summary>
    public string? Find(string name) => Path is null ? null : System.IO.Path.Combine(Path, name);
}
