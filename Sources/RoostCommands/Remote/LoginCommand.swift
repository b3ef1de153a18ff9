import ArgumentParser
import RoostClient
import RoostModel

/// `roost login`
struct LoginCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "login", abstract: "Remember another machine's daemon, and a token for it.",
    discussion: """
      Reads the token from the terminal without showing it, or one line of standard input; `roost token create` makes one \
      there. It is tried, then kept in a file that only you can read. After that --host, or the variable ROOST_HOST, chooses the \
      machine a command is for; \(HostChoice.here) is this one.

      The address is https; http only for this machine itself, as through an SSH tunnel. With --ca an authority that the \
      system does not know is trusted for this machine alone.

      EXAMPLES
        roost login https://roost.example.com
        roost login https://roost.example.com:7443 --name prod --ca ca.crt
        printf '%s\\n' "$TOKEN" | roost login https://roost.example.com
        ssh -L 7071:localhost:7070 host &
        roost login http://localhost:7071 --name host
        roost deploy . --host prod
        ROOST_HOST=prod roost app list
      """)

  @Argument(help: "The daemon's address.")
  var url: String
  @Option(help: "What to call it (default: the host's name).")
  var name: String?
  @Option(
    help: ArgumentHelp("A file with the certificate of the authority behind the daemon's.", valueName: "file"),
    completion: .file())
  var ca: String?
  @Flag(help: "Print JSON for programs; a failure is {\"problem\": ...}.")
  var json = false

  func run() async throws {
    let console = Console(json: json, surroundings: .current())
    let address = try RemoteAddress(url)
    let name = try HostName.checked(name ?? address.host)
    let authority = try ca.map { (path) throws(Problem) in try Authority.read(path) }
    let file = try HostFile(console.surroundings)
    try LoginCommand.expectFree(name, for: address, in: try file.hosts())
    let host = RemoteHost(
      name: name, url: address.text, token: try await token(console), authority: authority, savedAt: Now.seconds)
    let status = try await RemoteStatus.ask(host)
    try file.change { (hosts) throws(Problem) in
      try LoginCommand.expectFree(name, for: address, in: hosts)
      hosts.removeAll { $0.name == name }
      hosts.append(host)
    }
    try console.show(status) { HostText(now: Now.seconds).loggedIn(status, $0) }
  }

  private func token(_ console: Console) async throws(Problem) -> String {
    let line = await HiddenLine.read("Token: ", console: console)?.filter { !$0.isWhitespace }
    guard let line, RemoteHost.isToken(line) else {
      throw Problem(
        .usageInvalid, "that is no token", hint: "have one made on the daemon's machine: roost token create NAME --scope deploy")
    }
    return line
  }

  /// A name goes on meaning the machine it meant.
  private static func expectFree(_ name: String, for address: RemoteAddress, in hosts: [RemoteHost]) throws(Problem) {
    guard let known = hosts.first(where: { $0.name == name }), known.url != address.text else { return }
    throw Problem(
      .accessTaken, "\(name) is \(known.url)",
      hint: "choose another name: roost login \(address.text) --name NAME; or forget that one: roost logout \(name)")
  }
}

/// What a machine is called by its user.
enum HostName {
  static func checked(_ text: String) throws(Problem) -> String {
    let letters = text.utf8.allSatisfy { ASCII.isLabel($0) || ".:[]".utf8.contains($0) }
    guard letters, (1...253).contains(text.utf8.count), !text.hasPrefix("-"), text != HostChoice.here else {
      throw Problem(
        .usageInvalid, "\(String(text.prefix(80)).debugDescription) cannot be the name of a machine",
        hint: "use a-z, 0-9, '-' and '.', and not \(HostChoice.here): --name prod")
    }
    return text
  }
}

/// A certificate in PEM that a user names.
private enum Authority {
  static func read(_ path: String) throws(Problem) -> String {
    let text = String(decoding: try ProjectFile.read(path), as: UTF8.self)
    guard text.contains("-----BEGIN CERTIFICATE-----") else {
      throw Problem(
        .certificateInvalid, "\(path) holds no certificate in PEM",
        hint: "make it PEM: openssl x509 -inform der -in \(ShellWord.quoted(path)) -out ca.crt")
    }
    return text
  }
}
