namespace LeadOrchestrator.Local.CommandLine;

/// <summary>What the process ends with, for scripts and supervisors.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>Anything that has no code of its own, a port in use for example.</summary>
    public const int Failure = 1;

    /// <summary>Wrong usage, a wrong setting, or rules or a process map that are not valid.</summary>
    public const int Usage = 2;

    /// <summary>A file or folder cannot be used: damaged, not a database, read-only, owned by another process, disk full.</summary>
    public const int Storage = 3;

    /// <summary>No host answers at the address.</summary>
    public const int Unreachable = 4;

    /// <summary>Some leads were accepted, others rejected.</summary>
    public const int PartlyRejected = 5;

    /// <summary>Stopped by Ctrl+C, as shells count it.</summary>
    public const int Interrupted = 130;

    public const string Help = """
        Exit codes:
          0    done
          1    failed, for a reason that has no code of its own
          2    wrong usage, a wrong setting, or rules or a process map that are not valid
          3    a file or folder cannot be used (damaged, read-only, in use by another process, disk full)
          4    no host answers at the address
          5    some leads were accepted, others rejected
          130  interrupted
        """;
}
