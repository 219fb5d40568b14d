using LeadOrchestrator.Benchmarks;

return await Command.RunAsync(args);
