import Glibc
import RoostCertificates
package import RoostModel
import RoostSystem
import SystemPackage

/// What the command line does with the gateway's certificates: it works on their files, which a running daemon watches.
package struct LocalCertificates: Sendable {
  let directory: CertificateDirectory
  private let home: FilePath

  package init(home: HomeDirectory) {
    self.home = FilePath(home.path)
    directory = CertificateDirectory(home: self.home)
  }

  /// `key` may be left out where the certificate's file holds it too. Without a `name` it is called after its first host.
  package func add(certificate: String, key: String?, name: String?) async throws(Problem) -> CertificateSummary {
    let directory = directory
    let now = Int(WallClock.now())
    return try await BlockingWork.run { () throws(Problem) in
      let chain = try LocalCertificates.read(certificate)
      let secret = if let key { try LocalCertificates.read(key) } else { chain }
      let pair = try CertificateReader.read(chain, key: secret, of: certificate)
      guard pair.notAfter > now else {
        throw Problem(
          .certificateInvalid, "\(certificate) expired, no client accepts it",
          hint: "look at it: openssl x509 -noout -dates -in FILE")
      }
      let label = if let name { try CertificateLabel(name) } else { try CertificateLabel(naming: pair.names.first ?? "") }
      try directory.write(pair, as: label)
      return pair.summary(label)
    }
  }

  package func list() async throws(Problem) -> [CertificateSummary] {
    let directory = directory
    return try await BlockingWork.run { () throws(Problem) in try directory.summaries() }
  }

  package func remove(_ name: String) async throws(Problem) {
    let directory = directory
    let label = try CertificateLabel(name)
    let isGone = try await BlockingWork.run { () throws(Problem) in try directory.remove(label) }
    guard isGone else {
      throw Problem(.usageInvalid, "there is no certificate \(name)", hint: "see what there is: roost tls list")
    }
  }

  /// A certificate of the development CA for this machine's own names, `hosts`, and those it was for before.
  package func makeLocal(_ hosts: [String], trust: Bool) async throws(Problem) -> LocalCertificateResult {
    let directory = directory
    let files = AuthorityFiles(directory)
    let now = Int(WallClock.now())
    var names: [LocalHost] = []
    for host in LocalCertificates.ownNames + hosts { names.append(try LocalHost(host)) }
    // One that somebody added under this name may be for hosts of the world: those are not taken over.
    for host in try await list().first(where: { $0.name == "local" })?.hosts ?? [] {
      if let host = try? LocalHost(host) { names.append(host) }
    }
    let wanted = names.reduce(into: [LocalHost]()) { if !$0.contains($1) { $0.append($1) } }
    let (summary, isNew) = try await BlockingWork.run { () throws(Problem) in
      let (authority, isNew) = try files.open(now: now)
      let pair = try authority.issue(wanted, now: now)
      try directory.write(pair, as: .local)
      return (pair.summary(.local), isNew)
    }
    let published = try files.published() ?? []
    if trust, try !SystemTrust().trusts(published) { try await SystemTrust().add(published) }
    return LocalCertificateResult(
      certificate: summary, authority: files.certificate.string, isNew: isNew, isTrusted: try SystemTrust().trusts(published))
  }

  package func untrust() async throws(Problem) { try await SystemTrust().remove() }

  /// Asks an ACME authority through certbot. `nil` for a trial. What certbot says goes to `line`.
  package func acme(_ options: AcmeOptions, line: @escaping @Sendable (String) -> Void) async throws(Problem)
    -> CertificateSummary?
  {
    var request = CertbotRequest(hosts: options.hosts, email: options.email)
    request.server = options.server
    request.staging = options.staging
    request.dryRun = options.dryRun
    request.directory = options.directory.map { FilePath($0) }
    try request.check()
    let directory = directory
    try await BlockingWork.run { () throws(Problem) in try directory.prepare() }
    let label = try request.label
    let hooks = CertbotHooks(
      executable: OwnExecutable.path.string, home: home, label: label, directory: request.directory)
    let command = try request.command(challenges: directory.challenges, hooks: hooks)
    guard RequiredTool.isPresent(command.tool, searchPath: ProcessVariables.all["PATH"] ?? "") else {
      throw RequiredTool.missing(command.tool)
    }
    do throws(Problem) {
      try await command.succeed(line: line)
    } catch {
      if !options.dryRun { try await renewalFailed(label, error) }
      throw error
    }
    guard !options.dryRun else { return nil }
    return try await list().first { $0.name == label.text }
  }

  private static let ownNames = ["localhost", "*.localhost", "127.0.0.1", "::1"]

  private static func read(_ path: String) throws(Problem) -> [UInt8] {
    // Files of certbot's are symbolic links: what they lead to is read.
    guard let real = realpath(path, nil) else { throw .lastSystemCall("open \(path)") }
    defer { free(real) }
    return try SmallFile.read(FilePath(String(cString: real)), limit: CertificateReader.maximumLength) ?? []
  }
}
