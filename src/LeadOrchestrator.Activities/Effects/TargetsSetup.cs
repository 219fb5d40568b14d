using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Activities.Effects;

/// <summary>Gives every kind of effect its built-in target where the settings name none, and checks what they name.</summary>
internal sealed partial class TargetsSetup(IConfiguration configuration, IEnumerable<IConnectorType> types)
    : IPostConfigureOptions<TargetsOptions>, IValidateOptions<TargetsOptions>
{
    private static readonly HashSet<string> Known =
        typeof(TargetSettings).GetProperties().Select(property => property.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);

    public void PostConfigure(string? name, TargetsOptions options)
    {
        if (options.Crm.Count == 0) options.Crm.Add(new() { Name = "leadBook", Type = "leadBook" });
        if (options.Notify.Count == 0) options.Notify.Add(new() { Name = "inbox", Type = "inbox" });
        if (options.Log.Count == 0) options.Log.Add(new() { Name = "eventLog", Type = "eventLog" });
    }

    public ValidateOptionsResult Validate(string? name, TargetsOptions options)
    {
        List<string> errors = [.. Unknown(), .. options.All().SelectMany(entry => Check(entry.Path, entry.Kind, entry.Settings))];
        errors.AddRange(
            from entry in options.All()
            group entry.Path by (entry.Kind, Name: entry.Settings.Name.ToUpperInvariant()) into same
            where same.Key.Name.Length > 0 && same.Count() > 1
            select $"{string.Join(" and ", same.Select(path => $"{path}:Name"))} are the same; every target of a kind needs a name of its own.");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private IEnumerable<string> Check(string path, Orchestration.EffectKind kind, TargetSettings settings)
    {
        if (!NamePattern().IsMatch(settings.Name))
            yield return $"{path}:Name is '{settings.Name}'; expected 1 to 50 letters, digits, '-', '_' or '.'.";

        var fitting = types.Where(type => type.Kinds.Contains(kind)).ToList();
        var type = fitting.Find(type => type.Name.Equals(settings.Type, StringComparison.OrdinalIgnoreCase));
        if (type is null)
            yield return $"{path}:Type is '{settings.Type}'; expected one of {string.Join(", ", fitting.Select(type => type.Name))}.";
        else
            foreach (var error in type.Validate(path, settings)) yield return error;
    }

    /// <summary>A misspelt setting would otherwise be ignored, and a secret not be used.</summary>
    private IEnumerable<string> Unknown()
    {
        var section = configuration.GetSection(TargetsOptions.Section);
        foreach (var kind in section.GetChildren())
        {
            if (kind.Key is not (nameof(TargetsOptions.Crm) or nameof(TargetsOptions.Notify) or nameof(TargetsOptions.Log))
                && !Enum.TryParse<Orchestration.EffectKind>(kind.Key, ignoreCase: true, out _))
                yield return $"{kind.Path} is not known; expected Targets:Crm, Targets:Notify or Targets:Log.";
            foreach (var setting in kind.GetChildren().SelectMany(entry => entry.GetChildren()).Where(setting => !Known.Contains(setting.Key)))
                yield return $"{setting.Path} is not known; expected one of {string.Join(", ", Known)}.";
        }
    }

    [GeneratedRegex("^[A-Za-z0-9._-]{1,50}$")]
    private static partial Regex NamePattern();
}
