import Glibc
package import RoostModel
import SystemPackage

/// The numbers of users (or of groups) that users without privileges may hand out in namespaces of their own, as subuid(5)
/// writes them. Pure.
package struct SubordinateNumbers: Equatable, Sendable {
  /// As many as a Debian system has.
  package static let needed: UInt64 = 65_536
  private static let firstUsual: UInt64 = 100_000

  private struct Span: Equatable, Sendable {
    var user: String
    var first: UInt64
    var count: UInt64
  }

  private var spans: [Span] = []

  /// Lines of another form are passed over.
  package init(_ text: String) {
    for line in text.split(whereSeparator: \.isNewline) {
      let fields = line.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 3, let first = UInt32(fields[1]), let count = UInt32(fields[2]) else { continue }
      spans.append(Span(user: fields[0], first: UInt64(first), count: UInt64(count)))
    }
  }

  /// Whether a user, who may be written by name or number, has a span that is long enough.
  package func suffice(for name: String, number: UInt32) -> Bool {
    spans.contains { ($0.user == name || $0.user == "\(number)") && $0.count >= SubordinateNumbers.needed }
  }

  /// Beyond all that are given away.
  package var firstFree: UInt64 { spans.map { $0.first + $0.count }.reduce(SubordinateNumbers.firstUsual, max) }
}

extension SubordinateNumbers {
  private static let sizeLimit = 1 << 20

  /// Why this process, which is not root, cannot make a system with many users; `nil` when it can. Blocking.
  package static func obstacle() -> Problem? {
    let (users, groups) = (read("/etc/subuid"), read("/etc/subgid"))
    let (name, number) = (userName, geteuid())
    guard !users.suffice(for: name, number: number) || !groups.suffice(for: name, number: number) else { return nil }
    let first = max(users.firstFree, groups.firstFree)
    let span = "\(first)-\(first + needed - 1)"
    return Problem(
      .unsupported,
      "without root a base system can only be made by a user who may hand out \(needed) numbers of users, and \(name) has none",
      hint: "sudo usermod --add-subuids \(span) --add-subgids \(span) \(name)")
  }

  private static func read(_ path: FilePath) -> SubordinateNumbers {
    // A file that cannot be read gives nothing away.
    let bytes = (try? SmallFile.read(path, limit: sizeLimit)) ?? nil
    return SubordinateNumbers(String(decoding: bytes ?? [], as: UTF8.self))
  }

  private static var userName: String {
    var (entry, found) = (passwd(), UnsafeMutablePointer<passwd>?.none)
    var text = [CChar](repeating: 0, count: 4096)
    guard getpwuid_r(geteuid(), &entry, &text, text.count, &found) == 0, found != nil, let name = entry.pw_name else {
      return "\(geteuid())"
    }
    return String(cString: name)
  }
}
