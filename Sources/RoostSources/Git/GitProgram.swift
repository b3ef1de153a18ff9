import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// `git`, ready for one repository: its user, its variables and what it may do.
struct GitProgram: Sendable {
  /// A host and the address it was found at, which git is held to.
  struct Pin: Sendable, Equatable {
    var host: String
    var port: Int
    var address: String
  }

  private let checkout: GitCheckout
  private let room: FetchRoom
  /// `nil` where this process is not root and cannot become somebody else.
  private let user: UInt32?
  private var pins: [Pin]

  /// Beyond the users of apps. One for each fetch, so that what runs at the same time cannot see each other's keys.
  private static let firstUser: UInt32 = 2_900_000
  private static let users: UInt32 = 10_000
  /// ssh(1) wants a user who has a name.
  private static let nobody: UInt32 = 65534
  private static let searchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
  private static let listLimit = 64 << 20

  static func isPresent(_ tool: String) -> Bool { RequiredTool.isPresent(tool, searchPath: searchPath) }

  static func make(_ checkout: GitCheckout, in room: FetchRoom) async throws(Problem) -> GitProgram {
    let pin = try await pin(checkout.address, checkout.settings)
    return try await BlockingWork.run { () throws(Problem) in
      let user = geteuid() == 0 ? try GitProgram.user(for: checkout.address) : nil
      let program = GitProgram(checkout: checkout, room: room, user: user, pins: pin.map { [$0] } ?? [])
      try program.prepare()
      return program
    }
  }

  /// Where a host is, if code may come from there; `nil` for a path, and behind a proxy, which looks names up itself.
  static func pin(_ address: GitAddress, _ settings: SourceSettings) async throws(Problem) -> Pin? {
    guard address.transport != .file else { return nil }
    let place = try await AddressCheck(rule: PublicAddresses(allowed: settings.allowed)).place(of: address.host)
    guard address.transport != .http || place.isAllowed else {
      throw Problem(
        .permissionDenied, "\(address.url) is not protected by TLS",
        hint: "use https: \(address.url.replacing("http:", with: "https:"))")
    }
    let usual = address.transport == .ssh ? 22 : address.transport == .https ? 443 : 80
    return Pin(host: address.host, port: address.port ?? usual, address: place.address)
  }

  func with(pins more: [Pin]) -> GitProgram {
    var program = self
    program.pins += more
    return program
  }

  /// Whoever owns a repository on this machine reads it.
  private static func user(for address: GitAddress) throws(Problem) -> UInt32 {
    guard address.transport == .file else {
      return address.transport == .ssh ? nobody : firstUser + UInt32.random(in: 0..<users)
    }
    var status = stat()
    guard stat(address.path, &status) == 0 else {
      throw Problem(.projectNotFound, "there is no repository \(address.path)", hint: "name its directory: file:///srv/shop.git")
    }
    return status.st_uid
  }

  // MARK: What is in the room

  private var home: FilePath { room.root.appending("home") }
  private var askpass: FilePath { room.root.appending("askpass") }
  private var secret: FilePath { room.root.appending("secret") }
  private var knownHosts: FilePath { home.appending("known_hosts") }
  private var keptHosts: FilePath { checkout.settings.spool.appending("known_hosts") }

  private func prepare() throws(Problem) {
    try DirectoryCreation.ensure(home, mode: 0o700)
    if let credential = checkout.credential {
      // A key without its last line end is not read.
      let needsEnd = checkout.address.transport == .ssh && credential.last != UInt8(ascii: "\n")
      try write(credential + (needsEnd ? [UInt8(ascii: "\n")] : []), to: secret, mode: 0o400)
      if checkout.address.transport != .ssh { try write(Array(GitProgram.answers.utf8), to: askpass, mode: 0o500) }
    }
    if checkout.address.transport == .ssh {
      try write(try SmallFile.read(keptHosts, limit: 1 << 20) ?? [], to: knownHosts, mode: 0o600)
    }
    guard let user else { return }
    // The room itself stays the daemon's: nobody puts a link in the tree's place.
    for directory in [home, room.tree] where lchown(directory.string, user, user) != 0 {
      throw Problem.lastSystemCall("give \(directory) to git")
    }
    guard chmod(room.root.string, 0o711) == 0 else { throw Problem.lastSystemCall("open \(room.root) for git") }
  }

  /// After the last command: the daemon reads the tree itself.
  func takeBack() throws(Problem) {
    guard user != nil else { return }
    guard lchown(room.tree.string, 0, 0) == 0 else { throw Problem.lastSystemCall("take back \(room.tree)") }
  }

  private func write(_ bytes: [UInt8], to path: FilePath, mode: UInt32) throws(Problem) {
    let file = try FetchedFile(path, mode: mode)
    try file.append(bytes)
    if let user { try file.give(to: user) }
  }

  /// Hosts that were met for the first time are known from now on.
  func keepKnownHosts() async throws(Problem) {
    guard checkout.address.transport == .ssh else { return }
    let (from, to) = (knownHosts, keptHosts)
    try await BlockingWork.run { () throws(Problem) in
      let found = try SmallFile.read(from, limit: 1 << 20) ?? []
      let kept = try SmallFile.read(to, limit: 1 << 20) ?? []
      if found.count > kept.count, found.starts(with: kept) { try AtomicFile.write(found, to: to, mode: 0o600) }
    }
  }

  /// What answers git's questions: only those about this host, so that nobody else is told the token.
  private static let answers = """
    #!/bin/sh
    case "$1" in
      "Username for 'https://$ROOST_GIT_HOST'"*|"Username for 'http://$ROOST_GIT_HOST'"*) echo "$ROOST_GIT_USER" ;;
      "Password for 'https://"*"@$ROOST_GIT_HOST'"*|"Password for 'http://"*"@$ROOST_GIT_HOST'"*) cat "$ROOST_GIT_SECRET" ;;
      *) exit 1 ;;
    esac

    """

  // MARK: Running

  @discardableResult
  func succeed(_ arguments: [String], progress: ProgressSink? = nil) async throws(Problem) -> CommandResult {
    let result = try await run(arguments, progress: progress)
    guard result.succeeded else { throw failure(result) }
    return result
  }

  func run(_ arguments: [String], progress: ProgressSink? = nil) async throws(Problem) -> CommandResult {
    var command = ExternalCommand("env", ["-i"] + variables + limits + ["git"] + options + arguments)
    command.workingDirectory = room.tree
    command.timeout = checkout.settings.timeLimit
    command.outputLimit = GitProgram.listLimit
    guard let progress else { return try await command.run() }
    return try await command.run { line in
      // Counters that are not at their end would be hundreds of lines.
      if !line.contains("% (") || line.contains("100% (") { progress(.output(SourceText.line(line))) }
    }
  }

  private var limits: [String] {
    let limits = ["prlimit", "--core=0", "--fsize=\(checkout.settings.treeLimit.bytes)", "--"]
    guard let user else { return limits }
    return ["setpriv", "--reuid=\(user)", "--regid=\(user)", "--clear-groups", "--no-new-privs", "--"] + limits
  }

  private var variables: [String] {
    let address = checkout.address
    var variables = [
      "PATH": GitProgram.searchPath, "HOME": home.string, "XDG_CONFIG_HOME": home.string, "LC_ALL": "C.UTF-8",
      "GIT_TERMINAL_PROMPT": "0", "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_ATTR_NOSYSTEM": "1",
      "GIT_PROTOCOL_FROM_USER": "0", "GIT_ALLOW_PROTOCOL": allowed, "GIT_LFS_SKIP_SMUDGE": "1", "GIT_ASKPASS": "/bin/false",
    ]
    if checkout.credential != nil, address.transport != .ssh {
      variables["GIT_ASKPASS"] = askpass.string
      variables["ROOST_GIT_HOST"] = address.host + (address.port.map { ":\($0)" } ?? "")
      variables["ROOST_GIT_USER"] = address.user ?? "x-access-token"
      variables["ROOST_GIT_SECRET"] = secret.string
    }
    if address.transport == .ssh { variables["GIT_SSH_COMMAND"] = ssh }
    variables.merge(checkout.settings.variables) { own, _ in own }
    return variables.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
  }

  private var allowed: String {
    var protocols = [checkout.address.transport.rawValue]
    if checkout.withSubmodules, checkout.address.transport != .https { protocols.append("https") }
    return protocols.joined(separator: ":")
  }

  private var ssh: String {
    var words = [
      "ssh", "-F", "/dev/null", "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=accept-new", "-o",
      "UserKnownHostsFile=\(knownHosts)", "-o", "GlobalKnownHostsFile=/etc/ssh/ssh_known_hosts", "-o", "IdentitiesOnly=yes",
      "-o", "ConnectTimeout=10", "-o", "ServerAliveInterval=15", "-o", "ForwardAgent=no", "-o", "PermitLocalCommand=no",
    ]
    if checkout.credential != nil { words += ["-i", secret.string] }
    let address = checkout.address
    // One host, one address: what was looked up is what is connected to.
    if let pin = pins.first(where: { $0.host == address.host }) {
      words += ["-o", "HostName=\(pin.address)", "-o", "HostKeyAlias=\(address.host)"]
    }
    return words.map { "'\($0)'" }.joined(separator: " ")
  }

  private var options: [String] {
    var settings = [
      "core.hooksPath=/dev/null", "core.symlinks=true", "core.fsmonitor=false", "core.untrackedCache=false", "gc.auto=0",
      "maintenance.auto=false", "submodule.recurse=false", "transfer.bundleURI=false", "credential.helper=",
      "http.followRedirects=false", "http.lowSpeedLimit=1000",
      "http.lowSpeedTime=\(checkout.settings.stallLimit.components.seconds)", "protocol.version=2", "advice.detachedHead=false",
      "init.defaultBranch=main", "filter.lfs.smudge=", "filter.lfs.process=", "filter.lfs.required=false",
    ]
    if checkout.settings.variables.isEmpty {
      for pin in pins {
        let address = pin.address.contains(":") ? "[\(pin.address)]" : pin.address
        settings.append("http.curloptResolve=\(pin.host):\(pin.port):\(address)")
      }
    }
    return settings.flatMap { ["-c", $0] }
  }

  // MARK: What went wrong

  func failure(_ result: CommandResult) -> Problem {
    let said = result.standardError.split(whereSeparator: \.isNewline).map { SourceText.line(String($0)) }
    let text = result.standardError
    let url = checkout.address.url
    let cause = said.isEmpty ? nil : said.suffix(8).joined(separator: "\n")
    func has(_ parts: String...) -> Bool { parts.contains { text.contains($0) } }
    if has("Authentication failed", "could not read Username", "could not read Password", "Permission denied (", "Access denied")
    {
      return Problem(
        .permissionDenied, "\(url) does not let Roost in",
        hint: checkout.address.transport == .ssh
          ? "name a private key that it knows: --key-file FILE" : "name a token that may read it: --token-file FILE", cause: cause
      )
    }
    if has("couldn't find remote ref", "not our ref") {
      return Problem(
        .downloadFailed, "\(url) has no \(checkout.reference?.text ?? "default branch")",
        hint: "see what it has: git ls-remote \(url)", cause: cause)
    }
    if has("Host key verification failed", "REMOTE HOST IDENTIFICATION HAS CHANGED") {
      return Problem(
        .hostKeyChanged, "\(checkout.address.host) shows another key than the last time",
        hint: "if that is right, forget the old one: ssh-keygen -f \(keptHosts) -R \(checkout.address.host)", cause: cause)
    }
    if has("No space left on device") {
      return Problem(.diskFull, "no space left while fetching \(url)", hint: "free some space: df -h", cause: cause)
    }
    return Problem(
      .downloadFailed, "\(url) could not be fetched", hint: "see what it answers: git ls-remote \(url)", cause: cause)
  }
}
