import FoundationEssentials
import Glibc
import RoostClient
import RoostModel

/// The machines this user has logged in to, with their tokens: `roost/hosts.json` in the user's configuration, which nobody else may
/// read.
struct HostFile {
  private struct Content: Codable {
    var hosts: [RemoteHost]
  }

  private static let largest = 1 << 20
  let directory: String
  var path: String { directory + "/hosts.json" }

  init(directory: String) { self.directory = directory }

  init(_ surroundings: Surroundings) throws(Problem) {
    // As the XDG base directory specification has it, a relative one counts as none.
    let configured = surroundings.configuration.flatMap { $0.hasPrefix("/") ? $0 : nil }
    guard let base = configured ?? surroundings.userHome.flatMap({ $0.hasPrefix("/") ? $0 + "/.config" : nil }) else {
      throw Problem(
        .settingsInvalid, "it is not known where this user's configuration is",
        hint: "say where: XDG_CONFIG_HOME=/home/me/.config")
    }
    directory = base + "/roost"
  }

  /// In the order of their names.
  func hosts() throws(Problem) -> [RemoteHost] {
    guard let bytes = try read() else { return [] }
    do {
      return try JSONDecoder().decode(Content.self, from: Data(bytes)).hosts.sorted { $0.name < $1.name }
    } catch {
      throw Problem(
        .settingsInvalid, "\(path) is not what roost login wrote", hint: "remove it and log in again: rm \(path)",
        cause: "\(error)")
    }
  }

  /// By its name, or by its address.
  func host(_ text: String) throws(Problem) -> RemoteHost {
    let hosts = try hosts()
    if let host = hosts.first(where: { $0.name == text }) { return host }
    let url = try? RemoteAddress(text).text
    if let host = hosts.first(where: { $0.url == url }) { return host }
    let shown = CleanText.line(String(text.prefix(200)))
    let known = hosts.isEmpty ? "" : "; known are \(ListedWords.text(hosts.map(\.name)))"
    throw Problem(
      .accessUnauthenticated, "you are not logged in to \(shown)\(known)",
      hint: "log in first: roost login \(text.contains("://") ? shown : "https://HOST")")
  }

  /// One change after the other, whoever makes them.
  func change<Result>(_ body: (inout [RemoteHost]) throws(Problem) -> Result) throws(Problem) -> Result {
    let lock = try prepared()
    defer { close(lock) }
    guard flock(lock, LOCK_EX) == 0 else { throw unusable("cannot be locked") }
    var hosts = try hosts()
    let result = try body(&hosts)
    let output = try FileOutput("the list of hosts", at: path)
    defer { output.abandon() }
    try output.write(Array((try Console.encode(Content(hosts: hosts), pretty: true) + "\n").utf8))
    try output.finish()
    return result
  }

  /// The directory, open, which only its user can look into.
  private func prepared() throws(Problem) -> Int32 {
    var made = ""
    for part in directory.split(separator: "/") {
      made += "/\(part)"
      guard mkdir(made, 0o700) == 0 || errno == EEXIST else { throw unusable("cannot be made") }
    }
    let number = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard number >= 0 else { throw unusable("cannot be opened") }
    var status = stat()
    guard fstat(number, &status) == 0, status.st_uid == geteuid(), fchmod(number, 0o700) == 0 else {
      close(number)
      throw unusable("is not yours")
    }
    return number
  }

  private func unusable(_ what: String) -> Problem {
    Problem(
      .permissionDenied, "\(directory) \(what)", hint: "look at it, or choose another place: XDG_CONFIG_HOME=DIR",
      cause: String(cString: strerror(errno)))
  }

  /// `nil` when there is none. What others may read is not believed to be secret, and not used.
  private func read() throws(Problem) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw Problem(
        .permissionDenied, "\(path) cannot be read", hint: "look at it: ls -l \(path)", cause: String(cString: strerror(errno)))
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(), status.st_mode & 0o077 == 0
    else {
      throw Problem(
        .permissionDenied, "\(path) holds tokens, and others may read it",
        hint: "make it yours alone (chmod 600 \(path)), and revoke the tokens in it: roost token revoke NAME")
    }
    if let bytes = try ProjectFile.read(file, atMost: HostFile.largest, called: path) { return bytes }
    throw Problem(.settingsInvalid, "\(path) is too large to be a list of hosts", hint: "look at it: ls -l \(path)")
  }
}
