/// Takes secrets out of a text that comes in pieces. Holds back what may be the beginning of one.
struct RedactionStream: Sendable {
  static let mask = Array("***".utf8)

  private let automaton: PatternAutomaton
  private var state: UInt32 = 0
  /// Not given out yet; the first of them stands at ``start``.
  private var held: [UInt8] = []
  private var start = 0
  /// Where secrets stand in what is held: ascending and apart.
  private var secrets: [Range<Int>] = []
  /// What was given out last was a mask, and the secret may go on.
  private var isMasking = false

  init(_ automaton: PatternAutomaton) { self.automaton = automaton }

  /// Bytes of the text that were taken and not given out.
  var waiting: Int { held.count }

  mutating func take(_ bytes: [UInt8]) -> [UInt8] {
    if automaton.isEmpty { return bytes }
    var place = start + held.count
    held += bytes
    for byte in bytes {
      state = automaton.step(state, byte)
      place += 1
      let length = automaton.match(state)
      if length > 0 { mark(place - length..<place) }
    }
    return release(upTo: place - automaton.depth(state))
  }

  /// The rest, when the text has ended.
  mutating func finish() -> [UInt8] {
    let rest = release(upTo: start + held.count)
    state = 0
    isMasking = false
    return rest
  }

  private mutating func mark(_ secret: Range<Int>) {
    var begin = secret.lowerBound
    while let last = secrets.last, last.upperBound >= begin {
      begin = min(begin, last.lowerBound)
      secrets.removeLast()
    }
    secrets.append(begin..<secret.upperBound)
  }

  private mutating func release(upTo end: Int) -> [UInt8] {
    var out: [UInt8] = []
    var place = start
    var kept: [Range<Int>] = []
    for secret in secrets {
      guard secret.lowerBound < end else {
        kept.append(secret)
        continue
      }
      pass(place..<secret.lowerBound, to: &out)
      if !isMasking { out += RedactionStream.mask }
      isMasking = true
      place = min(secret.upperBound, end)
      if secret.upperBound > end { kept.append(end..<secret.upperBound) }
    }
    pass(place..<end, to: &out)
    held.removeFirst(end - start)
    start = end
    secrets = kept
    return out
  }

  private mutating func pass(_ range: Range<Int>, to out: inout [UInt8]) {
    guard !range.isEmpty else { return }
    out += held[range.lowerBound - start..<range.upperBound - start]
    isMasking = false
  }
}
