import RoostModel

/// Reads `gateway.limits`, and what `limits` says of requests: how much of an app its visitors may use.
enum RouteLimitsReader {
  /// These may stand in `limits` instead.
  static let sharedKeys = ["rate", "requests", "body"]
  static let keys = ["body", "requests", "queue", "wait", "rate", "burst", "client-rate", "client-burst", "first-byte"]

  static func read(_ settings: ObjectReader) throws(DocumentFault) -> RouteLimits? {
    let gateway = try settings.object("gateway", knownKeys: RouteSettingsReader.keys)
    let own = try gateway?.object("limits", knownKeys: keys)
    let shared = try settings.object("limits", knownKeys: ProjectSettingsReader.limitKeys)
    var limits = RouteLimits()
    if let own { try read(own, into: &limits) }
    if let shared {
      try checkSaidOnce(shared, own)
      limits.body = try size("body", shared) ?? limits.body
      limits.requests = try whole("requests", in: 1...100_000, shared) ?? limits.requests
      limits.rate = try rate("rate", shared) ?? limits.rate
    }
    if let own { try check(limits, own) }
    return own == nil && limits == RouteLimits() ? nil : limits
  }

  private static func read(_ reader: ObjectReader, into limits: inout RouteLimits) throws(DocumentFault) {
    limits.body = try size("body", reader)
    limits.requests = try whole("requests", in: 1...100_000, reader)
    limits.queue = try whole("queue", in: 0...10_000, reader)
    limits.wait = try whole("wait", in: 1...300, reader)
    limits.rate = try rate("rate", reader)
    limits.burst = try whole("burst", in: 1...1_000_000, reader)
    limits.clientRate = try rate("client-rate", reader)
    limits.clientBurst = try whole("client-burst", in: 1...1_000_000, reader)
    limits.firstByte = try whole("first-byte", in: 1...3600, reader)
  }

  /// Neither wins: whoever reads one of the lines would be misled by it.
  private static func checkSaidOnce(_ shared: ObjectReader, _ own: ObjectReader?) throws(DocumentFault) {
    for key in sharedKeys where shared.value(key) != nil {
      guard let other = own?.value(key) else { continue }
      throw shared.fault(
        key, "line \(other.position.line) says it too, as gateway.limits.\(key): leave one of the two lines out")
    }
  }

  /// A key that says more about another one means nothing without that.
  private static func check(_ limits: RouteLimits, _ reader: ObjectReader) throws(DocumentFault) {
    if limits.requests == nil, limits.queue != nil { throw reader.fault("queue", "says nothing without 'requests'") }
    if limits.queue == nil, limits.wait != nil { throw reader.fault("wait", "says nothing without 'queue'") }
    if limits.rate == nil, limits.burst != nil { throw reader.fault("burst", "says nothing without 'rate'") }
    if limits.clientRate == nil, limits.clientBurst != nil {
      throw reader.fault("client-burst", "says nothing without 'client-rate'")
    }
  }

  private static func size(_ key: String, _ reader: ObjectReader) throws(DocumentFault) -> ByteCount? {
    guard let text = try reader.text(key) else { return nil }
    guard let size = SizeText.bytes(text), size >= 1 else {
      throw reader.fault(key, "expected a size with K, M or G (powers of 1024), such as 100M; found '\(text.prefix(40))'")
    }
    return ByteCount(size)
  }

  private static func rate(_ key: String, _ reader: ObjectReader) throws(DocumentFault) -> RequestRate? {
    guard let text = try reader.text(key) else { return nil }
    guard let rate = RequestRate(text) else {
      throw reader.fault(key, "expected requests in a second, minute or hour: 100/s, 30/m or 500/h; found '\(text.prefix(40))'")
    }
    return rate
  }

  private static func whole(_ key: String, in range: ClosedRange<Int>, _ reader: ObjectReader) throws(DocumentFault) -> Int? {
    guard let text = try reader.text(key) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw reader.fault(key, "expected \(range.lowerBound) to \(range.upperBound); found '\(text.prefix(40))'")
    }
    return number
  }
}
