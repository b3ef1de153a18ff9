import Glibc
import RoostKeeper
import RoostModel
import SystemPackage

/// What an environment for somebody is made of, from what was asked for and the layers that were found. Pure but for a look at
/// whom the mounted directories belong to.
struct EnvironmentSpecs: Sendable {
  let settings: Settings

  /// Its strategy is the sandbox until another is chosen. Blocking.
  func spec(_ request: EnvironmentRequest, layers: [InstalledLayer], over snapshot: KeptSnapshot? = nil) throws(Problem)
    -> EnvironmentSpec
  {
    let places = try request.mounts.map { (mount) throws(Problem) in try place(of: mount) }
    let user = snapshot?.user ?? places.compactMap(\.self).first?.user ?? EnvironmentSpecs.stranger
    var spec = EnvironmentSpec(
      layers: snapshot?.layers ?? layers.map(\.tree), user: user, network: request.network ?? EnvironmentSpecs.usualNetwork,
      limits: request.limits)
    spec.mounts = zip(request.mounts, places).map { mount, place in
      var mount = mount
      mount.owner = place?.owner
      return mount
    }
    spec.workingDirectory = request.workingDirectory ?? request.mounts.first?.target ?? snapshot?.workingDirectory ?? "/app"
    spec.variables = variables(layers, snapshot, request)
    spec.image = request.image
    spec.snapshot = snapshot?.tree
    spec.mayBeWeaker = request.mayWeaken ? true : nil
    return spec
  }

  private func variables(_ layers: [InstalledLayer], _ snapshot: KeptSnapshot?, _ request: EnvironmentRequest) -> [String: String]
  {
    var variables = snapshot?.variables ?? ["HOME": "/tmp"]
    if snapshot == nil, request.image == nil {
      variables["SSL_CERT_FILE"] = "/etc/ssl/certs/ca-certificates.crt"
      variables["NODE_EXTRA_CA_CERTS"] = variables["SSL_CERT_FILE"]
    }
    for layer in layers { variables.merge(layer.variables) { _, upper in upper } }
    variables.merge(settings.proxyVariables) { $1 }
    variables.merge(request.variables) { $1 }
    return variables
  }

  /// Nil for a mounted file.
  private func place(of mount: BindMount) throws(Problem) -> WorkPlace? {
    guard FileLook.exists(mount.source) else {
      throw Problem(.usageInvalid, "there is no \(mount.source) to mount", hint: "make it first: mkdir -p \(mount.source)")
    }
    guard FileLook.isDirectory(mount.source) else { return nil }
    return try WorkPlace.look(at: mount.source, sudoUser: ProcessVariables.all["SUDO_UID"])
  }

  /// Where nothing that is mounted says whose it is.
  private static var stranger: UInt32 { geteuid() == 0 ? WorkPlace.stranger : geteuid() }
  private static var usualNetwork: NetworkPolicy { geteuid() == 0 ? .outbound : .none }
}
