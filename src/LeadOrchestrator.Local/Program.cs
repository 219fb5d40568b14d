using LeadOrchestrator.Local.CommandLine;

return await LeadCommandLine.RunAsync(args);
