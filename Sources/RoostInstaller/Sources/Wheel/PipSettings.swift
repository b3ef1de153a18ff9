import RoostModel
import RoostSystem

/// Where this machine's pip looks for packages, asked of pip itself so that its files, variables and defaults hold.
struct PipSettings: Sendable, Equatable {
  /// Addresses of simple indexes, the main one first; user name and password may be in them.
  var indexes: [String]
  var proxy: ProxySettings.Server?

  /// Ways to call pip, the first that is there being used.
  private static let ways: [(tool: String, prefix: [String])] = [("python3", ["-m", "pip"]), ("pip3", [])]

  /// `variables` are added to what pip gets from this process.
  static func ask(variables: [String: String]) async throws(Problem) -> PipSettings {
    // Only its help says where it looks when nobody has said where. Each call takes a third of a second: both at once.
    async let asked = Result.of { () throws(Problem) in try await pip(["download", "--help"], variables: variables) }
    let listed = try await pip(["config", "list"], variables: variables)
    if let settings = try read(listed, defaultIndex: nil) { return settings }
    let help = try await asked.get()
    if let settings = try read(listed, defaultIndex: defaultIndex(in: help)) { return settings }
    throw Problem(
      .toolFailed, "pip does not say which package index it uses",
      hint: "say it to pip, then run the command again: python3 -m pip config set global.index-url URL")
  }

  /// Reads `pip config list`: `global.index-url='https://...'`, `:env:.no-index='1'`. Variables win over files.
  /// `nil` when no index is known.
  static func read(_ listed: String, defaultIndex: String?) throws(Problem) -> PipSettings? {
    var values: [String: String] = [:]
    for line in listed.split(whereSeparator: \.isNewline) {
      guard let equals = line.firstIndex(of: "="), let dot = line[..<equals].lastIndex(of: ".") else { continue }
      let section = line[..<dot]
      guard [":env:", "global", "install", "download"].contains(section) else { continue }
      let key = String(line[line.index(after: dot)..<equals])
      let value = line[line.index(after: equals)...].filter { $0 != "'" && $0 != "\"" }
      if section == ":env:" || values[key] == nil { values[key] = value }
    }
    guard !["1", "true", "yes", "on"].contains(values["no-index"]?.lowercased()) else {
      throw Problem(
        .downloadFailed, "pip is set to use no package index",
        hint: "allow it one: python3 -m pip config unset global.no-index; unset PIP_NO_INDEX")
    }
    guard let main = values["index-url"].flatMap({ $0.isEmpty ? nil : $0 }) ?? defaultIndex else { return nil }
    let extra = (values["extra-index-url"] ?? "").replacing("\\n", with: " ").split(separator: " ").map(String.init)
    return PipSettings(indexes: [main] + extra, proxy: values["proxy"].flatMap { ProxySettings.Server(text: $0) })
  }

  /// Reads the default out of `pip download --help`, whose lines are folded.
  static func defaultIndex(in help: String) -> String? {
    let words = help.split(whereSeparator: \.isWhitespace)
    guard let option = words.firstIndex(of: "--index-url") else { return nil }
    let after = words[option...].prefix(24)
    guard let mark = after.firstIndex(of: "(default"), mark + 1 < after.endIndex else { return nil }
    let url = after[mark + 1].prefix { $0 != ")" }
    return url.hasPrefix("http") && !url.contains("****") ? String(url) : nil
  }

  private static func pip(_ arguments: [String], variables: [String: String]) async throws(Problem) -> String {
    for way in ways {
      var command = ExternalCommand(way.tool, way.prefix + arguments)
      for (name, value) in variables { command.variables[name] = value }
      do throws(Problem) {
        let result = try await command.run()
        if result.succeeded { return result.standardOutput }
        guard result.standardError.contains("No module named pip") else { throw command.failure(result) }
      } catch {
        guard error.code == .toolMissing else { throw error }
      }
    }
    throw RequiredTool.missing("pip3")
  }
}
