import FoundationEssentials
import RoostModel
import RoostSystem
import SystemPackage

/// What was verified on the machine, and what its programs and packages were like then, so that asking again costs no run of
/// the programs. A program, link or package that changed since is verified anew.
struct HostMemory: Sendable {
  struct Finding: Sendable, Equatable, Codable {
    var version: String
    var programs: [HostProgram]
    /// Of the package database.
    var packages: String
  }

  let file: FilePath
  private static let sizeLimit = 1 << 20

  /// A file that cannot be read is as good as none: what it would save is done again. Blocking.
  func read() -> [String: Finding] {
    guard let bytes = try? SmallFile.read(file, limit: HostMemory.sizeLimit) else { return [:] }
    return (try? JSONDecoder().decode([String: Finding].self, from: Data(bytes))) ?? [:]
  }

  /// Blocking.
  func remember(_ finding: Finding, of name: String) throws(Problem) {
    var all = read()
    guard all[name] != finding else { return }
    all[name] = finding
    let data: Data
    do { data = try JSONEncoder().encode(all) } catch { throw Problem.unexpected(error, during: "describing \(name)") }
    try DirectoryCreation.ensure(file.removingLastComponent())
    try AtomicFile.write(Array(data), to: file)
  }
}
