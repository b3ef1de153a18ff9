import RoostModel
import RoostSystem

/// What this machine's apt knows of Debian: mirrors and proxies.
enum DebianMachine {
  /// Lines of a sources list for a suite and its updates, from the machine's own mirrors; empty where the machine is
  /// no Debian of that suite, and mmdebstrap then takes its default.
  static func sources(for suite: String) async throws(Problem) -> [String] {
    let format = "$(ORIGIN)\t$(SUITE)\t$(CODENAME)\t$(REPO_URI)\t$(RELEASE)\t$(COMPONENT)\t$(CREATED_BY)"
    let result = try await ExternalCommand("apt-get", ["indextargets", "--format", format]).run()
    return result.succeeded ? DebianMachine.lines(in: result.standardOutput, suite: suite) : []
  }

  /// Pure part of ``sources(for:)``.
  static func lines(in targets: String, suite: String) -> [String] {
    var lines: [String] = []
    for target in targets.split(whereSeparator: \.isNewline) {
      let fields = target.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 7, fields[0] == "Debian", fields[6] == "Packages", fields[5] == "main" else { continue }
      let release = fields[4]
      guard [suite, "\(suite)-updates", "\(suite)-security"].contains(release) else { continue }
      let line = "deb \(fields[3]) \(release) main"
      if !lines.contains(line) { lines.append(line) }
    }
    // Without the suite itself the rest is of no use.
    return lines.contains { $0.hasSuffix(" \(suite) main") } ? lines : []
  }

  /// apt's proxy settings as options: `Acquire::http::Proxy "http://...";`.
  static func proxyOptions() async throws(Problem) -> [String] {
    let result = try await ExternalCommand("apt-config", ["dump"]).run()
    let names = ["Acquire::http::Proxy ", "Acquire::https::Proxy ", "Acquire::http::Proxy::", "Acquire::https::Proxy::"]
    return result.standardOutput.split(whereSeparator: \.isNewline).map(String.init)
      .filter { line in names.contains { line.hasPrefix($0) } && !line.hasSuffix(" \"\";") }
  }
}
