import Crypto
import FoundationEssentials
import RoostModel

extension SecretRecipe {
  /// A value that nobody has seen, from the system's random numbers.
  func make() throws(Problem) -> String {
    guard SecretRecipe.lengths.contains(length) else {
      throw Problem(
        .variableInvalid,
        "a secret of \(length) bytes is not made: \(SecretRecipe.lengths.lowerBound) to \(SecretRecipe.lengths.upperBound)",
        hint: "roost app env generate NAME KEY --length 32")
    }
    switch format {
    case .uuid: return UUID().uuidString.lowercased()
    case .base64: return Data(bytes()).base64EncodedString()
    case .hex:
      return bytes().map { byte in
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
      }.joined()
    }
  }

  private func bytes() -> [UInt8] {
    SymmetricKey(size: SymmetricKeySize(bitCount: length * 8)).withUnsafeBytes { Array($0) }
  }
}
