namespace LeadOrchestrator.Functions.Tests;

/// <summary>The repository that the tests are built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "LeadOrchestrator.sln")) ? folder : Find(Path.GetDirectoryName(folder)!);
}
