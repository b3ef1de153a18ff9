/// One entry of a ZIP archive, as its central directory states it.
package struct ZipEntry: Sendable, Equatable {
  package enum Kind: Sendable { case file, directory, link, other }

  package var name: [UInt8]
  package var kind: Kind
  package var compressedSize: UInt64
  package var size: UInt64
  /// Where its local header begins.
  package var offset: UInt64
  /// 0 stored, 8 deflated.
  var method: UInt16
  /// CRC-32 of the contents.
  var sum: UInt32
  /// Whether somebody may execute it.
  package var isExecutable: Bool
  /// Seconds since 1970, taking its clock for UTC.
  var modified: Int64

  package var path: String { String(decoding: name, as: UTF8.self) }
}
