/// The last bytes of a stream of any length.
struct OutputTail: Sendable {
  private let limit: Int
  private var bytes: [UInt8] = []
  private var cut = false

  init(limit: Int) { self.limit = limit }

  mutating func append(_ chunk: [UInt8]) {
    bytes += chunk
    // Trimmed at twice the limit, so that the copying is spread out.
    guard bytes.count > 2 * limit else { return }
    bytes.removeFirst(bytes.count - limit)
    cut = true
  }

  /// Whole lines where something was cut away.
  var text: String {
    var kept = bytes.suffix(limit)
    if cut || kept.count < bytes.count, let newline = kept.firstIndex(of: UInt8(ascii: "\n")) { kept = kept[(newline + 1)...] }
    return String(decoding: kept, as: UTF8.self)
  }
}
