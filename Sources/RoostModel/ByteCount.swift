/// A number of bytes. Prints in decimal units, as disks and networks are sold ("61.1 MB").
package struct ByteCount: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
  package var bytes: UInt64

  package init(_ bytes: UInt64) { self.bytes = bytes }
  package static func megabytes(_ count: UInt64) -> ByteCount { ByteCount(count * 1_000_000) }
  package static func mebibytes(_ count: UInt64) -> ByteCount { ByteCount(count << 20) }

  package static func < (left: ByteCount, right: ByteCount) -> Bool { left.bytes < right.bytes }
  package static func + (left: ByteCount, right: ByteCount) -> ByteCount { ByteCount(left.bytes + right.bytes) }

  package var description: String {
    let units = ["kB", "MB", "GB", "TB"]
    guard bytes >= 1000 else { return "\(bytes) B" }
    var value = Double(bytes) / 1000
    var unit = 0
    while value >= 1000, unit < units.count - 1 {
      value /= 1000
      unit += 1
    }
    let tenths = Int((value * 10).rounded())
    return value >= 100 ? "\(tenths / 10) \(units[unit])" : "\(tenths / 10).\(tenths % 10) \(units[unit])"
  }

  package init(from decoder: any Decoder) throws { bytes = try decoder.singleValueContainer().decode(UInt64.self) }
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(bytes)
  }
}
