// The crash test kills processes under load; beside other tests it would only slow them down.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
