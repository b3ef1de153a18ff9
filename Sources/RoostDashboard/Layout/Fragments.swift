/// What of a page can change while it is open: its elements that have an identifier, and the page around them.
///
/// Each has a sum of what it holds beside other elements with an identifier, so that of a table in which a row changes, the row alone is
/// another one.
package struct Fragments: Sendable {
  /// An element that changed, as it is now. ``whole`` stands for everything in the page's `main`.
  package struct Fragment: Codable, Sendable, Equatable {
    package let id: String
    package let html: String
  }

  package static let whole = "main"
  /// With more of them the page is one piece.
  static let most = 1000
  private static let digits = 6

  private let html: HTML
  private let parts: [HTML.Part]
  private let sums: [UInt32]

  init(_ html: HTML) {
    self.html = html
    let inner = html.parts.count <= Fragments.most ? html.parts : []
    parts = inner + [HTML.Part(id: Fragments.whole, range: 0..<html.bytes.count)]
    sums = Fragments.sums(of: parts, in: html.bytes)
  }

  /// What a browser that shows this says to be told what changed.
  package var seen: String {
    sums.map { sum in
      let text = String(sum, radix: 16)
      return String(repeating: "0", count: Fragments.digits - text.utf8.count) + text
    }.joined()
  }

  /// The least that makes of what was `seen` what is now; the whole when nobody knows what was seen.
  package func changes(since seen: String) -> [Fragment] {
    let old = Fragments.sums(in: seen)
    guard old.count == sums.count else { return [fragment(parts[parts.count - 1])] }
    // From the outside in: what is sent brings along what is within.
    var sent: [HTML.Part] = []
    for index in sums.indices.reversed() where old[index] != sums[index] {
      let part = parts[index]
      if !sent.contains(where: { $0.range.contains(part.range.lowerBound) }) { sent.append(part) }
    }
    return sent.reversed().map(fragment)
  }

  private func fragment(_ part: HTML.Part) -> Fragment {
    Fragment(id: part.id, html: String(decoding: html.bytes[part.range], as: UTF8.self))
  }

  private static func sums(in seen: String) -> [UInt32] {
    let bytes = Array(seen.utf8)
    guard bytes.count % digits == 0 else { return [] }
    return stride(from: 0, to: bytes.count, by: digits).compactMap { start in
      UInt32(String(decoding: bytes[start..<start + digits], as: UTF8.self), radix: 16)
    }
  }

  private static func sums(of parts: [HTML.Part], in bytes: [UInt8]) -> [UInt32] {
    // Inner parts come first: what is open here lies side by side, and the last of them may be within the next part.
    var open: [HTML.Part] = []
    return bytes.withUnsafeBytes { buffer in
      parts.map { part in
        let first = open.lastIndex { $0.range.lowerBound < part.range.lowerBound }.map { $0 + 1 } ?? 0
        var sum = Checksum()
        var start = part.range.lowerBound
        for inner in open[first...] {
          sum.add(UnsafeRawBufferPointer(rebasing: buffer[start..<inner.range.lowerBound]))
          sum.add(inner.id)
          start = inner.range.upperBound
        }
        sum.add(UnsafeRawBufferPointer(rebasing: buffer[start..<part.range.upperBound]))
        open.replaceSubrange(first..., with: [part])
        return sum.value
      }
    }
  }
}

/// Tells texts apart, and is the same in every process.
private struct Checksum {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325

  /// 24 bits.
  var value: UInt32 { UInt32(truncatingIfNeeded: (state ^ state >> 24 ^ state >> 48) & 0xFF_FFFF) }

  mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
  }

  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    var place = 0
    while place + 8 <= bytes.count {
      mix(bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      place += 8
    }
    while place < bytes.count {
      mix(UInt64(bytes[place]))
      place += 1
    }
    mix(UInt64(bytes.count))
  }

  private mutating func mix(_ word: UInt64) {
    state = (state ^ word) &* 0x9e37_79b9_7f4a_7c15
    state ^= state >> 29
  }
}
