/// A size with a unit: `512M`, `2G`, `64KiB`; powers of 1024.
package enum SizeText {
  /// `nil` for what is none, or too large to count.
  package static func bytes(_ text: String) -> UInt64? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let units: [String: UInt64] = ["": 0, "K": 10, "M": 20, "G": 30, "KIB": 10, "MIB": 20, "GIB": 30]
    guard digits.count <= 12, let number = UInt64(digits), let shift = units[text.dropFirst(digits.count).uppercased()] else {
      return nil
    }
    let (product, overflow) = number.multipliedReportingOverflow(by: 1 << shift)
    return overflow ? nil : product
  }
}
