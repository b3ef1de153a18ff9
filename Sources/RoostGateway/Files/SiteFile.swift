/// A file of a site, ready to be sent in every encoding there is of it.
final class SiteFile: Sendable {
  private let plain: FileVariant
  private let brotli: FileVariant?
  private let gzip: FileVariant?

  init(plain: FileVariant, brotli: FileVariant?, gzip: FileVariant?) {
    self.plain = plain
    self.brotli = brotli
    self.gzip = gzip
  }

  /// The one the client likes best; of those it likes alike, the smallest kind. Plain when none is acceptable.
  @inline(__always)
  func variant(_ accepted: AcceptedEncodings) -> FileVariant {
    guard brotli != nil || gzip != nil else { return plain }
    if let brotli, accepted.brotli > 0, accepted.brotli >= max(gzip == nil ? 0 : accepted.gzip, accepted.plain) { return brotli }
    if let gzip, accepted.gzip > 0, accepted.gzip >= accepted.plain { return gzip }
    return plain
  }

  /// Bytes it holds in memory.
  var weight: Int { plain.weight + (brotli?.weight ?? 0) + (gzip?.weight ?? 0) }

  var descriptors: Int { [plain, brotli, gzip].count { $0?.holdsDescriptor ?? false } }
}
