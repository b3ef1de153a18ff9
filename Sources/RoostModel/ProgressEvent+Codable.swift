/// In JSON an object whose `event` names the case: `{"event": "stage", "name": "build", "detail": "npm ci"}`.
extension ProgressEvent: Codable {
  private enum Key: String, CodingKey { case event, name, detail, done, total, text, seconds }
  private enum Kind: String, Codable { case stage, transfer, output, warning, finished }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    func text(_ key: Key) throws -> String { try container.decode(String.self, forKey: key) }
    switch try container.decode(Kind.self, forKey: .event) {
    case .stage: self = .stage(try text(.name), detail: try text(.detail))
    case .output: self = .output(try text(.text))
    case .warning: self = .warning(try text(.text))
    case .finished: self = .finished(try text(.name), seconds: try container.decode(Double.self, forKey: .seconds))
    case .transfer:
      self = .transfer(
        try text(.name), done: try container.decode(ByteCount.self, forKey: .done),
        total: try container.decodeIfPresent(ByteCount.self, forKey: .total))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(kind, forKey: .event)
    switch self {
    case .stage(let name, let detail):
      try container.encode(name, forKey: .name)
      try container.encode(detail, forKey: .detail)
    case .transfer(let name, let done, let total):
      try container.encode(name, forKey: .name)
      try container.encode(done, forKey: .done)
      try container.encodeIfPresent(total, forKey: .total)
    case .output(let text), .warning(let text): try container.encode(text, forKey: .text)
    case .finished(let name, let seconds):
      try container.encode(name, forKey: .name)
      try container.encode(seconds, forKey: .seconds)
    }
  }

  private var kind: Kind {
    switch self {
    case .stage: .stage
    case .transfer: .transfer
    case .output: .output
    case .warning: .warning
    case .finished: .finished
    }
  }
}
