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

  /// Whether there is such a name, and it is not one of ``GatewayFields``.
  package static func mayChange(_ name: String, of direction: GatewayFields.Direction) -> Bool {
    isName(name) && !GatewayFields.own(name, of: direction)
  }

  /// Visible characters of ASCII, blanks and tabs between them.
  package static func isValue(_ value: String) -> Bool {
    value.utf8.count <= 4096 && value.utf8.allSatisfy { ($0 >= 0x20 && $0 < 0x7F) || $0 == 0x09 }
      && value.first != " " && value.last != " "
  }

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
