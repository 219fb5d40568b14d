// Everything on: orchestrations in the Durable Task Scheduler, storage and scheduler reached inside a virtual network alone.
using '../main.bicep'

param name = 'leads-prod'
param location = 'westeurope'
param durableBackend = 'DurableTaskScheduler'
param virtualNetwork = true
param retentionDays = 30
param erasePersonalData = true
param alertEmail = 'sales-operations@example.com'
