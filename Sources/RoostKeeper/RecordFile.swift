import FoundationEssentials
import RoostModel
import RoostSystem
import SystemPackage

/// Values of ours as JSON files. Blocking.
enum RecordFile {
  private static let limit = 1 << 20

  static func write(_ value: some Encodable, to path: FilePath) throws(Problem) {
    do {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      try AtomicFile.write(Array(try encoder.encode(value)), to: path, mode: 0o600)
    } catch { throw Problem.unexpected(error, during: "writing \(path)") }
  }

  /// Nil when there is no such file.
  static func read<Value: Decodable>(_ type: Value.Type, from path: FilePath) throws(Problem) -> Value? {
    guard let bytes = try SmallFile.read(path, limit: limit) else { return nil }
    do {
      return try JSONDecoder().decode(type, from: Data(bytes))
    } catch {
      throw Problem(
        .environmentState, "\(path) is not what Roost wrote there", hint: "look at it, or move it away: mv \(path) \(path).bad",
        cause: String(describing: error))
    }
  }
}
