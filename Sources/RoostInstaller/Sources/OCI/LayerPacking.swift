/// How a layer of an image is packed. Pure.
enum LayerPacking: Equatable, Sendable {
  case plain
  case gzip
  case zstandard

  /// `nil` for what is no layer, or one that may not be passed on.
  init?(mediaType: String?) {
    switch mediaType {
    case "application/vnd.oci.image.layer.v1.tar", "application/vnd.docker.image.rootfs.diff.tar": self = .plain
    case "application/vnd.oci.image.layer.v1.tar+gzip", "application/vnd.docker.image.rootfs.diff.tar.gzip": self = .gzip
    case "application/vnd.oci.image.layer.v1.tar+zstd": self = .zstandard
    default: return nil
    }
  }
}
