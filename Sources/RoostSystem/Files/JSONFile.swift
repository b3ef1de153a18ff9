import FoundationEssentials
import Glibc
package import RoostModel
package import SystemPackage

/// Values of Roost's own, kept as JSON in files that only their owner reads. Blocking.
package enum JSONFile {
  /// Longest file that is read.
  private static let maximumLength = 1 << 20

  /// Nil when there is no such file, or nothing in it: that is what a power cut leaves of one that was not synced.
  package static func read<Value: Decodable>(_ type: Value.Type, from path: FilePath) throws(Problem) -> Value? {
    guard let bytes = try SmallFile.read(path, limit: maximumLength), !bytes.isEmpty else { return nil }
    do {
      return try JSONDecoder().decode(type, from: Data(bytes))
    } catch {
      throw Problem(
        .environmentState, "\(path) is not what Roost wrote there",
        hint: "look at it, or move it away: mv \(path) \(path).bad", cause: String(describing: error))
    }
  }

  /// A reader sees the old or the new file, whole. Not synced: for what a power cut ends anyway.
  package static func write(_ value: some Encodable, to path: FilePath) throws(Problem) {
    let temporary = FilePath(path.string + ".new")
    let file = open(temporary.string, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .lastSystemCall("create \(temporary)") }
    do throws(Problem) {
      defer { close(file) }
      try AtomicFile.writeAll(try encode(value, for: path), to: file, path: temporary)
    } catch {
      unlink(temporary.string)
      throw error
    }
    guard rename(temporary.string, path.string) == 0 else { throw .lastSystemCall("rename \(temporary)") }
  }

  /// As ``write(_:to:)``, and there after a power cut.
  package static func writeDurably(_ value: some Encodable, to path: FilePath) throws(Problem) {
    try AtomicFile.write(try encode(value, for: path), to: path, mode: 0o600)
  }

  private static func encode(_ value: some Encodable, for path: FilePath) throws(Problem) -> [UInt8] {
    do {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return Array(try encoder.encode(value))
    } catch {
      throw .unexpected(error, during: "writing \(path)")
    }
  }
}
