/// Values by byte strings, made once and then only read: found without making a string, at a cost that does not depend
/// on how many there are.
///
/// Open addressing, at most half full. Keys come from settings, so nobody outside can make them collide.
struct ByteTable<Value: Sendable>: Sendable {
  private struct Entry {
    let hash: UInt64
    let keyStart: Int
    let keyCount: Int
    let value: Value
  }

  private var entries: [Entry] = []
  private var keys: [UInt8] = []
  /// Numbers of entries; -1 is free.
  private var slots: [Int32]
  private let mask: UInt64
  private(set) var longestKey = 0

  var isEmpty: Bool { entries.isEmpty }

  /// A key that comes twice keeps its first value.
  init(_ values: [(key: [UInt8], value: Value)]) {
    var size = 2
    while size < values.count * 2 { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    mask = UInt64(size - 1)
    for (key, value) in values { insert(key, value) }
  }

  private mutating func insert(_ key: [UInt8], _ value: Value) {
    let hash = ByteHash(key).value
    var slot = Int(mix(hash))
    while slots[slot] >= 0 {
      let entry = entries[Int(slots[slot])]
      if entry.hash == hash, keys[entry.keyStart..<entry.keyStart + entry.keyCount].elementsEqual(key) { return }
      slot = (slot + 1) & Int(mask)
    }
    slots[slot] = Int32(entries.count)
    entries.append(Entry(hash: hash, keyStart: keys.count, keyCount: key.count, value: value))
    keys += key
    longestKey = max(longestKey, key.count)
  }

  /// `hash` is that of the key's bytes, with capital letters as small ones if it `ignoresCase`.
  @inline(__always)
  func find(_ key: Span, hash: ByteHash, ignoresCase: Bool, in bytes: Bytes) -> Value? {
    var slot = Int(mix(hash.value))
    while slots[slot] >= 0 {
      let number = Int(slots[slot])
      if entries[number].hash == hash.value, isKey(number, key, ignoresCase, bytes) { return entries[number].value }
      slot = (slot + 1) & Int(mask)
    }
    return nil
  }

  @inline(__always)
  private func isKey(_ number: Int, _ key: Span, _ ignoresCase: Bool, _ bytes: Bytes) -> Bool {
    guard entries[number].keyCount == key.count else { return false }
    let start = entries[number].keyStart
    var index = 0
    while index < key.count {
      let byte = bytes[key.start + index]
      if keys[start + index] != (ignoresCase ? lowercased(byte) : byte) { return false }
      index += 1
    }
    return true
  }

  @inline(__always)
  private func mix(_ hash: UInt64) -> UInt64 { (hash ^ hash >> 29) & mask }
}
