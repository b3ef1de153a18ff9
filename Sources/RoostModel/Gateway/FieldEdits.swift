/// Changes to the fields of a head, in the order remove, set, add.
package struct FieldEdits: Codable, Sendable, Equatable {
  /// Takes the place of whatever is there.
  package var set: [String: String]
  /// Stands beside what is there.
  package var add: [String: String]
  package var remove: [String]

  package init(set: [String: String], add: [String: String], remove: [String]) {
    self.set = set
    self.add = add
    self.remove = remove
  }

  package enum Direction: Sendable { case request, response }

  /// Whether the name may be changed: one that frames or routes a message, or that says what only the gateway knows, may not.
  package static func mayChange(_ name: String, of direction: Direction) -> Bool {
    let name = name.lowercased()
    guard isName(name), !name.hasPrefix("proxy-"), !name.hasPrefix("x-roost-"), !framing.contains(name) else { return false }
    switch direction {
    case .request:
      return !gatewayOwn.contains(name) && !name.hasPrefix("x-forwarded-") && !name.hasPrefix("sec-websocket-")
        && !name.contains("_")
    case .response:
      return !["set-cookie", "location", "refresh", "content-location", "service-worker-allowed", "date"].contains(name)
    }
  }

  /// Visible characters of ASCII, blanks and tabs between them.
  package static func isValue(_ value: String) -> Bool {
    value.utf8.count <= 4096 && value.utf8.allSatisfy { ($0 >= 0x20 && $0 < 0x7F) || $0 == 0x09 }
      && value.first != " " && value.last != " "
  }

  private static let framing: Set<String> = [
    "connection", "content-length", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "expect", "proxy",
    "http2-settings",
  ]
  private static let gatewayOwn: Set<String> = ["host", "forwarded", "x-real-ip", "x-script-name", "cookie"]

  package static func isName(_ name: String) -> Bool {
    (1...100).contains(name.utf8.count)
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
      }
  }
}
