// Logs, traces and metrics: one Log Analytics workspace, one Application Insights resource on it. Keys are off here too.

param name string
param location string
param tags object

@description('For how many days logs are kept.')
param retentionDays int

@description('The daily limit in GB; -1 for none.')
param dailyCapGb int

@description('The app\'s identity.')
param principalId string

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' = {
  name: 'log-${name}'
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: retentionDays
    workspaceCapping: { dailyQuotaGb: dailyCapGb }
    features: { disableLocalAuth: true, enableLogAccessUsingOnlyResourcePermissions: true }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-${name}'
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    DisableLocalAuth: true // the connection string alone lets nobody write
    DisableIpMasking: false
  }
}

// Monitoring Metrics Publisher: send telemetry to this resource; it reads nothing.
var publisherRole = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '3913510d-42f4-4e42-8a64-420c390055eb'
)

resource publisher 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: insights
  name: guid(insights.id, principalId, publisherRole)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: publisherRole
  }
}

output workspaceId string = workspace.id
output applicationInsightsName string = insights.name
