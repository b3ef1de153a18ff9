import RoostModel

/// Looks for a text in lines. Bytes are compared; without regard to case, letters beyond ASCII are folded as Unicode has it.
struct LineSearch: Sendable {
  private enum Manner {
    case everything
    case bytes
    case folding
    case unicode(String)
  }

  private let needle: [UInt8]
  private let manner: Manner

  init(_ filter: LogFilter) {
    let text = filter.text ?? ""
    let isPlain = text.utf8.allSatisfy { $0 < 0x80 }
    if text.isEmpty {
      (needle, manner) = ([], .everything)
    } else if !filter.ignoresCase {
      (needle, manner) = (Array(text.utf8), .bytes)
    } else if isPlain {
      (needle, manner) = (text.utf8.map(LineSearch.lowered), .folding)
    } else {
      (needle, manner) = ([], .unicode(text.lowercased()))
    }
  }

  func finds(in line: [UInt8]) -> Bool { line.withUnsafeBufferPointer { finds(in: $0) } }

  func finds(in line: UnsafeBufferPointer<UInt8>) -> Bool {
    switch manner {
    case .everything: true
    case .bytes: LineSearch.find(needle, in: line) { $0 }
    case .folding: LineSearch.find(needle, in: line, LineSearch.lowered)
    case .unicode(let text): String(decoding: line, as: UTF8.self).lowercased().contains(text)
    }
  }

  private static func lowered(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte | 0x20 : byte }

  @inline(__always)
  private static func find(_ needle: [UInt8], in line: UnsafeBufferPointer<UInt8>, _ folded: (UInt8) -> UInt8) -> Bool {
    guard let first = needle.first, line.count >= needle.count else { return needle.isEmpty }
    for start in 0...(line.count - needle.count) where folded(line[start]) == first {
      var length = 1
      while length < needle.count, folded(line[start + length]) == needle[length] { length += 1 }
      if length == needle.count { return true }
    }
    return false
  }
}
