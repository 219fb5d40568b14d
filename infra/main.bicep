// Lead Orchestrator on Azure: one resource group with everything the Functions app needs.
// Nothing here is a secret: every connection is made by the app's own identity.
targetScope = 'subscription'

import { appSettingsType, schedulesType } from 'app/types.bicep'

@description('A short name that all resources are named after, for example leads-prod.')
@minLength(3)
@maxLength(20)
param name string

@description('The region. It must have the Flex Consumption plan, and the Durable Task Scheduler if that is chosen.')
param location string

@description('Tags of all resources.')
param tags { *: string } = {}

@description('What keeps the orchestrations. The scheduler needs a line in the project and in host.json too: see docs/azure-deploy.md.')
@allowed(['AzureStorage', 'DurableTaskScheduler'])
param durableBackend string = 'AzureStorage'

@description('Price model of the scheduler: Consumption is paid by action, Dedicated by capacity unit.')
@allowed(['Consumption', 'Dedicated'])
param schedulerSku string = 'Consumption'

@description('Capacity units of a Dedicated scheduler; three make it highly available.')
@minValue(1)
@maxValue(3)
param schedulerCapacity int = 1

@description('Addresses (CIDR) that reach a scheduler without a virtual network. None by default: a Flex Consumption app has no fixed address, so choose the virtual network.')
param schedulerAllowedAddresses string[] = []

@description('With a virtual network: true for a private endpoint of the scheduler; false, where region or price model has none, for its public address, open to the network\'s own fixed address alone.')
param schedulerPrivateEndpoint bool = true

@description('Whether the app runs in a virtual network and reaches its storage over private endpoints alone. Without it the storage accounts are open to the internet, which has to be asked for: storageOpenToInternet.')
param virtualNetwork bool = true

@description('Only without a virtual network, whose app has no fixed address that could be allowed: leaves the storage accounts reachable from the internet, guarded by identity alone.')
param storageOpenToInternet bool = false

@description('The address range of the virtual network, /24 or larger.')
param addressPrefix string = '10.60.0.0/24'

@description('Memory of an instance.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('The most instances that the app grows to.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 100

@description('Instances that always run orchestrations and activities. 0 scales to nothing: the first lead then waits for a start.')
@minValue(0)
@maxValue(20)
param alwaysReadyDurable int = 1

@description('Instances that always answer HTTP requests.')
@minValue(0)
@maxValue(20)
param alwaysReadyHttp int = 1

@description('When the scheduled jobs run: NCRONTAB of six fields, UTC.')
param schedules schedulesType = {
  dailyDigest: '0 0 7 * * *'
  retentionPurge: '0 30 2 * * *'
  unassignedSweep: '0 */5 * * * *'
}

@description('After how many days a run that has ended is purged.')
@minValue(1)
@maxValue(36500)
param retentionDays int = 90

@description('Whether the personal data of those leads goes with them.')
param erasePersonalData bool = false

@description('For how many days a deleted blob can be brought back. Personal data in import files lives on for as long.')
@minValue(1)
@maxValue(365)
param blobRecoveryDays int = 7

@description('For how many days logs and traces are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('The most that is logged in a day, in GB, before logging stops until the next day. -1 for no limit.')
@minValue(-1)
param logDailyCapGb int = 5

@description('Who gets the alerts by mail. Without it they are seen in the portal alone.')
param alertEmail string = ''

@description('More leads than this in the house queue, for half an hour, are an alert.')
@minValue(0)
param unassignedThreshold int = 0

@description('Further app settings, for example Targets__Crm__0__Url. A secret goes in as a Key Vault reference, never as text.')
param appSettings appSettingsType = {}

var token = uniqueString(subscription().id, name, location)
var allTags = union({ application: 'lead-orchestrator', environment: name }, tags)
var useScheduler = durableBackend == 'DurableTaskScheduler'
var isolateScheduler = virtualNetwork && schedulerPrivateEndpoint

resource group 'Microsoft.Resources/resourceGroups@2024-11-01' = {
  name: 'rg-${name}'
  location: location
  tags: allTags
}

module identity 'app/identity.bicep' = {
  scope: group
  params: { name: 'id-${name}', location: location, tags: allTags }
}

module monitoring 'app/monitoring.bicep' = {
  scope: group
  params: {
    name: name
    location: location
    tags: allTags
    retentionDays: logRetentionDays
    dailyCapGb: logDailyCapGb
    principalId: identity.outputs.principalId
  }
}

module network 'app/network.bicep' = if (virtualNetwork) {
  scope: group
  params: { name: name, location: location, tags: allTags, addressPrefix: addressPrefix }
}

// An account each for the host (its keys and leases, and the task hub unless the scheduler keeps it), the package and the leads:
// who may publish reads no lead, and who may look at leads gets no key.
module hostStorage 'app/storage.bicep' = {
  name: 'storage-host'
  scope: group
  params: {
    name: 'st${token}'
    location: location
    tags: allTags
    principalId: identity.outputs.principalId
    tables: true
    queues: !useScheduler
    recoveryDays: blobRecoveryDays
    isolated: virtualNetwork
    openToInternet: storageOpenToInternet
    workspaceId: monitoring.outputs.workspaceId
    logTables: false // the task hub's, which are read many times a second
  }
}

module packageStorage 'app/storage.bicep' = {
  name: 'storage-package'
  scope: group
  params: {
    name: 'stp${token}'
    location: location
    tags: allTags
    principalId: identity.outputs.principalId
    container: 'deployments'
    recoveryDays: blobRecoveryDays
    isolated: virtualNetwork
    openToInternet: storageOpenToInternet
    workspaceId: monitoring.outputs.workspaceId
  }
}

module leadStorage 'app/storage.bicep' = {
  name: 'storage-leads'
  scope: group
  params: {
    name: 'stl${token}'
    location: location
    tags: allTags
    principalId: identity.outputs.principalId
    tables: true
    recoveryDays: blobRecoveryDays
    isolated: virtualNetwork
    openToInternet: storageOpenToInternet
    workspaceId: monitoring.outputs.workspaceId
  }
}

var storageServices = [
  { account: 'host', service: 'blob' }
  { account: 'host', service: 'queue' }
  { account: 'host', service: 'table' }
  { account: 'package', service: 'blob' }
  { account: 'leads', service: 'blob' }
  { account: 'leads', service: 'table' }
]

module storageZones 'app/private-zone.bicep' = [
  for service in ['blob', 'queue', 'table']: if (virtualNetwork) {
    name: 'zone-${service}'
    scope: group
    params: {
      tags: allTags
      zoneName: 'privatelink.${service}.${environment().suffixes.storage}'
      networkId: network!.outputs.id
    }
  }
]

module storageEndpoints 'app/private-endpoint.bicep' = [
  for part in storageServices: if (virtualNetwork) {
    name: 'endpoint-${part.account}-${part.service}'
    scope: group
    params: {
      name: 'pe-${name}-${part.account}-${part.service}'
      location: location
      tags: allTags
      targetId: part.account == 'host'
        ? hostStorage.outputs.id
        : part.account == 'package' ? packageStorage.outputs.id : leadStorage.outputs.id
      groupId: part.service
      zoneName: 'privatelink.${part.service}.${environment().suffixes.storage}'
      subnetId: network!.outputs.endpointSubnetId
    }
    dependsOn: [storageZones]
  }
]

module scheduler 'app/scheduler.bicep' = if (useScheduler) {
  scope: group
  params: {
    name: 'dts-${name}-${take(token, 6)}'
    location: location
    tags: allTags
    sku: schedulerSku
    capacity: schedulerCapacity
    allowedAddresses: virtualNetwork ? ['${network!.outputs.outboundAddress}/32'] : schedulerAllowedAddresses
    isolated: isolateScheduler
    retentionDays: retentionDays
    principalId: identity.outputs.principalId
  }
}

module schedulerZone 'app/private-zone.bicep' = if (useScheduler && isolateScheduler) {
  name: 'zone-scheduler'
  scope: group
  params: { tags: allTags, zoneName: 'privatelink.durabletask.io', networkId: network!.outputs.id }
}

module schedulerEndpoint 'app/private-endpoint.bicep' = if (useScheduler && isolateScheduler) {
  name: 'endpoint-scheduler'
  scope: group
  params: {
    name: 'pe-${name}-scheduler'
    location: location
    tags: allTags
    targetId: scheduler!.outputs.id
    groupId: 'scheduler'
    zoneName: 'privatelink.durabletask.io'
    subnetId: network!.outputs.endpointSubnetId
  }
  dependsOn: [schedulerZone]
}

module functionApp 'app/function-app.bicep' = {
  scope: group
  params: {
    name: 'func-${name}-${take(token, 6)}'
    planName: 'plan-${name}'
    location: location
    tags: allTags
    identityName: identity.outputs.name
    hostStorageName: hostStorage.outputs.name
    packageUri: packageStorage.outputs.containerUri
    leadStorageName: leadStorage.outputs.name
    workspaceId: monitoring.outputs.workspaceId
    applicationInsightsName: monitoring.outputs.applicationInsightsName
    subnetId: virtualNetwork ? network!.outputs.appSubnetId : ''
    schedulerEndpoint: useScheduler ? scheduler!.outputs.endpoint : ''
    taskHubName: useScheduler ? scheduler!.outputs.taskHubName : ''
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    alwaysReadyDurable: alwaysReadyDurable
    alwaysReadyHttp: alwaysReadyHttp
    schedules: schedules
    retentionDays: retentionDays
    erasePersonalData: erasePersonalData
    appSettings: appSettings
  }
  dependsOn: [storageEndpoints, schedulerEndpoint] // an isolated app starts only when it can reach its storage
}

module alerts 'app/alerts.bicep' = {
  scope: group
  params: {
    name: name
    location: location
    tags: allTags
    workspaceId: monitoring.outputs.workspaceId
    storageAccountIds: { host: hostStorage.outputs.id, leads: leadStorage.outputs.id }
    storageQueues: !useScheduler
    email: alertEmail
    unassignedThreshold: unassignedThreshold
  }
}

output resourceGroupName string = group.name
output functionAppName string = functionApp.outputs.name
output baseUrl string = functionApp.outputs.baseUrl
output identityClientId string = identity.outputs.clientId
output identityPrincipalId string = identity.outputs.principalId
output storageAccountName string = leadStorage.outputs.name
output hostStorageAccountName string = hostStorage.outputs.name
output workspaceId string = monitoring.outputs.workspaceId

@description('The fixed address that the app calls out from; empty without a virtual network.')
output outboundAddress string = virtualNetwork ? network!.outputs.outboundAddress : ''

@description('Empty unless the Durable Task Scheduler was chosen.')
output schedulerEndpoint string = useScheduler ? scheduler!.outputs.endpoint : ''
