import RoostModel

/// One transfer at one moment.
struct TransferBar: Equatable {
  let name: String
  let done: ByteCount
  let total: ByteCount?
  let rate: ByteCount?

  /// `nodejs  30.1 MB of 61.1 MB (49 %), 12.3 MB/s`
  var text: String { "\(name)  \(numbers)" }

  private var numbers: String {
    var text = "\(done)"
    if let total { text += " of \(total)" }
    if let percent { text += " (\(percent) %)" }
    if let rate { text += ", \(rate)/s" }
    return text
  }

  /// In one line of at most `width` columns: name in a column, a bar where there is room for one, numbers.
  func text(in width: Int, nameWidth: Int) -> String {
    let padded = name + String(repeating: " ", count: max(0, nameWidth - name.count))
    let cells = min(24, width - padded.count - numbers.count - 6)
    guard let percent, cells >= 8 else { return String("\(padded)  \(numbers)".prefix(width)) }
    let full = cells * percent / 100
    let bar = String(repeating: "=", count: full) + String(repeating: " ", count: cells - full)
    return "\(padded)  [\(bar)]  \(numbers)"
  }

  private var percent: Int? {
    guard let total, total.bytes > 0 else { return nil }
    return Int(Double(min(done.bytes, total.bytes)) / Double(total.bytes) * 100)
  }
}
