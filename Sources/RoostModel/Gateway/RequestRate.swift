/// So many requests in a second, a minute or an hour: `100/s`, `30/m`, `500/h`.
package struct RequestRate: Codable, Sendable, Equatable {
  package var requests: Int
  /// 1, 60 or 3600.
  package var seconds: Int

  package init(requests: Int, seconds: Int) {
    self.requests = requests
    self.seconds = seconds
  }

  /// The time that one request takes up, in nanoseconds. At least 1.
  package var interval: UInt64 { max(1, UInt64(max(1, seconds)) * 1_000_000_000 / UInt64(max(1, requests))) }
}

extension RequestRate: LosslessStringConvertible {
  private static let units = ["s": 1, "m": 60, "h": 3600]

  /// 1 to 1,000,000 of them.
  package init?(_ description: String) {
    let parts = description.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.allSatisfy({ (48...57).contains($0) }), let requests = Int(parts[0]),
      (1...1_000_000).contains(requests), let seconds = RequestRate.units[String(parts[1])]
    else { return nil }
    self.init(requests: requests, seconds: seconds)
  }

  package var description: String {
    "\(requests)/\(RequestRate.units.first { $0.value == seconds }?.key ?? "\(seconds)s")"
  }
}
