import FoundationEssentials
import RoostModel

/// How a secret may look where it was printed: as it is, in a URL, in JSON, inside something in Base64, in hexadecimal digits.
enum SecretForms {
  /// What is shorter is not looked for: it would be found everywhere.
  static let shortest = 6
  /// Of a secret of several lines, lines of this length are secrets too: logs show one line at a time.
  static let shortestLine = 12
  /// All patterns together. What is beyond is left out, encoded forms of the longest secrets first.
  static let budget = 2 << 20

  static func patterns(of secrets: [String]) -> Set<[UInt8]> {
    let plain = Set(secrets.flatMap(parts).filter { $0.utf8.count >= shortest })
    var patterns = Set(plain.map { Array($0.utf8) })
    var size = patterns.reduce(0) { $0 + $1.count }
    for secret in plain.sorted(by: { ($0.utf8.count, $0) < ($1.utf8.count, $1) }) {
      for form in encoded(secret) where form.count >= shortest && !patterns.contains(form) {
        size += form.count
        if size > budget { return patterns }
        patterns.insert(form)
      }
    }
    return patterns
  }

  /// Itself, its lines, and the password of a connection string.
  private static func parts(_ secret: String) -> [String] {
    let lines = secret.split(whereSeparator: \.isNewline).map(String.init)
    var parts = [secret]
    if lines.count > 1 { parts += lines.filter { $0.utf8.count >= shortestLine } }
    if let password = password(in: secret) { parts.append(password) }
    return parts
  }

  /// `scheme://user:PASSWORD@host`
  static func password(in text: String) -> String? {
    guard let scheme = text.firstRange(of: "://") else { return nil }
    let authority = text[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard let at = authority.lastIndex(of: "@"), let colon = authority[..<at].firstIndex(of: ":") else { return nil }
    let password = authority[authority.index(after: colon)..<at]
    return password.isEmpty ? nil : String(password)
  }

  private static func encoded(_ secret: String) -> [[UInt8]] {
    let bytes = Array(secret.utf8)
    return inURLs(bytes) + inJSON(secret) + inBase64(bytes) + inHexadecimal(bytes)
  }

  private static func inHexadecimal(_ bytes: [UInt8]) -> [[UInt8]] {
    let digits = HexText.of(bytes)
    return [Array(digits.utf8), Array(digits.uppercased().utf8)]
  }

  // MARK: URLs

  /// As RFC 3986 wants it, as JavaScript's encodeURIComponent and encodeURI and Python's quote do it, and as forms are sent.
  private static func inURLs(_ bytes: [UInt8]) -> [[UInt8]] {
    let strict = percent(bytes, keeping: "")
    let lower = percent(bytes, keeping: "", uppercase: false)
    let form = percent(bytes.map { $0 == 0x20 ? UInt8(ascii: "+") : $0 }, keeping: "+*")
    return [strict, lower, form] + ["!'()*", "/", ";/?:@&=+$,#!'()*"].map { percent(bytes, keeping: $0) }
  }

  private static func percent(_ bytes: [UInt8], keeping kept: String, uppercase: Bool = true) -> [UInt8] {
    let digits = Array((uppercase ? "0123456789ABCDEF" : "0123456789abcdef").utf8)
    let kept = Set(kept.utf8)
    var out: [UInt8] = []
    for byte in bytes {
      if isUnreserved(byte) || kept.contains(byte) {
        out.append(byte)
      } else {
        out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return out
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }

  // MARK: JSON

  /// Without quotes: plainly, with `\/`, and with everything beyond ASCII as numbers.
  private static func inJSON(_ secret: String) -> [[UInt8]] {
    [
      escaped(secret, slash: false, ascii: false), escaped(secret, slash: true, ascii: false),
      escaped(secret, slash: false, ascii: true),
    ]
    .map { Array($0.utf8) }
  }

  private static func escaped(_ secret: String, slash: Bool, ascii: Bool) -> String {
    var out = ""
    for scalar in secret.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case "\u{8}": out += "\\b"
      case "\u{C}": out += "\\f"
      case "/" where slash: out += "\\/"
      default:
        if scalar.value < 0x20 || (ascii && scalar.value > 0x7E) {
          for unit in String(scalar).utf16 { out += unicode(unit) }
        } else {
          out.unicodeScalars.append(scalar)
        }
      }
    }
    return out
  }

  private static func unicode(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }

  // MARK: Base64

  /// A secret inside something longer begins at one of three places of a group. Only letters that it alone decides count.
  private static func inBase64(_ bytes: [UInt8]) -> [[UInt8]] {
    var forms: [[UInt8]] = []
    for offset in 0..<3 {
      let text = Array(Data([UInt8](repeating: 0, count: offset) + bytes).base64EncodedString().utf8)
      let first = (offset * 8 + 5) / 6
      let end = (offset + bytes.count) * 8 / 6
      forms.append(Array(text[first..<max(first, end)]))
      if offset == 0 { forms.append(text) }
    }
    return forms + forms.map(urlSafe)
  }

  private static func urlSafe(_ text: [UInt8]) -> [UInt8] {
    text.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: "-") : $0 == UInt8(ascii: "/") ? UInt8(ascii: "_") : $0 }
  }
}
