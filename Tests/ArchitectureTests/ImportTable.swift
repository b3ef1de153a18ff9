/// Which module may import which: the architecture as data.
///
/// Rows stand in order, from the bottom up; a row may name only rows above it, so there can be no cycle.
struct ImportTable {
  struct Row {
    var target: String
    var does: String
    /// Modules of this package that the target may import.
    var ours: [String]
    /// Modules of other packages and of the system that it may import.
    var outside: [String]
  }

  var rows: [Row]

  func row(of target: String) -> Row? { rows.first { $0.target == target } }

  /// Modules that are in this package, by the name they are imported with.
  var ownModules: Set<String> { Set(rows.map { ImportTable.moduleName(of: $0.target) }) }

  /// `roost-agent` is imported as `roost_agent`.
  static func moduleName(of target: String) -> String {
    String(target.map { $0 == "-" ? "_" : $0 })
  }

  /// What the compiler always has; it brings no dependency and no effect.
  static let language: Set<String> = ["Swift", "_Concurrency", "Synchronization", "_StringProcessing"]
}
