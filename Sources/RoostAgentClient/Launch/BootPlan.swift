package import RoostAgentProtocol
package import RoostModel
package import RoostSystem
package import SystemPackage

/// What an agent is told, derived from what the user wants and what the daemon has prepared. Pure.
package struct BootPlan {
  package var spec: EnvironmentSpec
  package var directory: EnvironmentDirectory
  package var limits: BootLimits
  package var link: NetworkLink?
  /// Contents of `resolv.conf`.
  package var resolver: String
  package var identity: IdentityFiles
  /// The host's certificates; nil leaves those of the stack.
  package var certificates: String?
  /// A file of the host that is shown as `/etc/hosts` and may change while the environment runs; nil for one that is made
  /// at the boot. ``hosts`` belongs at its beginning.
  package var hostsFile: FilePath?
  /// A file system of limited size that holds what is written over the stack; nil for directories of the host.
  package var image: FilePath?
  /// The host user without privileges that runs it; nil as root.
  package var rootlessUser: UInt32?

  package init(
    spec: EnvironmentSpec, directory: EnvironmentDirectory, limits: BootLimits, link: NetworkLink?, resolver: String,
    identity: IdentityFiles, certificates: String? = nil, rootlessUser: UInt32? = nil
  ) {
    self.spec = spec
    self.directory = directory
    self.limits = limits
    self.link = link
    self.resolver = resolver
    self.identity = identity
    self.certificates = certificates
    self.rootlessUser = rootlessUser
  }

  package static let hostsTarget = "/etc/hosts"
  package static let certificatesTarget = "/etc/ssl/certs/ca-certificates.crt"

  package var bootSpec: BootSpec {
    let user = rootlessUser ?? spec.user
    var boot = BootSpec(
      directory: directory.path.string, layers: spec.trees, upper: upper("upper"), work: upper("work"), user: user, group: user)
    boot.image = image?.string
    boot.mounts = mounts
    boot.files = files
    boot.hostname = hostname
    boot.isRootless = rootlessUser != nil
    boot.limits = limits
    boot.network = link.map(network)
    boot.variables = variables
    boot.workingDirectory = spec.workingDirectory
    boot.writablePlaces = spec.writablePlaces ?? []
    boot.lifetimeMilliseconds = spec.limits.milliseconds
    boot.gatewayPorts = spec.gateway?.ports.map(\.number) ?? []
    if let output = spec.output { boot.journal = .holding(output.bytes) }
    return boot
  }

  private func upper(_ name: String) -> String {
    (image == nil ? directory.path : directory.disk).appending(name).string
  }

  private var mounts: [BootMount] {
    let own = [(certificates, BootPlan.certificatesTarget), (hostsFile?.string, BootPlan.hostsTarget)]
    return own.compactMap { file in file.0.map { BootMount(source: $0, target: file.1, isReadOnly: true) } }
      + spec.mounts.map { mount in
        var boot = BootMount(source: mount.source, target: mount.target, isReadOnly: mount.readOnly)
        boot.owner = mount.owner.map { BootOwner(user: $0.user, group: $0.group) }
        return boot
      }
  }

  private var hostname: String { "roost-\(spec.id.text.prefix(8))" }

  private var files: [BootFile] {
    [
      ("/etc/resolv.conf", resolver), (BootPlan.hostsTarget, hosts), ("/etc/hostname", hostname + "\n"),
      ("/etc/passwd", identity.passwd), ("/etc/group", identity.group),
    ].map { BootFile(path: $0.0, bytes: Array($0.1.utf8)) }
  }

  /// The names that every environment knows.
  package var hosts: String {
    let own = link.map { "\($0.guest)" } ?? "127.0.1.1"
    return "127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback\n\(own) \(hostname)\n" + gatewayHosts
  }

  /// Where the gateway listens inside. Names of `localhost` are there for many programs whatever the file says.
  private var gatewayHosts: String {
    (spec.gateway?.hosts ?? []).map { "127.0.0.1 \($0)\n" }.joined()
  }

  private func network(_ link: NetworkLink) -> BootNetwork {
    BootNetwork(
      hostInterface: BootPlan.interfaceName(of: spec.id), hostAddress: link.host.bytes, guestAddress: link.guest.bytes,
      prefixLength: NetworkLink.prefixLength, gateway: link.host.bytes)
  }

  /// 15 bytes, as many as a name may have.
  package static func interfaceName(of id: EnvironmentID) -> String { EgressRules.interfacePrefix + id.text.suffix(12) }

  /// The spec's own variables are stronger.
  private var variables: [String] {
    let own = [
      "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": spec.workingDirectory,
      "USER": IdentityFiles.userName, "LOGNAME": IdentityFiles.userName, "LANG": "C.UTF-8", "SHELL": "/bin/sh",
    ]
    return own.merging(spec.variables) { $1 }.map { "\($0.key)=\($0.value)" }.sorted()
  }
}
