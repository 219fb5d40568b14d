// The Functions app on a Flex Consumption plan: .NET 10 isolated worker, its settings, and nothing that opens with a password.

import { appSettingsType, schedulesType } from 'types.bicep'

param name string
param planName string
param location string
param tags object
param identityName string

@description('The account of the host: its keys, its leases, and the task hub unless the scheduler keeps it.')
param hostStorageName string

@description('The container of the package.')
param packageUri string

@description('The account of the leads.')
param leadStorageName string

@description('Where logs go.')
param workspaceId string
param applicationInsightsName string

@description('The subnet that the app calls out from; empty for none.')
param subnetId string

@description('The Durable Task Scheduler\'s address and hub; empty when the task hub is in Azure Storage.')
param schedulerEndpoint string
param taskHubName string

param instanceMemoryMB int
param maximumInstanceCount int
param alwaysReadyDurable int
param alwaysReadyHttp int
param schedules schedulesType
param retentionDays int
param erasePersonalData bool
param appSettings appSettingsType

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = { name: identityName }
resource insights 'Microsoft.Insights/components@2020-02-02' existing = { name: applicationInsightsName }

var alwaysReady = [
  { name: 'durable', instanceCount: alwaysReadyDurable } // orchestrations and activities scale as one group
  { name: 'http', instanceCount: alwaysReadyHttp }
]

// The host's own storage connection: by identity, in the three settings that the Functions host documents for it.
var hostSettings = {
  AzureWebJobsStorage__accountName: hostStorageName
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identity.properties.clientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString // an address; keys are off
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.properties.clientId};Authorization=AAD'
  // The alerts read traces and exceptions; sampling would lose some of them.
  AzureFunctionsJobHost__logging__applicationInsights__samplingSettings__excludedTypes: 'Trace;Exception'
}

var leadSettings = {
  Storage__Provider: 'AzureTables'
  Storage__AccountName: leadStorageName
  Storage__ClientId: identity.properties.clientId
  DailyDigestSchedule: schedules.dailyDigest
  RetentionPurgeSchedule: schedules.retentionPurge
  UnassignedSweepSchedule: schedules.unassignedSweep
  Retention__Days: string(retentionDays)
  Retention__ErasePersonalData: string(erasePersonalData)
}

// Read by host.json's storageProvider section when the scheduler is chosen.
var schedulerSettings = empty(schedulerEndpoint)
  ? {}
  : {
      DURABLE_TASK_SCHEDULER_CONNECTION_STRING: 'Endpoint=${schedulerEndpoint};Authentication=ManagedIdentity;ClientID=${identity.properties.clientId}'
      TASKHUB_NAME: taskHubName
    }

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true } // Linux, the only system that the plan has
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identity.id // for secrets in further settings, by reference
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    functionAppConfig: {
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageUri
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identity.id }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: filter(alwaysReady, group => group.instanceCount > 0)
      }
    }
    siteConfig: { minTlsVersion: '1.2', ftpsState: 'Disabled' }
  }

  resource settings 'config' = {
    name: 'appsettings'
    properties: union(hostSettings, leadSettings, schedulerSettings, appSettings)
  }

  // Publishing with a user name and a password is off; it is done with the publisher's own Azure identity.
  resource ftpPasswords 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource publishingPasswords 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

// What the host says when it cannot even start, and so cannot tell Application Insights.
resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: app
  name: 'to-workspace'
  properties: { workspaceId: workspaceId, logs: [{ category: 'FunctionAppLogs', enabled: true }] }
}

output name string = app.name
output baseUrl string = 'https://${app.properties.defaultHostName}'
