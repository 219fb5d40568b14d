// A storage account. Shared keys are off, so nothing but an identity with a role gets in; who did what in it is logged.

@minLength(3)
@maxLength(24)
param name string
param location string
param tags object

@description('The app\'s identity.')
param principalId string

@description('Whether the app keeps tables here.')
param tables bool = false

@description('Whether the task hub is kept here, which needs queues.')
param queues bool = false

@description('A container of blobs to make; empty for none.')
param container string = ''

@description('For how many days a deleted blob or container can be brought back.')
param recoveryDays int

@description('Whether the account is reached over private endpoints alone.')
param isolated bool

@description('Whether it may be reached from the internet, if it is not isolated.')
param openToInternet bool

@description('Where logs go.')
param workspaceId string

@description('Whether requests to tables are logged.')
param logTables bool = true

var closed = 'The storage accounts would be open to the internet: set virtualNetwork to true, or say so with storageOpenToInternet.'
var isOpen = isolated ? false : openToInternet ? true : fail(closed)

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: {
    accessTier: 'Hot'
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
    isLocalUserEnabled: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: isOpen ? 'Enabled' : 'Disabled'
    networkAcls: {
      defaultAction: isOpen ? 'Allow' : 'Deny' // without a virtual network the app has no fixed address to allow
      bypass: 'None'
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2025-06-01' = {
  parent: account
  name: 'default'
  properties: {
    deleteRetentionPolicy: { enabled: true, days: recoveryDays }
    containerDeleteRetentionPolicy: { enabled: true, days: recoveryDays }
  }
}

resource blobContainer 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' = if (!empty(container)) {
  parent: blobs
  name: empty(container) ? 'none' : container
  properties: { publicAccess: 'None' }
}

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2025-06-01' = if (tables) {
  parent: account
  name: 'default'
}

// Every request, with who made it and from where; contents are not logged.
var everyRequest = [
  { category: 'StorageRead', enabled: true }
  { category: 'StorageWrite', enabled: true }
  { category: 'StorageDelete', enabled: true }
]

resource blobLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: blobs
  name: 'to-workspace'
  properties: { workspaceId: workspaceId, logs: everyRequest }
}

resource tableLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (tables && logTables) {
  scope: tableService
  name: 'to-workspace'
  properties: { workspaceId: workspaceId, logs: everyRequest }
}

// Built-in data roles, each limited to this account. None of them manages the account, its keys or its network.
// Table names are made by the app and the task hub when they start, so a role on single tables is not possible.
var roles = union(
  {
    // Storage Blob Data Contributor: the host's leases and keys, large messages, import files, the deployed package.
    // Not Owner: nobody here sets access control lists.
    blob: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
  },
  // Storage Table Data Contributor: lead book, ledger, event log, inbox; history and instances of the task hub.
  tables ? { table: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3' } : {},
  // Storage Queue Data Contributor: the task hub makes its control queues and its work item queue, and works on them.
  // The narrower sender and processor roles cannot create a queue. Not needed when the scheduler keeps the hub.
  queues ? { queue: '974c5e8b-45b9-4653-ba55-5f855dd0fb88' } : {}
)

resource grants 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in items(roles): {
    scope: account
    name: guid(account.id, principalId, role.value)
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.value)
    }
  }
]

output id string = account.id
output name string = account.name
output containerUri string = '${account.properties.primaryEndpoints.blob}${container}'
