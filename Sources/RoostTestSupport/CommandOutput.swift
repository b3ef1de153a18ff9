import Foundation

/// What a finished command did.
package struct CommandOutput: Sendable {
  package var status: Int32
  package var output: String
  package var errors: String

  /// Decodes standard output as JSON.
  package func decoded<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try JSONDecoder().decode(type, from: Data(output.utf8))
  }
}
