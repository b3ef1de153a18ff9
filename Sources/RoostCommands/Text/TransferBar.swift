import RoostModel

/// One transfer at one moment.
struct TransferBar {
  let name: String
  let done: ByteCount
  let total: ByteCount?
  let rate: ByteCount?

  /// `nodejs  30.1 MB of 61.1 MB (49 %), 12.3 MB/s`
  var text: String {
    var text = "\(name)  \(done)"
    if let total { text += " of \(total)" }
    if let percent { text += " (\(percent) %)" }
    if let rate { text += ", \(rate)/s" }
    return text
  }

  /// The same with a bar before the numbers, where there is room for one.
  func text(in width: Int) -> String {
    guard let percent else { return text }
    let cells = min(24, width - text.count - 5)
    guard cells >= 8 else { return text }
    let full = cells * percent / 100
    let bar = String(repeating: "=", count: full) + String(repeating: " ", count: cells - full)
    return "[\(bar)] \(text)"
  }

  private var percent: Int? {
    guard let total, total.bytes > 0 else { return nil }
    return Int(Double(min(done.bytes, total.bytes)) / Double(total.bytes) * 100)
  }
}
