import RoostModel

/// Reads lists of names of variables: `secrets` and `required`.
enum VariableNamesReader {
  static func read(_ key: String, _ reader: ObjectReader) throws(DocumentFault) -> [String] {
    var names: [String] = []
    for text in try reader.texts(key) where !names.contains(text) {
      do throws(Problem) {
        names.append(try VariableName(text).text)
      } catch {
        throw reader.fault(key, error.message)
      }
    }
    guard names.count <= VariableLimits.count else { throw reader.fault(key, "has more than \(VariableLimits.count) names") }
    return names
  }
}
