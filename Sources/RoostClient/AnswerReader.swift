import FoundationEssentials
import RoostModel

/// What the daemon sent, as values.
enum AnswerReader {
  static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws(Problem) -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(bytes))
    } catch {
      throw Problem(
        .connectionLost, "the daemon sent something this version (\(RoostVersion.current)) does not understand",
        hint: "restart the daemon with the same version: systemctl restart roost", cause: String(describing: error))
    }
  }

  /// The body of a failed answer.
  static func problem(from bytes: [UInt8], status: UInt) -> Problem {
    do throws(Problem) {
      return try decode(Problem.self, from: bytes)
    } catch {
      return Problem(
        .connectionLost, "the daemon answered with status \(status) and no explanation",
        hint: "look at what the daemon logged: journalctl -u roost",
        cause: bytes.isEmpty ? nil : String(decoding: bytes.prefix(500), as: UTF8.self))
    }
  }
}
