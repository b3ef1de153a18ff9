import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// Finds out who can build a sandbox here, by doing it: settings do not say all, a security module may refuse as well.
struct BuilderTrial: Sendable {
  let isRoot: Bool
  /// The `roost-agent` executable.
  let agent: FilePath
  /// Where bubblewrap may be.
  let bubblewrap: [FilePath]

  private static let limit: Duration = .seconds(10)

  func run() async -> SandboxBuilder {
    if isRoot { return .agent }
    guard let refusal = await refusal() else { return .agent }
    let present = bubblewrap.filter { access($0.string, X_OK) == 0 }
    guard let program = present.first else { return .none(because: refusal, bubblewrap: "bubblewrap is not installed") }
    if let failure = await failure(of: [program.string] + BuilderTrial.trial + [agent.string, "--version"]) {
      return .none(because: refusal, bubblewrap: "\(program) cannot either (\(failure))")
    }
    return .bubblewrap(program: program.string, because: refusal)
  }

  /// The namespaces and mounts of every sandbox, over the machine's own root.
  private static let trial = [
    "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--as-pid-1", "--ro-bind", "/", "/", "--proc", "/proc",
    "--dev", "/dev", "--",
  ]

  /// Why the agent may not; nil when it may. Without an agent to ask, what the kernel's settings say.
  private func refusal() async -> String? {
    let settings = await BlockingWork.run { NamespaceSettings.read().refusal }
    guard access(agent.string, X_OK) == 0 else { return settings }
    guard let failure = await failure(of: [agent.string, "namespaces"]) else { return nil }
    return settings ?? failure
  }

  /// The last line a command says; nil when it succeeds.
  private func failure(of words: [String]) async -> String? {
    var command = ExternalCommand(words[0], Array(words.dropFirst()))
    command.timeout = BuilderTrial.limit
    do throws(Problem) {
      let result = try await command.run()
      if result.succeeded { return nil }
      let line = result.standardError.split(whereSeparator: \.isNewline).last
      return line.map { String($0.prefix(300)) } ?? "\(words[0]) \(result.status)"
    } catch {
      return error.message
    }
  }
}
