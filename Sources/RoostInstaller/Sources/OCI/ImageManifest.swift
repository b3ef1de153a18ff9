/// A document of a registry: an image for one platform, or a list of images for several. OCI image specification; Docker's
/// own forms have the same members.
struct ImageManifest: Decodable, Sendable {
  struct Descriptor: Decodable, Sendable, Equatable {
    var mediaType: String?
    var digest: String
    var size: UInt64
    var platform: Platform?
  }

  struct Platform: Decodable, Sendable, Equatable {
    var architecture: String
    var os: String
  }

  /// Of a list.
  var manifests: [Descriptor]?
  /// Of an image.
  var layers: [Descriptor]?

  static let accept = [
    "application/vnd.oci.image.index.v1+json", "application/vnd.oci.image.manifest.v1+json",
    "application/vnd.docker.distribution.manifest.list.v2+json", "application/vnd.docker.distribution.manifest.v2+json",
  ].joined(separator: ", ")

  #if arch(arm64)
    static let architecture = "arm64"
  #else
    static let architecture = "amd64"
  #endif

  /// The image for this machine.
  func image(for architecture: String = architecture) -> Descriptor? {
    manifests?.first { $0.platform?.os == "linux" && $0.platform?.architecture == architecture }
  }
}
