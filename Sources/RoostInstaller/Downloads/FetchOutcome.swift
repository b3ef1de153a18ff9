import RoostModel

/// What to do after an answer to a request for the rest of a file. Pure.
enum FetchOutcome: Equatable {
  /// The body continues the file where it ends.
  case append
  /// The body is the file from its beginning.
  case startOver
  /// What is there cannot be continued: ask for all of it.
  case askForAll
  case retry(String)
  case giveUp(String)

  /// `offset` is how much was there when asking; `range` the answer's Content-Range.
  init(status: UInt, range: String?, offset: UInt64) {
    switch status {
    case 200: self = .startOver
    case 206:
      let starts = range.map { $0.hasPrefix("bytes \(offset)-") } ?? false
      self = starts ? .append : .askForAll
    case 416 where offset > 0: self = .askForAll
    case 408, 425, 429, 500...599: self = .retry("the server answered \(status)")
    default: self = .giveUp("the server answered \(status)")
    }
  }
}
