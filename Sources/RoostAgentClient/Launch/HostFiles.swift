import Glibc
import RoostModel
package import RoostSystem
import SystemPackage

/// Files of the host and of the stack that go into an environment.
package enum HostFiles {
  private static let maximumLength = 1 << 20

  /// Where distributions keep the bundle of certificates the machine trusts.
  private static let certificateFiles = [
    "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem",
  ]

  /// A regular file, because a mount does not follow links.
  package static func certificates() -> String? {
    certificateFiles.compactMap(resolved).first { path in
      var status = stat()
      return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }
  }

  package static func resolver() -> ResolverConfiguration {
    ResolverConfiguration(files: ResolverConfiguration.hostFiles.compactMap { try? KernelFile.text(of: FilePath($0)) })
  }

  package static func identity(layers: [String], user: UInt32, home: String) -> IdentityFiles {
    IdentityFiles(
      passwd: IdentityFiles.united(contents("etc/passwd", in: layers)),
      group: IdentityFiles.united(contents("etc/group", in: layers)),
      user: user, home: home)
  }

  /// In each layer that has the file, topmost first. Layers are not trusted, so links are not followed.
  private static func contents(_ name: String, in layers: [String]) -> [String] {
    layers.reversed().compactMap { layer in
      guard let bytes = try? SmallFile.read(FilePath(layer).appending(name), limit: maximumLength) else { return nil }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  private static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}
