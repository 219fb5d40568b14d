// Shapes of parameters that more than one file uses.

@export()
@description('When the scheduled jobs run: NCRONTAB of six fields, UTC.')
type schedulesType = {
  dailyDigest: string
  retentionPurge: string
  unassignedSweep: string
}

@export()
@description('App settings by name; a nested setting is written Section__Key.')
type appSettingsType = { *: string }
