/// One line of a streamed answer (NDJSON): any number of `progress`, then one `result` or `problem`.
///
/// In JSON an object with the case's name as its only key: `{"result": ...}`.
package enum StreamLine<Result: Codable & Sendable>: Sendable {
  case progress(ProgressEvent)
  case result(Result)
  case problem(Problem)
}

extension StreamLine: Codable {
  private enum Key: String, CodingKey { case progress, result, problem }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    if let event = try container.decodeIfPresent(ProgressEvent.self, forKey: .progress) {
      self = .progress(event)
    } else if let problem = try container.decodeIfPresent(Problem.self, forKey: .problem) {
      self = .problem(problem)
    } else {
      self = .result(try container.decode(Result.self, forKey: .result))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .progress(let event): try container.encode(event, forKey: .progress)
    case .result(let result): try container.encode(result, forKey: .result)
    case .problem(let problem): try container.encode(problem, forKey: .problem)
    }
  }
}

extension StreamLine: Equatable where Result: Equatable {}
