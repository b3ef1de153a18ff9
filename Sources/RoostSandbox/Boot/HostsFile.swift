import Glibc
import RoostAgentClient
import RoostModel
import RoostSystem
import SystemPackage

/// The hosts file of an environment that may reach some names only: what every environment knows, then a mark, then those
/// names with their addresses. It is mounted into the environment, so it is changed in place.
struct HostsFile: Sendable {
  let path: FilePath

  private static let mark = "# allowed destinations\n"
  private static let maximumLength = 1 << 20

  /// Blocking.
  func create(_ beginning: String, _ destinations: [ResolvedDestination]) throws(Problem) {
    let file = open(path.string, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw .lastSystemCall("create \(path)") }
    let owned = OwnedDescriptor(owning: file)
    // Everybody inside reads it, whatever this process masks.
    guard fchmod(owned.number, 0o644) == 0 else { throw .lastSystemCall("open \(path) to all") }
    try AtomicFile.writeAll(Array((beginning + HostsFile.lines(destinations)).utf8), to: owned.number, path: path)
  }

  /// Only when something changed. Blocking.
  func update(_ destinations: [ResolvedDestination]) throws(Problem) {
    guard let bytes = try SmallFile.read(path, limit: HostsFile.maximumLength) else { return }
    let text = String(decoding: bytes, as: UTF8.self)
    guard let mark = text.firstRange(of: HostsFile.mark) else { return }
    let new = text[..<mark.lowerBound] + HostsFile.lines(destinations)
    guard new != text else { return }
    let file = open(path.string, O_WRONLY | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else { throw .lastSystemCall("open \(path)") }
    let owned = OwnedDescriptor(owning: file)
    // Longer first, so that no reader finds it empty.
    try AtomicFile.writeAll(Array(new.utf8), to: owned.number, path: path)
    guard ftruncate(owned.number, off_t(new.utf8.count)) == 0 else { throw .lastSystemCall("shorten \(path)") }
  }

  private static func lines(_ destinations: [ResolvedDestination]) -> String {
    mark + WayOut.hostLines(of: destinations).map { $0 + "\n" }.joined()
  }
}
