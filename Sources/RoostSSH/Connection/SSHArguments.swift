import SystemPackage

/// What `ssh` is told in each of its roles. Pure.
struct SSHArguments: Sendable {
  var address: SSHAddress
  /// Where the one connection to the host listens for its users.
  var socket: FilePath
  var timings = SSHTimings()
  /// Instead of `~/.ssh/config`.
  var configurationFile: FilePath?

  /// Runs a command, over the connection there is or one that it makes, and which stays behind.
  func opening(_ command: String) -> [String] {
    (configurationFile.map { ["-F", $0.string] } ?? []) + ["-T", "-S", socket.string] + SSHArguments.options(connecting)
      + address.options + ["--", address.host, command]
  }

  /// Runs a command over the connection there is. Without one it fails, instead of making another without the user's settings.
  func using(_ command: String) -> [String] { session(command, isTerminal: false) }

  /// The same, whose streams are somebody's: with a terminal there, if there is one here.
  func session(_ command: String, isTerminal: Bool) -> [String] {
    client([isTerminal ? "-tt" : "-T"]) + ["--", address.host, command]
  }

  /// From now on `near` listens here, and whoever connects to it is connected to `far` there.
  func forwarding(_ near: FilePath, to far: FilePath) -> [String] { control("forward", ["-L", "\(near):\(far)"]) }
  func forgetting(_ near: FilePath, to far: FilePath) -> [String] { control("cancel", ["-L", "\(near):\(far)"]) }
  func closing() -> [String] { control("exit", []) }

  private func control(_ order: String, _ more: [String]) -> [String] {
    client(["-O", order] + more) + ["--", address.host]
  }

  private func client(_ more: [String]) -> [String] {
    ["-F", "none", "-S", socket.string]
      + SSHArguments.options([("ControlMaster", "no"), ("ProxyCommand", "false"), ("BatchMode", "yes"), ("LogLevel", "ERROR")])
      + more
  }

  /// Whoever asks questions has nobody to answer them. Host keys are checked as the user's settings say.
  private var connecting: [(String, String)] {
    [
      ("ControlMaster", "auto"), ("ControlPersist", "\(timings.keptFor)"), ("BatchMode", "yes"), ("LogLevel", "ERROR"),
      ("ConnectTimeout", "\(timings.connect)"), ("ServerAliveInterval", "\(timings.aliveInterval)"),
      ("ServerAliveCountMax", "\(timings.aliveCount)"), ("StreamLocalBindUnlink", "yes"), ("StreamLocalBindMask", "0177"),
      ("RemoteCommand", "none"), ("RequestTTY", "no"), ("ForwardAgent", "no"), ("ForwardX11", "no"),
      ("PermitLocalCommand", "no"), ("ClearAllForwardings", "yes"), ("Tunnel", "no"),
    ]
  }

  private static func options(_ pairs: [(String, String)]) -> [String] { pairs.flatMap { ["-o", "\($0.0)=\($0.1)"] } }
}
