/// In JSON an object with either `command` and `decidedBy` or `files` and `singlePage`.
extension StartMode: Codable {
  private enum Key: String, CodingKey { case command, decidedBy, files, singlePage }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    if let line = try container.decodeIfPresent(String.self, forKey: .command) {
      self = .command(line, decidedBy: try container.decode(Evidence.self, forKey: .decidedBy))
    } else {
      self = .files(
        directory: try container.decode(String.self, forKey: .files),
        singlePage: try container.decode(Bool.self, forKey: .singlePage))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .command(let line, let evidence):
      try container.encode(line, forKey: .command)
      try container.encode(evidence, forKey: .decidedBy)
    case .files(let directory, let singlePage):
      try container.encode(directory, forKey: .files)
      try container.encode(singlePage, forKey: .singlePage)
    }
  }
}
