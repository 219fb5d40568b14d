using LeadOrchestrator.Activities.Rules;
using LeadOrchestrator.Leads.Rules;
using Microsoft.AspNetCore.Http;

namespace LeadOrchestrator.Api.Security.Auditing;

/// <summary>Notes in the audit log that other rules decide, or that changed ones were refused.</summary>
internal sealed class RuleChangeNotes(AuditWriter audit, TimeProvider time) : IRuleReloads
{
    private const string RulesFile = "rules file";

    public Task ReloadedAsync(RulesVersion before, RulesVersion now) => NoteAsync("rules reloaded", now.Hash, StatusCodes.Status200OK);

    public Task RefusedAsync(RulesVersion inForce) => NoteAsync("rules refused", null, StatusCodes.Status400BadRequest);

    private Task NoteAsync(string what, string? hash, int status) =>
        audit.WriteAsync(new(Guid.NewGuid().ToString("N"), time.GetUtcNow(), RulesFile, what, hash, null, status));
}
