/// Makes text of output that comes in pieces: a character that is cut between two of them stays whole. Pure.
package struct OutputText: Sendable {
  /// The beginning of a character, of each channel: at most three bytes.
  private var begun: [OutputChannel: [UInt8]] = [:]

  package init() {}

  /// The text up to the last whole character. Bytes that can never become one are replaced.
  package mutating func take(_ bytes: [UInt8], on channel: OutputChannel) -> String {
    var all = (begun.removeValue(forKey: channel) ?? []) + bytes
    let cut = OutputText.cut(all)
    if cut > 0 {
      begun[channel] = Array(all.suffix(cut))
      all.removeLast(cut)
    }
    return String(decoding: all, as: UTF8.self)
  }

  /// Bytes of a channel that wait for the rest of their character.
  package func waiting(on channel: OutputChannel) -> Int { begun[channel]?.count ?? 0 }

  /// What waits on one of the channels and will not be completed, replaced; nil when nothing waits.
  package mutating func takeRest() -> (channel: OutputChannel, text: String)? {
    guard let channel = begun.keys.min(by: { $0.rawValue < $1.rawValue }) else { return nil }
    return (channel, String(decoding: begun.removeValue(forKey: channel) ?? [], as: UTF8.self))
  }

  /// How many bytes at the end are the beginning of a character.
  private static func cut(_ bytes: [UInt8]) -> Int {
    for (distance, byte) in bytes.suffix(3).reversed().enumerated() {
      // A byte that continues a character; the one that begins it is further up.
      if byte & 0xC0 == 0x80 { continue }
      let length =
        switch byte {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 1
        }
      return distance + 1 < length ? distance + 1 : 0
    }
    return 0
  }
}
