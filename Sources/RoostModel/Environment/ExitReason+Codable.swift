/// In JSON an object whose `how` names the case: `{"how": "exited", "number": 1}`.
extension ExitReason: Codable {
  private enum Key: String, CodingKey { case how, number }
  private enum Kind: String, Codable {
    case exited, signaled, destroyed, lost
    case outOfMemory = "out-of-memory"
    case timedOut = "timed-out"
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    switch try container.decode(Kind.self, forKey: .how) {
    case .exited: self = .exited(try container.decode(Int32.self, forKey: .number))
    case .signaled: self = .signaled(try container.decode(Int32.self, forKey: .number))
    case .outOfMemory: self = .outOfMemory
    case .timedOut: self = .timedOut
    case .destroyed: self = .destroyed
    case .lost: self = .lost
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .exited(let status):
      try container.encode(Kind.exited, forKey: .how)
      try container.encode(status, forKey: .number)
    case .signaled(let signal):
      try container.encode(Kind.signaled, forKey: .how)
      try container.encode(signal, forKey: .number)
    case .outOfMemory: try container.encode(Kind.outOfMemory, forKey: .how)
    case .timedOut: try container.encode(Kind.timedOut, forKey: .how)
    case .destroyed: try container.encode(Kind.destroyed, forKey: .how)
    case .lost: try container.encode(Kind.lost, forKey: .how)
    }
  }
}
