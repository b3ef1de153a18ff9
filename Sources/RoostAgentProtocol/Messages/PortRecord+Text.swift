extension PortRecord {
  /// The address as people write it: `127.0.0.1`, `::`, `::1`, `fe80:0:0:0:1:2:3:4` (only the whole-zero prefix is shortened).
  package var addressText: String {
    if address.count == 4 { return address.map(String.init).joined(separator: ".") }
    let groups = stride(from: 0, to: address.count, by: 2).map { UInt16(address[$0]) << 8 | UInt16(address[$0 + 1]) }
    let zeros = groups.prefix { $0 == 0 }.count
    let shown = groups.dropFirst(zeros > 1 ? zeros : 0).map { String($0, radix: 16) }
    return (zeros > 1 ? "::" : "") + shown.joined(separator: ":")
  }
}
