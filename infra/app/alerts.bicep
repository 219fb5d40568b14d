// What somebody should be told of. Log alerts read what host and app write; a renamed message has to be renamed here too.

param name string
param location string
param tags object
param workspaceId string
@description('The storage accounts that leads depend on, by what they are for.')
param storageAccountIds { *: string }

@description('Whether the task hub has queues, in which a message can be poison.')
param storageQueues bool

@description('Who is told by mail; empty for nobody.')
param email string

@description('As many leads may wait in the house queue without an alert.')
param unassignedThreshold int

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(email)) {
  name: 'ag-${name}'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'leads'
    emailReceivers: [{ name: 'sales-operations', emailAddress: email, useCommonAlertSchema: true }]
  }
}

// The Durable Task extension writes one error for every orchestration that ends as failed, with its kind and its id.
var failedQuery = '''
AppTraces
| where tostring(Properties.Category) == 'Host.Triggers.DurableTask'
| where tostring(Properties.prop__functionType) == 'Orchestrator' and tostring(Properties.prop__state) == 'Failed'
| project TimeGenerated, Orchestration = tostring(Properties.prop__functionName), InstanceId = tostring(Properties.prop__instanceId)
'''

// The sweep's summary (event 4121): how many leads wait in the house queue, and how many of them are routed again.
var unassignedQuery = '''
AppTraces
| parse Message with Waiting:long ' leads wait in the house queue; ' Routed:long ' of them' *
| where isnotnull(Waiting)
| project TimeGenerated, Unassigned = Waiting - Routed
'''

// Azure Storage's provider never drops a message; it writes this when one has been taken up again and again.
var poisonQuery = '''
AppTraces
| where tostring(Properties.Category) == 'DurableTask.AzureStorage' and Message has 'is now considered poison'
| project TimeGenerated, Message
'''

var rules = [
  {
    name: 'failed-orchestrations'
    text: 'Leads whose run has failed. Look at GET /api/leads?status=Failed; mend the cause, then restart the run: what is done already is not done twice.'
    severity: 1
    enabled: true
    query: failedQuery
    column: null
    aggregation: 'Count'
    threshold: 0
    frequency: 'PT5M'
    window: 'PT5M'
    periods: 1
  }
  {
    name: 'unassigned-leads'
    text: 'Leads have waited in the house queue for half an hour. The outcome of each, GET /api/leads/ID, names the reason.'
    severity: 2
    enabled: true
    query: unassignedQuery
    column: 'Unassigned'
    aggregation: 'Maximum'
    threshold: unassignedThreshold
    frequency: 'PT10M'
    window: 'PT10M'
    periods: 3
  }
  {
    name: 'poison-messages'
    text: 'A message of the task hub cannot be processed. Its trace names instance and queue.'
    severity: 1
    enabled: storageQueues
    query: poisonQuery
    column: null
    aggregation: 'Count'
    threshold: 0
    frequency: 'PT15M'
    window: 'PT15M'
    periods: 1
  }
]

resource logAlerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in rules: {
    name: 'alert-${name}-${rule.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: 'Lead Orchestrator: ${replace(rule.name, '-', ' ')}'
      description: rule.text
      severity: rule.severity
      enabled: rule.enabled
      scopes: [workspaceId]
      evaluationFrequency: rule.frequency
      windowSize: rule.window
      autoMitigate: true
      skipQueryValidation: true // a new workspace has no AppTraces table before the app's first trace
      criteria: {
        allOf: [
          {
            query: rule.query
            timeAggregation: rule.aggregation
            metricMeasureColumn: rule.column
            operator: 'GreaterThan'
            threshold: rule.threshold
            failingPeriods: { numberOfEvaluationPeriods: rule.periods, minFailingPeriodsToAlert: rule.periods }
          }
        ]
      }
      actions: { actionGroups: empty(email) ? [] : [people.id] }
    }
  }
]

// Without storage nothing moves: leads already accepted wait, new ones are answered 503.
resource storageDown 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for account in items(storageAccountIds): {
    name: 'alert-${name}-storage-availability-${account.key}'
    location: 'global'
    tags: tags
    properties: {
      description: 'The storage account (${account.key}) answers fewer than 99 of 100 requests. Leads wait; none is lost.'
      severity: 1
      enabled: true
      scopes: [account.value]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT15M'
      autoMitigate: true
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            criterionType: 'StaticThresholdCriterion'
            name: 'availability'
            metricNamespace: 'Microsoft.Storage/storageAccounts'
            metricName: 'Availability'
            timeAggregation: 'Average'
            operator: 'LessThan'
            threshold: 99
          }
        ]
      }
      actions: empty(email) ? [] : [{ actionGroupId: people.id }]
    }
  }
]
