import RoostModel
import RoostSystem
package import SystemPackage

/// The Supabase project that this node's apps may use: `supabase` of the daemon's settings. Keys are read from their files at
/// each start of an app, so that they can be changed without the daemon.
package struct Supabase: Sendable, Equatable {
  package var url: String?
  package var anonKeyFile: FilePath?
  package var serviceKeyFile: FilePath?
  package var databaseURLFile: FilePath?

  package init() {}

  struct Variable: Sendable, Equatable {
    var name: String
    var value: String
    var scope: VariableScope
    var secret: Bool
  }

  /// Those that are configured. The key that may do everything and the database are for processes that serve alone.
  func variables() async throws(Problem) -> [Variable] {
    var variables: [Variable] = []
    if let url { variables.append(Variable(name: "SUPABASE_URL", value: url, scope: .both, secret: false)) }
    for (name, file, scope) in files {
      guard let file else { continue }
      let value = try await read(file, name)
      variables.append(Variable(name: name, value: value, scope: scope, secret: true))
    }
    return variables
  }

  private var files: [(String, FilePath?, VariableScope)] {
    [
      ("SUPABASE_ANON_KEY", anonKeyFile, .both), ("SUPABASE_SERVICE_ROLE_KEY", serviceKeyFile, .run),
      ("DATABASE_URL", databaseURLFile, .run),
    ]
  }

  private func read(_ file: FilePath, _ name: String) async throws(Problem) -> String {
    let bytes = try await AppDirectories.read(file, limit: VariableLimits.value)
    guard let bytes, let text = String(validating: bytes, as: UTF8.self) else {
      throw Problem(
        .settingsInvalid, "\(file), which holds \(name), is not there or is not text",
        hint: "correct it, or `supabase` in /etc/roost/roost.yml")
    }
    return String(text.reversed().drop { $0.isWhitespace }.reversed())
  }
}
