import FoundationEssentials
import RoostModel

/// The checksum a file must have.
package struct FileSum: Hashable, Sendable, Codable {
  package enum Algorithm: String, Hashable, Sendable, Codable {
    case sha256
    case sha512

    /// For people.
    package var name: String { self == .sha256 ? "SHA-256" : "SHA-512" }
  }

  package var algorithm: Algorithm
  /// Lowercase hexadecimal: 64 or 128 digits.
  package var digits: String

  /// Reads 64 or 128 hexadecimal digits, with `sha256:` before them or not, or `sha512-` and base64 as npm writes it.
  /// `nil` for everything else; a weaker sum is none.
  package init?(_ text: String) {
    if let digits = FileSum.decoded(text) {
      self.digits = digits
    } else {
      let digits = text.lowercased()
      self.digits = digits.hasPrefix("sha256:") ? String(digits.dropFirst(7)) : digits
    }
    guard self.digits.utf8.allSatisfy({ ASCII.isDigit($0) || UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0 }) else { return nil }
    switch self.digits.utf8.count {
    case 64: algorithm = .sha256
    case 128: algorithm = .sha512
    default: return nil
    }
  }

  /// Several sums may stand beside each other, with blanks between them: the strongest that is understood.
  private static func decoded(_ text: String) -> String? {
    for prefix in ["sha512-", "sha256-"] {
      for word in text.split(separator: " ") where word.hasPrefix(prefix) {
        guard let data = Data(base64Encoded: String(word.dropFirst(prefix.count))) else { return nil }
        return data.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
      }
    }
    return nil
  }
}

extension FileSum: CustomStringConvertible {
  /// `sha256 09ab...`
  package var description: String { "\(algorithm.rawValue) \(digits)" }
}
