import RoostModel

/// A version of a Debian package, `[epoch:]upstream[-revision]`, ordered as dpkg orders them.
struct DebianVersion: Hashable, Sendable {
  let epoch: Int
  let upstream: String
  let revision: String

  init(_ text: String) {
    var rest = Substring(text)
    if let colon = rest.firstIndex(of: ":"), let epoch = Int(rest[..<colon]) {
      self.epoch = epoch
      rest = rest[rest.index(after: colon)...]
    } else {
      epoch = 0
    }
    if let dash = rest.lastIndex(of: "-") {
      upstream = String(rest[..<dash])
      revision = String(rest[rest.index(after: dash)...])
    } else {
      upstream = String(rest)
      revision = ""
    }
  }

  /// Below zero when `self` is older than `other`, 0 when they are the same, above zero when it is newer.
  func compare(_ other: DebianVersion) -> Int {
    if epoch != other.epoch { return epoch < other.epoch ? -1 : 1 }
    let parts = DebianVersion.compare(upstream, other.upstream)
    return parts != 0 ? parts : DebianVersion.compare(revision, other.revision)
  }

  /// deb-version(7): texts and numbers in turn; `~` sorts before the end, letters before everything else.
  private static func compare(_ left: String, _ right: String) -> Int {
    var left = left.utf8[...]
    var right = right.utf8[...]
    while !left.isEmpty || !right.isEmpty {
      let texts = compareTexts(&left, &right)
      if texts != 0 { return texts }
      let numbers = compareNumbers(&left, &right)
      if numbers != 0 { return numbers }
    }
    return 0
  }

  private static func compareTexts(_ left: inout Substring.UTF8View, _ right: inout Substring.UTF8View) -> Int {
    while startsWithText(left) || startsWithText(right) {
      let difference = weight(left.first) - weight(right.first)
      if difference != 0 { return difference }
      left = left.dropFirst()
      right = right.dropFirst()
    }
    return 0
  }

  private static func compareNumbers(_ left: inout Substring.UTF8View, _ right: inout Substring.UTF8View) -> Int {
    let first = takeNumber(&left)
    let second = takeNumber(&right)
    if first.count != second.count { return first.count - second.count }
    for (one, other) in zip(first, second) where one != other { return Int(one) - Int(other) }
    return 0
  }

  private static func takeNumber(_ text: inout Substring.UTF8View) -> Substring.UTF8View {
    let digits = text.prefix(while: ASCII.isDigit)
    text = text.dropFirst(digits.count)
    return digits.drop { $0 == UInt8(ascii: "0") }
  }

  private static func startsWithText(_ text: Substring.UTF8View) -> Bool { text.first.map { !ASCII.isDigit($0) } ?? false }

  private static func weight(_ byte: UInt8?) -> Int {
    guard let byte, !ASCII.isDigit(byte) else { return 0 }
    if byte == UInt8(ascii: "~") { return -1 }
    return ASCII.isLetter(byte) ? Int(byte) : Int(byte) + 256
  }
}
