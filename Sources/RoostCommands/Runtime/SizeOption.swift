import ArgumentParser
import RoostModel

/// A size as a person types it: `500M`, `2G`, `1.5GB`, a number of bytes. Powers of 1000, as all sizes Roost prints.
struct SizeOption: ExpressibleByArgument, Equatable {
  let bytes: ByteCount

  init?(argument: String) {
    var digits = argument.uppercased()
    if digits.hasSuffix("B") { digits.removeLast() }
    let powers: [Character: Double] = ["K": 1e3, "M": 1e6, "G": 1e9, "T": 1e12]
    var factor = 1.0
    if let last = digits.last, let power = powers[last] {
      factor = power
      digits.removeLast()
    }
    guard let number = Double(digits), number.isFinite, number >= 0, number * factor < 1e18 else { return nil }
    bytes = ByteCount(UInt64(number * factor))
  }
}
