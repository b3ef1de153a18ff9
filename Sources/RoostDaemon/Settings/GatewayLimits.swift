import RoostGateway

/// What the gateway allows all clients and apps, in whole numbers as they are set: `gateway.limits`.
struct GatewayLimits: Sendable, Equatable {
  /// One key, what it may be, and where its value goes.
  struct Key: Sendable {
    let name: String
    let range: ClosedRange<Int>
    let value: any WritableKeyPath<GatewayLimits, Int> & Sendable
  }

  /// Bytes.
  var head = 32_768
  var fields = 100
  /// MiB.
  var body = 1024
  var connections = 10_000
  var clientConnections = 2_500
  /// Seconds, as all that follow.
  var headTime = 10
  var idleTime = 75
  var stallTime = 75
  var connectTime = 10
  var firstByteTime = 300
  var streamTime = 3600

  static let keys = [
    Key(name: "head", range: 1024...1_048_576, value: \.head), Key(name: "fields", range: 10...1000, value: \.fields),
    Key(name: "body", range: 1...1_048_576, value: \.body),
    Key(name: "connections", range: 1...1_000_000, value: \.connections),
    Key(name: "client-connections", range: 1...1_000_000, value: \.clientConnections),
    Key(name: "head-time", range: 1...300, value: \.headTime), Key(name: "idle-time", range: 1...3600, value: \.idleTime),
    Key(name: "stall-time", range: 1...3600, value: \.stallTime),
    Key(name: "connect-time", range: 1...300, value: \.connectTime),
    Key(name: "first-byte-time", range: 1...86_400, value: \.firstByteTime),
    Key(name: "stream-time", range: 1...86_400, value: \.streamTime),
  ]

  func apply(to configuration: inout GatewayConfiguration) {
    configuration.head.bytes = head
    configuration.head.fields = fields
    configuration.head.target = min(configuration.head.target, head)
    configuration.maximumBody = body << 20
    configuration.maximumConnections = connections
    configuration.maximumClientConnections = clientConnections
    configuration.times.head = .seconds(headTime)
    configuration.times.keepAlive = .seconds(idleTime)
    configuration.times.stall = .seconds(stallTime)
    configuration.times.connect = .seconds(connectTime)
    configuration.times.firstByte = .seconds(firstByteTime)
    configuration.times.stream = .seconds(streamTime)
  }
}
