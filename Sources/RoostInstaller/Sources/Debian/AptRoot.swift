import FoundationEssentials
import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// A private state of apt for one base: its sources and keys, its idea of what is installed, lists of its own.
/// This machine's packages play no part; its proxy settings do.
struct AptRoot: Sendable {
  let base: InstalledLayer
  let directory: FilePath
  let lock: FilePath

  private static let listLifetime = 86_400
  private static let timeLimit = Duration.seconds(300)

  init(base: InstalledLayer, lists: FilePath, locks: FilePath) {
    self.base = base
    directory = lists.appending(base.name)
    lock = locks.appending("apt-\(base.name).lock")
  }

  private var configuration: FilePath { directory.appending("apt.conf") }
  private var stamp: FilePath { directory.appending("refreshed") }

  /// Version of the package an installation would take.
  func candidate(of package: String) async throws(Problem) -> String? {
    let result = try await command("apt-cache", ["policy", package]).succeed()
    for line in result.standardOutput.split(whereSeparator: \.isNewline) {
      guard let value = line.firstRange(of: "Candidate: ") else { continue }
      let version = String(line[value.upperBound...])
      return version == "(none)" ? nil : version
    }
    return nil
  }

  /// Everything the packages need that the base does not have.
  func closure(of packages: [String]) async throws(Problem) -> [DebianPackage] {
    let arguments = ["-y", "-qq", "--no-install-recommends", "--print-uris", "install", "--"] + packages
    return try DebianPackage.list(in: try await command("apt-get", arguments).succeed().standardOutput)
  }

  /// What the signed lists say of packages, in the order asked: fields by name.
  func records(of packages: [DebianPackage]) async throws(Problem) -> [[String: String]] {
    guard !packages.isEmpty else { return [] }
    let result = try await command("apt-cache", ["show", "--"] + packages.map(\.selector)).succeed()
    let stanzas = Array(ControlStanzas(result.standardOutput))
    var records: [[String: String]] = []
    for package in packages {
      guard let record = stanzas.first(where: { $0["Package"] == package.name && $0["Version"] == package.version }) else {
        throw Problem(
          .toolFailed, "apt knows no checksum of \(package.name) \(package.version)",
          hint: "refresh its lists: rm -r '\(directory)'")
      }
      records.append(record)
    }
    return records
  }

  /// Brings the lists when they are missing or a day old, or at once when `now` is set.
  func refresh(now: Bool = false) async throws(Problem) {
    let held = try await FileLock.acquire(lock, within: AptRoot.timeLimit)
    defer { held.release() }
    let recent = try await BlockingWork.run { () throws(Problem) in
      try prepare()
      return isFresh
    }
    if recent, !now { return }
    do throws(Problem) {
      try await command("apt-get", ["-qq", "update"]).succeed()
    } catch {
      guard error.code == .toolFailed else { throw error }
      throw Problem(
        .downloadFailed, "the lists of Debian's packages could not be brought",
        hint: "check the connection and the mirror: cat '\(directory.appending("sources.list"))'",
        cause: AptSilence(in: error)?.reason ?? error.cause)
    }
    try AtomicFile.write([], to: stamp)
  }

  /// Lists from a future, after a clock was set back, are brought again.
  private var isFresh: Bool {
    var status = stat()
    return lstat(stamp.string, &status) == 0 && (0..<AptRoot.listLifetime).contains(time(nil) - status.st_mtim.tv_sec)
  }

  private func prepare() throws(Problem) {
    for name in ["state/lists/partial", "cache/archives/partial", "empty"] {
      try DirectoryCreation.ensure(directory.appending(name))
    }
    let sources = try AptSources.read(in: FilePath(base.tree))
    try AtomicFile.write(Array(sources.utf8), to: directory.appending("sources.list"))
    try AtomicFile.write(Array(settings.utf8), to: configuration)
  }

  private var settings: String {
    let tree = base.tree
    return """
      #clear APT::Update::Post-Invoke;
      #clear APT::Update::Post-Invoke-Success;
      #clear APT::Update::Pre-Invoke;
      #clear DPkg::Pre-Install-Pkgs;
      Dir::State "\(directory)/state";
      Dir::State::status "\(tree)/var/lib/dpkg/status";
      Dir::State::extended_states "\(directory)/state/extended_states";
      Dir::Cache "\(directory)/cache";
      Dir::Etc::sourcelist "\(directory)/sources.list";
      Dir::Etc::sourceparts "\(directory)/empty";
      Dir::Etc::trusted "\(tree)/etc/apt/trusted.gpg";
      Dir::Etc::trustedparts "\(tree)/etc/apt/trusted.gpg.d";
      Dir::Etc::preferences "\(directory)/empty/none";
      Dir::Etc::preferencesparts "\(directory)/empty";
      Dir::Log "\(directory)/state";
      APT::Sandbox::User "root";
      Acquire::Languages "none";

      """
  }

  private func command(_ tool: String, _ arguments: [String]) -> ExternalCommand {
    var command = ExternalCommand(tool, ["-c", configuration.string] + arguments)
    command.timeout = AptRoot.timeLimit
    return command
  }
}
