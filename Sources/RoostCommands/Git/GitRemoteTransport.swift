import Glibc
import RoostClient
import RoostModel

/// What git runs for addresses such as `roost::shop`: this program, called by the name `git-remote-roost`. Speaks
/// gitremote-helpers(7) until git asks for a connection, and carries that to the daemon.
enum GitRemoteTransport {
  static let name = "git-remote-roost"

  static func isCalled(_ arguments: [String]) -> Bool { arguments.first?.split(separator: "/").last.map(String.init) == name }

  /// `arguments` are its own name, the remote's and the address.
  static func status(of arguments: [String]) async -> Int32 {
    let console = Console(json: false, surroundings: .current())
    do throws(Problem) {
      try await serve(try app(arguments.count > 2 ? arguments[2] : ""), console)
      return 0
    } catch {
      console.report(error)
      return error.code.exitStatus
    }
  }

  /// Of `shop`, or of the whole address `roost://shop`.
  static func app(_ address: String) throws(Problem) -> AppName {
    var text = address[...]
    for prefix in ["roost::", "roost://"] where text.hasPrefix(prefix) { text = text.dropFirst(prefix.count) }
    while text.hasSuffix("/") { text = text.dropLast() }
    return try AppName(String(text))
  }

  private static func serve(_ app: AppName, _ console: Console) async throws(Problem) {
    while let line = line() {
      if line == "capabilities" {
        Console.write("connect\n\n")
      } else if line.hasPrefix("connect "), let service = GitService(rawValue: String(line.dropFirst(8))) {
        return try await GitLine(app: app, choice: HostChoice(surroundings: console.surroundings), console: console).carry(
          service, saying: "\n")
      } else if line.hasPrefix("connect ") {
        Console.write("fallback\n")
      } else {
        return
      }
    }
  }

  /// Byte by byte: what follows belongs to git's own conversation.
  private static func line() -> String? {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while bytes.count < 4096 {
      let count = read(STDIN_FILENO, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { return nil }
      if byte == UInt8(ascii: "\n") { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(byte)
    }
    return nil
  }
}

/// This process's standard input and output, carried to an app's repository.
struct GitLine {
  let app: AppName
  let choice: HostChoice
  let console: Console

  func carry(_ service: GitService, saying greeting: String) async throws(Problem) {
    signal(SIGPIPE, SIG_IGN)
    let (app, console) = (app, console)
    let interruption = SignalWatch([SIGINT, SIGTERM]) { number in
      if service == .push {
        console.note(
          "roost: interrupted; what was being deployed of \(app) is called off, and the release before it goes on\n"
            + "  see what became of it: roost app deployments \(app)\n")
      }
      exit(128 + number)
    }
    defer { interruption.end() }
    try await DaemonClient.with(try choice.place) { (daemon) async throws(Problem) in
      try await daemon.git(service, of: app, from: STDIN_FILENO, to: STDOUT_FILENO) { Console.write(greeting) }
      // A read of what git has no more to say may be under way.
      exit(0)
    }
  }
}
