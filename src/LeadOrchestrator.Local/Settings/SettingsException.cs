namespace LeadOrchestrator.Local.Settings;

/// <summary>Settings with which the host does not start; the message names each, and what is expected.</summary>
internal sealed class SettingsException(string message, Exception? innerException = null) : Exception(message, innerException);
