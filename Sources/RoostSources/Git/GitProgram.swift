import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// `git`, ready to fetch from one address: its user, its variables and what it may do.
struct GitProgram: Sendable {
  /// A host and the address it was found at, which git is held to.
  struct Pin: Sendable, Equatable {
    var host: String
    var port: Int
    var address: String
  }

  let checkout: GitCheckout
  let room: FetchRoom
  /// Where it fetches from: that of the checkout, or of a submodule.
  let address: GitAddress
  let user: UInt32?
  private let pin: Pin?
  /// Where its files are kept and laid out; `nil` is as git finds them.
  private var place: (repository: FilePath, tree: FilePath)?

  static func isPresent(_ tool: String) -> Bool { RequiredTool.isPresent(tool, searchPath: GitConfinement.searchPath) }

  static func make(_ checkout: GitCheckout, in room: FetchRoom) async throws(Problem) -> GitProgram {
    let pin = try await pin(checkout.address, checkout.settings)
    return try await BlockingWork.run { () throws(Problem) in
      let user = geteuid() == 0 ? try GitProgram.user(for: checkout.address) : nil
      let program = GitProgram(checkout: checkout, room: room, address: checkout.address, user: user, pin: pin)
      try program.prepare()
      return program
    }
  }

  /// The same for a submodule, which has a repository of its own in the room.
  func fetching(_ module: GitAddress, into tree: FilePath, number: Int) async throws(Problem) -> GitProgram {
    let pin = try await GitProgram.pin(module, checkout.settings)
    var program = GitProgram(checkout: checkout, room: room, address: module, user: user, pin: pin)
    program.place = (home.appending("module-\(number)"), tree)
    return program
  }

  /// Where a host is, if code may come from there; `nil` for a path.
  private static func pin(_ address: GitAddress, _ settings: SourceSettings) async throws(Problem) -> Pin? {
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

  /// Whoever owns a repository on this machine reads it.
  private static func user(for address: GitAddress) throws(Problem) -> UInt32 {
    guard address.transport == .file else { return FetchUser.next() }
    var status = stat()
    guard stat(address.path, &status) == 0 else {
      throw Problem(.projectNotFound, "there is no repository \(address.path)", hint: "name its directory: file:///srv/shop.git")
    }
    return status.st_uid
  }

  // MARK: Running

  @discardableResult
  func succeed(_ arguments: [String], progress: ProgressSink? = nil) async throws(Problem) -> CommandResult {
    let result = try await run(arguments, progress: progress)
    guard result.succeeded else { throw failure(result) }
    return result
  }

  func run(_ arguments: [String], progress: ProgressSink? = nil) async throws(Problem) -> CommandResult {
    let command = confinement.command(arguments, in: room.tree)
    guard let progress else { return try await command.run() }
    return try await command.run { line in
      // Counters that are not at their end would be hundreds of lines.
      if !line.contains("% (") || line.contains("100% (") { progress(.output(SourceText.line(line))) }
    }
  }

  private var confinement: GitConfinement {
    var confinement = GitConfinement(
      user: user, home: home, fileLimit: checkout.settings.treeLimit, timeout: checkout.settings.timeLimit)
    confinement.variables = variables
    confinement.settings = settings
    // ssh(1) wants a user who has a name.
    if address.transport == .ssh { confinement.views = [GitConfinement.View(of: users, at: "/etc/passwd")] }
    return confinement
  }

  private var variables: [String: String] {
    var variables = checkout.settings.variables
    variables["GIT_ALLOW_PROTOCOL"] = address.transport.rawValue
    if checkout.credential != nil, checkout.address.transport != .ssh {
      let host = checkout.address
      variables["GIT_ASKPASS"] = askpass.string
      variables["ROOST_GIT_HOST"] = host.host + (host.port.map { ":\($0)" } ?? "")
      variables["ROOST_GIT_USER"] = host.user ?? "x-access-token"
      variables["ROOST_GIT_SECRET"] = secret.string
    }
    if address.transport == .ssh { variables["GIT_SSH_COMMAND"] = ssh }
    if let place {
      variables["GIT_DIR"] = place.repository.string
      variables["GIT_WORK_TREE"] = place.tree.string
    }
    return variables
  }

  private var ssh: String {
    var words = [
      "ssh", "-F", "/dev/null", "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=yes", "-o", "UpdateHostKeys=no", "-o",
      "UserKnownHostsFile=\(knownHosts)", "-o", "GlobalKnownHostsFile=/etc/ssh/ssh_known_hosts", "-o", "IdentitiesOnly=yes",
      "-o", "ConnectTimeout=10", "-o", "ServerAliveInterval=15", "-o", "ForwardAgent=no", "-o", "PermitLocalCommand=no",
    ]
    if checkout.credential != nil { words += ["-i", secret.string] }
    // One host, one address: what was looked up is what is connected to.
    if let pin { words += ["-o", "HostName=\(pin.address)", "-o", "HostKeyAlias=\(HostKeys.name(of: address))"] }
    return words.map { "'\($0)'" }.joined(separator: " ")
  }

  private var settings: [String] {
    var settings = [
      "http.followRedirects=false", "http.lowSpeedLimit=1000",
      "http.lowSpeedTime=\(checkout.settings.stallLimit.components.seconds)",
    ]
    // A proxy looks names up itself.
    if let pin, checkout.settings.variables.isEmpty {
      let address = pin.address.contains(":") ? "[\(pin.address)]" : pin.address
      settings.append("http.curloptResolve=\(pin.host):\(pin.port):\(address)")
    }
    return settings
  }
}
