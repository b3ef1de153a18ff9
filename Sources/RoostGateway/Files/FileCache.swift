import NIOCore

/// The files of static sites that were asked for in the last seconds: bounded in memory, descriptors and number, for one
/// event loop. What does not fit is looked up each time.
///
/// An entry is used for ``lifetime`` and then looked up anew, so that a site that is changed in place is seen to be, and
/// the files of a removed release do not stay open.
struct FileCache {
  private struct Entry {
    let site: Site
    let path: [UInt8]
    let file: SiteFile
    let until: NIODeadline
  }

  private var entries: [UInt64: Entry] = [:]
  private var bytes = 0
  private var descriptors = 0

  private static let lifetime = TimeAmount.seconds(5)
  private static let maximumEntries = 4_096
  private static let maximumBytes = 16 << 20
  private static let maximumDescriptors = 256

  /// `path` is as it was sent, below the site.
  @inline(__always)
  func find(_ path: Span, of site: Site, at now: NIODeadline, in bytes: Bytes) -> SiteFile? {
    let sent = UnsafeBufferPointer(start: bytes + path.start, count: path.count)
    guard let entry = entries[FileCache.key(sent, site)], entry.site === site, entry.until > now,
      entry.path.count == sent.count, entry.path.elementsEqual(sent)
    else { return nil }
    return entry.file
  }

  mutating func keep(_ file: SiteFile, at path: String, of site: Site, now: NIODeadline) {
    let path = Array(path.utf8)
    let key = path.withUnsafeBufferPointer { FileCache.key($0, site) }
    remove(key)
    guard entries.count < FileCache.maximumEntries, bytes + file.weight <= FileCache.maximumBytes,
      descriptors + file.descriptors <= FileCache.maximumDescriptors
    else { return }
    entries[key] = Entry(site: site, path: path, file: file, until: now + FileCache.lifetime)
    bytes += file.weight
    descriptors += file.descriptors
  }

  mutating func expire(_ now: NIODeadline) {
    for (key, entry) in entries where entry.until <= now { remove(key) }
  }

  private mutating func remove(_ key: UInt64) {
    guard let entry = entries.removeValue(forKey: key) else { return }
    bytes -= entry.file.weight
    descriptors -= entry.file.descriptors
  }

  /// FNV-1a. Two paths with one key only cost each other their place.
  @inline(__always)
  private static func key(_ path: UnsafeBufferPointer<UInt8>, _ site: Site) -> UInt64 {
    var hash = UInt64(UInt(bitPattern: ObjectIdentifier(site).hashValue)) ^ 0xCBF2_9CE4_8422_2325
    for byte in path { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }
}
