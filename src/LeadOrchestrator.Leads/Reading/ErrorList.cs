namespace LeadOrchestrator.Leads.Reading;

/// <summary>Gathers what is wrong with a document, so that it is all reported at once; stops after <see cref="Max"/>.</summary>
internal sealed class ErrorList
{
    public const int Max = 20;

    private readonly List<FieldError> _errors = [];

    public int Count => _errors.Count;

    /// <summary>Whether nothing more is kept; looking for more is then in vain.</summary>
    public bool IsFull => _errors.Count > Max;

    public void Add(string path, string message)
    {
        if (_errors.Count < Max) _errors.Add(new FieldError(path, message));
        else if (_errors.Count == Max) _errors.Add(new FieldError("$", $"There is more wrong than these {Max}; mend them first."));
    }

    public IReadOnlyList<FieldError> ToList() => [.. _errors];
}
