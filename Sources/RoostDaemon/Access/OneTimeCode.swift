import Crypto
import RoostModel

/// Codes that change every half minute, as RFC 6238 makes them of a shared secret: HMAC-SHA-1 over the number of the step, cut to six
/// digits as RFC 4226 says.
struct OneTimeCode: Sendable {
  static let period = 30.0
  static let digits = 6
  /// As long as what SHA-1 makes, which RFC 4226 recommends.
  static let secretLength = 20

  let secret: [UInt8]

  init(secret: [UInt8]) { self.secret = secret }

  /// A new one.
  init() {
    secret = SymmetricKey(size: SymmetricKeySize(bitCount: OneTimeCode.secretLength * 8)).withUnsafeBytes { Array($0) }
  }

  static func step(at time: Double) -> Int { Int((max(0, time) / period).rounded(.down)) }

  func code(of step: Int, digits: Int = OneTimeCode.digits) -> String {
    let counter = (0..<8).map { UInt8(truncatingIfNeeded: step >> (56 - 8 * $0)) }
    let key = SymmetricKey(data: secret)
    let mac = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: key))
    let offset = Int(mac[19] & 0x0F)
    let number = mac[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
    let modulus = (0..<digits).reduce(UInt32(1)) { power, _ in power * 10 }
    let text = String(number % modulus)
    return String(repeating: "0", count: digits - text.count) + text
  }

  /// The step whose code that is: this one, or one to each side for clocks that differ. None that is not after `last`: a code is good
  /// once. Takes as long for every code.
  func step(of code: String, now: Double, after last: Int) -> Int? {
    let current = OneTimeCode.step(at: now)
    var found: Int?
    for step in (current - 1)...(current + 1) where OneTimeCode.isSame(code, self.code(of: step)) && step > last {
      found = step
    }
    return found
  }

  private static func isSame(_ one: String, _ other: String) -> Bool {
    let (one, other) = (Array(one.utf8), Array(other.utf8))
    guard one.count == other.count else { return false }
    return zip(one, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// What an app that makes codes reads. `label` tells this account from others in it.
  func uri(label: String) -> String {
    let name = "Roost:" + PathSegment.encode(label)
    return "otpauth://totp/\(name)?secret=\(Base32.encode(secret))&issuer=Roost&algorithm=SHA1&digits=6&period=30"
  }
}

/// RFC 4648, without padding.
enum Base32 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")

  static func encode(_ bytes: [UInt8]) -> String {
    var text = ""
    var (bits, count) = (0, 0)
    for byte in bytes {
      bits = (bits << 8 | Int(byte)) & 0xFFFF
      count += 8
      while count >= 5 {
        text.append(alphabet[bits >> (count - 5) & 31])
        count -= 5
      }
    }
    if count > 0 { text.append(alphabet[bits << (5 - count) & 31]) }
    return text
  }
}

/// A code for whoever has lost what makes the others: 80 random bits, good once, kept as their SHA-256.
struct RecoveryCode: Sendable, Equatable {
  static let count = 8
  private static let length = 16

  /// `abcd-efgh-2345-6777`
  let text: String

  init() {
    let bytes = SymmetricKey(size: SymmetricKeySize(bitCount: 80)).withUnsafeBytes { Array($0) }
    text = Base32.encode(bytes).lowercased().grouped(by: "-")
  }

  /// What somebody typed; `nil` is none of these.
  init?(_ typed: String) {
    let letters = typed.lowercased().filter { $0 != "-" && $0 != " " }
    let isOne = letters.utf8.allSatisfy { ASCII.isLowercase($0) || (50...55).contains($0) }
    guard letters.utf8.count == RecoveryCode.length, isOne else { return nil }
    text = letters.grouped(by: "-")
  }

  var digest: [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }
}
