/// One line of a streamed log (NDJSON): a bare ``LogLine``, or as the last one `{"problem": ...}`.
package enum LogStreamLine: Sendable, Equatable {
  case line(LogLine)
  case problem(Problem)
}

extension LogStreamLine: Codable {
  private enum Key: String, CodingKey { case problem }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    if let problem = try container.decodeIfPresent(Problem.self, forKey: .problem) {
      self = .problem(problem)
    } else {
      self = .line(try LogLine(from: decoder))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .line(let line): try line.encode(to: encoder)
    case .problem(let problem):
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(problem, forKey: .problem)
    }
  }
}
