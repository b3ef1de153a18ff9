/// The variables of a process: the environment's, and its own over them.
struct Variables {
  private var values: [String: String] = [:]

  /// - Parameter list: `NAME=value` each. What has no name is not taken, and makes the list invalid.
  init(_ list: [String]) { for entry in list { values[Variables.name(of: entry)] = entry } }

  static func areValid(_ list: [String]) -> Bool { !list.contains { name(of: $0).isEmpty || !$0.contains("=") } }

  subscript(name: String) -> String? {
    values[name].map { String($0.dropFirst(name.count + 1)) }
  }

  func overridden(by list: [String]) -> Variables {
    var result = self
    for entry in list { result.values[Variables.name(of: entry)] = entry }
    return result
  }

  /// Sorted, so that two processes with the same variables get the same block.
  var list: [String] { values.values.sorted() }

  private static func name(of entry: String) -> String { String(entry.prefix { $0 != "=" }) }
}
