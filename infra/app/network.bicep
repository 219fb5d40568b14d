// A virtual network of two subnets: one that the app calls out from, one for the private endpoints it calls.
// What leaves for the internet (CRM, webhooks, telemetry) goes through one gateway with one fixed address.

param name string
param location string
param tags object

@description('The network\'s address range, /24 or larger.')
param addressPrefix string

resource outbound 'Microsoft.Network/publicIPAddresses@2025-01-01' = {
  name: 'pip-${name}'
  location: location
  tags: tags
  sku: { name: 'Standard' }
  properties: { publicIPAllocationMethod: 'Static' }
}

resource gateway 'Microsoft.Network/natGateways@2025-01-01' = {
  name: 'nat-${name}'
  location: location
  tags: tags
  sku: { name: 'Standard' }
  properties: { publicIpAddresses: [{ id: outbound.id }] }
}

// Only the app's subnet may open connections to the endpoints.
resource endpointRules 'Microsoft.Network/networkSecurityGroups@2025-01-01' = {
  name: 'nsg-${name}-endpoints'
  location: location
  tags: tags
  properties: {
    securityRules: [
      {
        name: 'AppOverTls'
        properties: {
          priority: 100
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: cidrSubnet(addressPrefix, 26, 0)
          sourcePortRange: '0-65535'
          destinationAddressPrefix: cidrSubnet(addressPrefix, 27, 2)
          destinationPortRange: '443'
        }
      }
      {
        name: 'NothingElse'
        properties: {
          priority: 4096
          direction: 'Inbound'
          access: 'Deny'
          protocol: 'Tcp' // all that private endpoints speak
          sourceAddressPrefix: 'VirtualNetwork' // the internet is refused by the default rules already
          sourcePortRange: '0-65535'
          destinationAddressPrefix: cidrSubnet(addressPrefix, 27, 2)
          destinationPortRange: '0-65535'
        }
      }
    ]
  }
}

resource network 'Microsoft.Network/virtualNetworks@2025-01-01' = {
  name: 'vnet-${name}'
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: [addressPrefix] }
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 26, 0)
          defaultOutboundAccess: false
          natGateway: { id: gateway.id }
          delegations: [
            { name: 'flex', properties: { serviceName: 'Microsoft.App/environments' } } // what Flex Consumption asks for
          ]
        }
      }
      {
        name: 'endpoints'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 27, 2)
          defaultOutboundAccess: false
          networkSecurityGroup: { id: endpointRules.id }
          privateEndpointNetworkPolicies: 'Enabled'
        }
      }
    ]
  }

  resource app 'subnets' existing = { name: 'app' }
  resource endpoints 'subnets' existing = { name: 'endpoints' }
}

output id string = network.id
output appSubnetId string = network::app.id
output endpointSubnetId string = network::endpoints.id
output outboundAddress string = outbound.properties.ipAddress
