import RoostModel
import RoostSystem

/// What a package manager wrote down of this machine, asked without its network and without its lock.
struct PackageDatabase: Sendable {
  private enum Form: Sendable { case dpkg, rpm, apk }
  private let form: Form
  private let root: HostRoot

  /// `nil` for a manager whose packages do not concern the system: brew, choco.
  init?(_ manager: PackageManagerKind, root: HostRoot = .machine) {
    self.root = root
    switch manager {
    case .apt: form = .dpkg
    case .dnf, .yum: form = .rpm
    case .apk: form = .apk
    case .brew, .choco: return nil
    }
  }

  /// Versions of those that are installed whole. A name that nobody knows is not installed.
  func installed(_ names: [String]) async throws(Problem) -> [String: String] {
    guard !names.isEmpty else { return [:] }
    let command =
      switch form {
      case .dpkg:
        root.command(
          "dpkg-query", ["--show", "--showformat=${db:Status-Status}\\t${Package}\\t${Version}\\n"] + names)
      case .rpm: root.command("rpm", ["-q", "--queryformat", "installed\\t%{NAME}\\t%{VERSION}-%{RELEASE}\\n"] + names)
      case .apk: root.command("apk", ["info", "--installed"] + names)
      }
    return Self.versions(in: try await limited(command).standardOutput)
  }

  /// The package a path belongs to.
  func owner(of path: String) async throws(Problem) -> String? {
    let command =
      switch form {
      case .dpkg: root.command("dpkg-query", ["--search"] + Self.spellings(of: path))
      case .rpm: root.command("rpm", ["-q", "--queryformat", "%{NAME}: \\n", "--file", path])
      case .apk: root.command("apk", ["info", "--quiet", "--who-owns", path])
      }
    return Self.owner(in: try await limited(command).standardOutput, apk: form == .apk)
  }

  private func limited(_ command: ExternalCommand) async throws(Problem) -> CommandResult {
    var command = command
    command.timeout = .seconds(20)
    return try await command.run()
  }

  /// Lines `installed NAME VERSION`, parted by tabs; apk's have the name alone.
  static func versions(in output: String) -> [String: String] {
    var versions: [String: String] = [:]
    for line in output.split(separator: "\n") {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      if fields.count == 3, fields[0] == "installed" { versions[fields[1]] = fields[2] }
      if fields.count == 1, !line.contains(" ") { versions[fields[0]] = "" }
    }
    return versions
  }

  /// dpkg knows a file by the path its package holds, which may be older than the merging of `/usr`.
  static func spellings(of path: String) -> [String] {
    path.hasPrefix("/usr/") ? [path, String(path.dropFirst(4))] : [path]
  }

  /// The first of `a, b: /path`; diversions are no owners.
  static func owner(in output: String, apk: Bool) -> String? {
    for line in output.split(separator: "\n") where !line.hasPrefix("diversion ") {
      if apk { return line.contains(" ") ? nil : String(line) }
      // `libc6:amd64, libc6:i386: /path`: the architecture is not part of the name.
      let name = line.prefix { $0 != "," && $0 != ":" }
      if name.count < line.count, !name.contains(" ") { return String(name) }
    }
    return nil
  }
}
