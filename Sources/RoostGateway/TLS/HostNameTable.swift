/// Values by the host names they are for: the name itself first, then a wildcard for its last label, then nobody's.
///
/// Never guesses: a name that nothing is for gets the fallback, and when there is none, nothing.
struct HostNameTable<Value> {
  private var exact: [String: Value] = [:]
  private var wildcards: [String: Value] = [:]
  var fallback: Value?

  /// The first who names a host keeps it.
  mutating func add(_ value: Value, for name: String) {
    let name = HostNameTable.canonical(name)
    if name.hasPrefix("*.") {
      let parent = String(name.dropFirst(2))
      if wildcards[parent] == nil { wildcards[parent] = value }
    } else if exact[name] == nil {
      exact[name] = value
    }
  }

  /// `nil` is a client that named nothing.
  func value(for name: String?) -> Value? {
    guard let name else { return fallback }
    return named(name) ?? fallback
  }

  /// Without the fallback.
  func named(_ name: String) -> Value? {
    let name = HostNameTable.canonical(name)
    if let value = exact[name] { return value }
    guard let dot = name.firstIndex(of: "."), dot != name.startIndex else { return nil }
    return wildcards[String(name[name.index(after: dot)...])]
  }

  /// Whether clients would take what is here for the name: not a wildcard directly below a top name, such as `*.localhost`.
  func isNamed(_ name: String) -> Bool {
    let name = HostNameTable.canonical(name)
    return exact[name] != nil || (name.count { $0 == "." } > 1 && named(name) != nil)
  }

  /// Letters of either case are one name, and a dot at the end changes nothing.
  private static func canonical(_ name: String) -> String {
    let name = name.lowercased()
    return name.hasSuffix(".") ? String(name.dropLast()) : name
  }
}

extension HostNameTable: Sendable where Value: Sendable {}
