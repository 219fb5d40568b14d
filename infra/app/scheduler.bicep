// The Durable Task Scheduler: a managed task hub instead of queues and tables in the storage account.

param name string
param location string
param tags object

@allowed(['Consumption', 'Dedicated'])
param sku string

@description('Capacity units, for Dedicated.')
param capacity int

@description('Addresses (CIDR) that reach it when it is not isolated.')
param allowedAddresses string[]

@description('Whether it is reached over a private endpoint alone.')
param isolated bool

@description('After how many days ended runs go.')
param retentionDays int

@description('The app\'s identity.')
param principalId string

var noWayIn = 'The scheduler would be reachable by nobody: set virtualNetwork to true, or name schedulerAllowedAddresses.'
var longestRetention = sku == 'Dedicated' ? 90 : 30 // days; the service's own limits

resource scheduler 'Microsoft.DurableTask/schedulers@2026-02-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    sku: sku == 'Dedicated' ? { name: sku, capacity: capacity } : { name: sku }
    publicNetworkAccess: isolated ? 'Disabled' : 'Enabled'
    ipAllowlist: isolated ? [] : empty(allowedAddresses) ? fail(noWayIn) : allowedAddresses
  }

  resource hub 'taskHubs' = {
    name: 'LeadOrchestrator'
  }

  // The app's own RetentionPurge does this too; the policy holds even when the app does not run.
  resource retention 'retentionPolicies' = {
    name: 'default'
    properties: {
      retentionPolicies: [
        { orchestrationState: 'Completed', retentionPeriodInDays: min(retentionDays, longestRetention) }
        { orchestrationState: 'Failed', retentionPeriodInDays: min(retentionDays, longestRetention) }
        { orchestrationState: 'Terminated', retentionPeriodInDays: min(retentionDays, longestRetention) }
      ]
    }
  }
}

// Durable Task Data Contributor, on this one hub: the app works on its runs, and starts, reads, ends and purges them.
// Durable Task Worker would not let it start or read.
var contributorRole = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '0ad04412-c4d5-4796-b79c-f76d14c8d402'
)

resource contributor 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: scheduler::hub
  name: guid(scheduler::hub.id, principalId, contributorRole)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: contributorRole
  }
}

output id string = scheduler.id
output endpoint string = scheduler.properties.endpoint
output taskHubName string = scheduler::hub.name
