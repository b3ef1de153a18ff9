import Crypto
import RoostModel

/// 32 random bytes that whoever shows them is let in for. Kept is their SHA-256: there is nothing to guess in it.
struct AccessSecret: Sendable {
  let text: String
  static let tokenMark = "roost_"
  /// The mark and the first digits: enough to tell tokens apart, nothing to guess the rest from.
  static let shown = tokenMark.utf8.count + 6

  /// A new one; `mark` tells what it is for.
  init(mark: String = "") {
    text = mark + HexText.of(SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) })
  }

  /// What somebody shows; `nil` is nothing that was made here.
  init?(_ text: String, mark: String = "") {
    guard text.utf8.count == mark.utf8.count + 64, text.hasPrefix(mark),
      text.utf8.dropFirst(mark.utf8.count).allSatisfy(ASCII.isLowercaseHex)
    else { return nil }
    self.text = text
  }

  var digest: [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }
}
