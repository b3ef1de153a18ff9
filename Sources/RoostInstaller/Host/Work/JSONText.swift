import FoundationEssentials
import RoostModel

/// JSON inside a step of the journal.
enum JSONText {
  static func of(_ value: some Encodable) throws(Problem) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do { return String(decoding: try encoder.encode(value), as: UTF8.self) } catch {
      throw Problem.unexpected(error, during: "describing a step")
    }
  }

  static func read<Value: Decodable>(_ type: Value.Type, _ text: String) throws(Problem) -> Value {
    do { return try JSONDecoder().decode(type, from: Data(text.utf8)) } catch {
      throw Problem(
        .internal, "a step of the journal is not understood", hint: "look at it: roost history", cause: String(describing: error))
    }
  }
}
