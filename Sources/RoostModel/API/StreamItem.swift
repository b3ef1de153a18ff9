/// One line of a stream of values (NDJSON): a bare value, or as the last one `{"problem": ...}`.
package enum StreamItem<Item: Codable & Sendable>: Sendable {
  case item(Item)
  case problem(Problem)
}

extension StreamItem: Codable {
  private enum Key: String, CodingKey { case problem }

  package init(from decoder: any Decoder) throws {
    // A value may have a problem of its own, beside other keys.
    let keys = try decoder.container(keyedBy: AnyKey.self).allKeys
    if keys.count == 1, keys[0].stringValue == Key.problem.stringValue {
      self = .problem(try decoder.container(keyedBy: Key.self).decode(Problem.self, forKey: .problem))
    } else {
      self = .item(try Item(from: decoder))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .item(let item): try item.encode(to: encoder)
    case .problem(let problem):
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(problem, forKey: .problem)
    }
  }
}

extension StreamItem: Equatable where Item: Equatable {}

/// Whatever key there is.
private struct AnyKey: CodingKey {
  var stringValue: String
  var intValue: Int? { nil }
  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
