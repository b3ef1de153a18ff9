import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// Files of the host and of the stack that go into an environment.
enum HostFiles {
  private static let maximumLength = 1 << 20

  /// Where distributions keep the bundle of certificates the machine trusts.
  private static let certificateFiles = [
    "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem",
  ]

  /// A regular file, because a mount does not follow links.
  static func certificates() -> String? {
    certificateFiles.compactMap(resolved).first { path in
      var status = stat()
      return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }
  }

  static func resolver() -> ResolverConfiguration {
    ResolverConfiguration(files: ResolverConfiguration.hostFiles.compactMap { try? KernelFile.text(of: FilePath($0)) })
  }

  static func identity(layers: [String], user: UInt32, home: String) -> IdentityFiles {
    IdentityFiles(
      passwd: topmost("etc/passwd", in: layers), group: topmost("etc/group", in: layers), user: user, home: home)
  }

  /// The contents in the highest layer that has the file. Layers are not trusted, so links are not followed.
  private static func topmost(_ name: String, in layers: [String]) -> String {
    for layer in layers.reversed() {
      guard let bytes = try? SmallFile.read(FilePath(layer).appending(name), limit: maximumLength) else { continue }
      return String(decoding: bytes, as: UTF8.self)
    }
    return ""
  }

  private static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}
