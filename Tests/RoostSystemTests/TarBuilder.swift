/// Writes tar archives, honest ones and others.
struct TarBuilder {
  struct Entry {
    var name: String
    var contents: [UInt8] = []
    /// `0` file, `1` hard link, `2` symbolic link, `3` device, `5` directory, `x` pax, `L` GNU name.
    var type: Character = "0"
    var mode: UInt32 = 0o644
    var target = ""
    /// What the header says; `nil` is the truth.
    var claimedSize: UInt64?
  }

  static func archive(_ entries: [Entry], ended: Bool = true) -> [UInt8] {
    var bytes: [UInt8] = []
    for entry in entries {
      bytes += header(entry) + entry.contents
      bytes += [UInt8](repeating: 0, count: (512 - entry.contents.count % 512) % 512)
    }
    return bytes + (ended ? [UInt8](repeating: 0, count: 1024) : [])
  }

  /// A pax header that says `key=value` of the entry after it.
  static func pax(_ key: String, _ value: String) -> Entry {
    var length = key.utf8.count + value.utf8.count + 3
    while String(length).utf8.count + key.utf8.count + value.utf8.count + 3 != length {
      length = String(length).utf8.count + key.utf8.count + value.utf8.count + 3
    }
    return Entry(name: "pax", contents: Array("\(length) \(key)=\(value)\n".utf8), type: "x")
  }

  private static func header(_ entry: Entry) -> [UInt8] {
    var block = [UInt8](repeating: 0, count: 512)
    put(entry.name, at: 0, size: 100, in: &block)
    put(octal(UInt64(entry.mode), 7), at: 100, size: 8, in: &block)
    put(octal(0, 7), at: 108, size: 8, in: &block)
    put(octal(0, 7), at: 116, size: 8, in: &block)
    put(octal(entry.claimedSize ?? UInt64(entry.contents.count), 11), at: 124, size: 12, in: &block)
    put(octal(1_700_000_000, 11), at: 136, size: 12, in: &block)
    put("        ", at: 148, size: 8, in: &block)
    put(String(entry.type), at: 156, size: 1, in: &block)
    put(entry.target, at: 157, size: 100, in: &block)
    put("ustar\u{0}00", at: 257, size: 8, in: &block)
    put(octal(block.reduce(0) { $0 + UInt64($1) }, 6) + "\u{0}", at: 148, size: 8, in: &block)
    return block
  }

  private static func put(_ text: String, at offset: Int, size: Int, in block: inout [UInt8]) {
    for (index, byte) in text.utf8.prefix(size).enumerated() { block[offset + index] = byte }
  }

  private static func octal(_ number: UInt64, _ digits: Int) -> String {
    let text = String(number, radix: 8)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
