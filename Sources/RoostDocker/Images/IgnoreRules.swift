import RoostModel
import RoostSystem
import SystemPackage

/// What a `.dockerignore` leaves out of a build: the last line that fits a path, or a directory above it, decides.
struct IgnoreRules: Sendable, Equatable {
  static let file = ".dockerignore"
  private static let mostLines = 1000
  private static let limit = 256 << 10

  private var rules: [(pattern: IgnorePattern, keeps: Bool)] = []
  /// Never left out.
  private let kept: [UInt8]

  static func == (left: IgnoreRules, right: IgnoreRules) -> Bool {
    left.kept == right.kept && left.rules.elementsEqual(right.rules) { $0 == $1 }
  }

  /// The rules of a directory. Blocking.
  static func load(_ directory: FilePath, keeping path: String) throws(Problem) -> IgnoreRules {
    let bytes = try SmallFile.read(directory.appending(file), limit: limit) ?? []
    return IgnoreRules(String(decoding: bytes, as: UTF8.self), keeping: path)
  }

  init(_ text: String, keeping path: String) {
    kept = Array(path.utf8)
    for raw in text.split(whereSeparator: \.isNewline).prefix(IgnoreRules.mostLines) {
      let line = raw.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
      if line.isEmpty || line.hasPrefix("#") { continue }
      let keeps = line.hasPrefix("!")
      guard let pattern = IgnorePattern(keeps ? line.dropFirst() : line) else { continue }
      rules.append((pattern, keeps))
    }
  }

  func leavesOut(_ path: [UInt8]) -> Bool {
    guard path != kept else { return false }
    return rules.last { $0.pattern.fits(path) }.map { !$0.keeps } ?? false
  }
}

/// One pattern of a `.dockerignore`: `*` and `?` within a name, `**` over any number of directories, `[a-z]`. Matched by walking
/// all possibilities at once, so that no pattern takes longer than its length times the path's.
struct IgnorePattern: Sendable, Equatable {
  private enum Token: Sendable, Equatable {
    case byte(UInt8)
    /// Of a name.
    case one, some
    case oneOf(Set<UInt8>, isInverse: Bool)
    /// `**` at the end.
    case rest
    /// `**/`: nothing, or directories up to a slash. Two tokens: before and inside.
    case directories, inDirectories
  }

  private let tokens: [Token]
  private static let longest = 1000
  private static let slash = UInt8(ascii: "/")

  /// `nil` for one that is empty, too long or never closes a bracket.
  init?(_ text: Substring) {
    var line = text[...]
    while line.last?.isWhitespace == true { line.removeLast() }
    let parts = line.split(separator: "/").filter { $0 != "." }
    guard !parts.isEmpty, !parts.contains(".."), line.utf8.count <= IgnorePattern.longest else { return nil }
    guard let tokens = IgnorePattern.tokens(Array(parts.joined(separator: "/").utf8)) else { return nil }
    self.tokens = tokens
  }

  private static func tokens(_ bytes: [UInt8]) -> [Token]? {
    var tokens: [Token] = []
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "*"):
        guard index < bytes.count, bytes[index] == byte else {
          tokens.append(.some)
          continue
        }
        while index < bytes.count, bytes[index] == byte { index += 1 }
        if index < bytes.count, bytes[index] == slash {
          tokens += [.directories, .inDirectories]
          index += 1
        } else {
          tokens.append(.rest)
        }
      case UInt8(ascii: "?"): tokens.append(.one)
      case UInt8(ascii: "["):
        guard let (token, end) = set(bytes, from: index) else { return nil }
        tokens.append(token)
        index = end
      case UInt8(ascii: "\\") where index < bytes.count:
        tokens.append(.byte(bytes[index]))
        index += 1
      default: tokens.append(.byte(byte))
      }
    }
    return tokens
  }

  /// `[abc]`, `[a-z]`, `[^a]`, from behind the bracket.
  private static func set(_ bytes: [UInt8], from start: Int) -> (Token, end: Int)? {
    var index = start
    let isInverse = index < bytes.count && bytes[index] == UInt8(ascii: "^")
    if isInverse { index += 1 }
    var members: Set<UInt8> = []
    while index < bytes.count, bytes[index] != UInt8(ascii: "]") {
      if index + 2 < bytes.count, bytes[index + 1] == UInt8(ascii: "-"), bytes[index + 2] != UInt8(ascii: "]") {
        guard bytes[index] <= bytes[index + 2] else { return nil }
        members.formUnion(bytes[index]...bytes[index + 2])
        index += 3
      } else {
        members.insert(bytes[index])
        index += 1
      }
    }
    guard index < bytes.count, !members.isEmpty else { return nil }
    return (.oneOf(members, isInverse: isInverse), index + 1)
  }

  /// Whether it fits a path, or a directory above it.
  func fits(_ path: [UInt8]) -> Bool {
    var states = closure([0])
    for byte in path {
      if byte == IgnorePattern.slash, states.contains(tokens.count) { return true }
      var next: Set<Int> = []
      for state in states where state < tokens.count { step(state, byte, into: &next) }
      if next.isEmpty { return false }
      states = closure(next)
    }
    return states.contains(tokens.count)
  }

  private func step(_ state: Int, _ byte: UInt8, into next: inout Set<Int>) {
    let isName = byte != IgnorePattern.slash
    switch tokens[state] {
    case .byte(let wanted): if byte == wanted { next.insert(state + 1) }
    case .one: if isName { next.insert(state + 1) }
    case .oneOf(let members, let isInverse): if isName, members.contains(byte) != isInverse { next.insert(state + 1) }
    case .some: if isName { next.insert(state) }
    case .rest: next.insert(state)
    case .directories: break
    case .inDirectories:
      next.insert(state)
      if !isName { next.insert(state + 1) }
    }
  }

  /// With every state that is reached without reading anything.
  private func closure(_ states: Set<Int>) -> Set<Int> {
    var all = states
    var left = Array(states)
    while let state = left.popLast() {
      guard state < tokens.count else { continue }
      let reached: [Int] =
        switch tokens[state] {
        case .some, .rest: [state + 1]
        case .directories: [state + 1, state + 2]
        default: []
        }
      for next in reached where all.insert(next).inserted { left.append(next) }
    }
    return all
  }
}
