import Foundation
import RoostTestSupport
import Testing

/// The last line of a command with `--json` that tells its progress.
private struct Ended<Value: Decodable>: Decodable {
  var result: Value
}

extension CommandOutput {
  func last<Value: Decodable>(_ type: Value.Type) throws -> Value {
    let line = try #require(output.split(separator: "\n").last)
    return try JSONDecoder().decode(Ended<Value>.self, from: Data(line.utf8)).result
  }
}
