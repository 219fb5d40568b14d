// One storage account: the task hub (unless the scheduler keeps it), the leads, the host's own blobs, the deployed package.
// Shared keys are off, so nothing but an identity with a role gets in.

@minLength(3)
@maxLength(24)
param name string
param location string
param tags object

@description('The app\'s identity.')
param principalId string

@description('Whether the task hub is kept here, which needs queues.')
param queues bool

@description('For how many days a deleted blob or container can be brought back.')
param recoveryDays int

@description('Whether the account is reached over private endpoints alone.')
param isolated bool

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
    publicNetworkAccess: isolated ? 'Disabled' : 'Enabled'
    networkAcls: {
      defaultAction: isolated ? 'Deny' : 'Allow' // without a virtual network the app has no fixed address to allow
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

resource deployments 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' = {
  parent: blobs
  name: 'deployments'
  properties: { publicAccess: 'None' }
}

// Built-in data roles, each limited to this account. None of them manages the account, its keys or its network.
// Table names are made by the app and the task hub when they start, so a role on single tables is not possible.
var roles = union(
  {
    // Storage Blob Data Contributor: the host's leases and keys, large messages, import files, the deployed package.
    // Not Owner: nobody here sets access control lists.
    blob: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
    // Storage Table Data Contributor: lead book, ledger, event log, inbox; history and instances of the task hub.
    table: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
  },
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
output deploymentContainerName string = deployments.name
