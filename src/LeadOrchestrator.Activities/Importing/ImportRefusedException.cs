namespace LeadOrchestrator.Activities.Importing;

/// <summary>Why a file cannot be imported at all.</summary>
public enum ImportRefusal
{
    /// <summary>There is nothing in it.</summary>
    Empty,

    /// <summary>It is larger than <c>Imports:MaxBytes</c>.</summary>
    TooLarge,

    /// <summary>It is not text in UTF-8.</summary>
    NotText,

    /// <summary>No mapping has the name.</summary>
    UnknownMapping,

    /// <summary>The mapping's file is not valid.</summary>
    InvalidMapping,

    /// <summary>The header line cannot be read, does not fit the mapping, or names no column that a lead could be known by.</summary>
    BadHeader,

    /// <summary>The upload broke off.</summary>
    Incomplete,
}

/// <summary>A file cannot be imported at all.</summary>
/// <param name="reason">Why.</param>
/// <param name="message">What is wrong and what to do.</param>
public sealed class ImportRefusedException(ImportRefusal reason, string message) : Exception(message)
{
    /// <summary>Why.</summary>
    public ImportRefusal Reason { get; } = reason;
}
